package dev.sidetrack.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.concurrent.TimeUnit;

/**
 * Debian's Varnish in front of the demo, on 127.0.0.1: keeps pages for everybody, and leaves alone what counts them.
 */
final class Varnish implements AutoCloseable {

    private static final URI DEMO = URI.create(System.getProperty("it.url"));
    private static final Duration STARTING = Duration.ofMinutes(2);
    private static final String RULES = """
            vcl 4.1;
            backend demo { .host = "%s"; .port = "%d"; }
            sub vcl_recv {
                if (req.url ~ "^%ssidetrack/(hit|consent|visitor)") { return (pass); }
                unset req.http.Cookie;
            }
            # As Apache does, whose cache also keeps the cookies of what it may keep.
            sub vcl_backend_response {
                if (beresp.http.Cache-Control ~ "max-age" && beresp.http.Cache-Control !~ "private") { return (deliver); }
            }
            sub vcl_deliver { set resp.http.X-Hits = obj.hits; }
            """;

    private final URI url = DEMO.resolve("http://127.0.0.1:" + System.getProperty("it.varnish.port") + DEMO.getPath());
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Path folder;
    private final Process process;

    Varnish() throws IOException, InterruptedException {
        folder = Files.createTempDirectory("sidetrack-it-varnish");
        var rules = Files.writeString(
                folder.resolve("rules.vcl"), RULES.formatted(DEMO.getHost(), DEMO.getPort(), DEMO.getPath()));
        process = new ProcessBuilder(
                        "/usr/sbin/varnishd",
                        "-F",
                        "-j",
                        "none",
                        "-n",
                        folder.resolve("work").toString(),
                        "-a",
                        url.getAuthority(),
                        "-T",
                        "none",
                        "-S",
                        "none",
                        "-s",
                        "malloc,16m",
                        "-f",
                        rules.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
        awaitStart();
    }

    /** How often this response has been given from the cache already. */
    static int timesFromCache(HttpResponse<?> response) {
        return Integer.parseInt(response.headers().firstValue("X-Hits").orElseThrow());
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(url.resolve(path));
    }

    HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
        return client.send(request, BodyHandlers.ofString());
    }

    private void awaitStart() throws IOException, InterruptedException {
        var deadline = System.nanoTime() + STARTING.toNanos();
        while (process.isAlive() && System.nanoTime() < deadline) {
            try {
                send(request("probe/plain").build());
                return;
            } catch (ConnectException notYet) {
                process.waitFor(100, TimeUnit.MILLISECONDS);
            }
        }
        var log = Files.readString(folder.resolve("log"));
        close();
        throw new IllegalStateException("Varnish does not start: " + log);
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
