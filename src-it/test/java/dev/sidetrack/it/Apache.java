package dev.sidetrack.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Comparator;
import java.util.concurrent.TimeUnit;

/**
 * Debian's Apache in front of the demo, on 127.0.0.1, with a cache as its documentation shows one: it keeps what says
 * nothing of caches, with the cookies that are on it.
 */
final class Apache implements AutoCloseable {

    private static final URI DEMO = URI.create(System.getProperty("it.url"));
    private static final Duration STARTING = Duration.ofMinutes(2);
    private static final String CONFIGURATION = """
            LoadModule mpm_event_module %1$s/mod_mpm_event.so
            LoadModule authz_core_module %1$s/mod_authz_core.so
            LoadModule proxy_module %1$s/mod_proxy.so
            LoadModule proxy_http_module %1$s/mod_proxy_http.so
            LoadModule cache_module %1$s/mod_cache.so
            LoadModule cache_disk_module %1$s/mod_cache_disk.so
            ServerRoot %2$s
            ServerName 127.0.0.1
            Listen 127.0.0.1:%3$d
            PidFile %2$s/pid
            DefaultRuntimeDir %2$s
            ErrorLog %2$s/log
            User www-data
            Group www-data
            CacheRoot %2$s/cache
            CacheEnable disk /
            CacheHeader on
            ProxyPass / http://%4$s/
            ProxyPreserveHost on
            """;

    private final URI url;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Path folder;
    private final Process process;

    Apache() throws IOException, InterruptedException {
        try (var socket = new ServerSocket(0)) {
            url = DEMO.resolve("http://127.0.0.1:" + socket.getLocalPort() + DEMO.getPath());
        }
        folder = Files.createTempDirectory("sidetrack-it-apache");
        // Its processes are another user's where root has started it.
        open(folder);
        open(Files.createDirectory(folder.resolve("cache")));
        var configuration = Files.writeString(
                folder.resolve("apache.conf"),
                CONFIGURATION.formatted("/usr/lib/apache2/modules", folder, url.getPort(), DEMO.getAuthority()));
        process = new ProcessBuilder("/usr/sbin/apache2", "-D", "FOREGROUND", "-f", configuration.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("out").toFile())
                .start();
        awaitStart();
    }

    /** Whether this response was given from the cache, without a word to the demo. */
    static boolean isFromCache(HttpResponse<?> response) {
        return response.headers().firstValue("X-Cache").orElse("").startsWith("HIT");
    }

    /** The page as a browser asks for it that has never been here, or has these cookies. */
    HttpResponse<String> visit(String path, String agent, String cookies) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(url.resolve(path))
                .header("User-Agent", agent)
                .header("Accept", "text/html")
                .header("Sec-Fetch-Mode", "navigate");
        if (!cookies.isEmpty()) {
            request.header("Cookie", cookies);
        }
        return client.send(request.build(), BodyHandlers.ofString());
    }

    private static void open(Path folder) throws IOException {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
    }

    private void awaitStart() throws IOException, InterruptedException {
        var deadline = System.nanoTime() + STARTING.toNanos();
        while (process.isAlive() && System.nanoTime() < deadline) {
            try {
                visit("probe/plain", "Mozilla/5.0 (start)", "");
                return;
            } catch (ConnectException notYet) {
                process.waitFor(100, TimeUnit.MILLISECONDS);
            }
        }
        var log = Files.readString(folder.resolve("out"));
        close();
        throw new IllegalStateException("Apache does not start: " + log);
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
        try (var files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException leftBehind) {
            throw new UncheckedIOException(leftBehind);
        }
    }
}
