// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.service;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;

/** An Apache Unomi on 127.0.0.1, of what is in {@code servers.unomi}, that knows nothing yet. */
public final class UnomiServer implements AutoCloseable {

    /** The key of the one third-party server that it knows. */
    public static final String PEER_KEY = "0123456789abcdef0123456789abcdef";

    private static final Duration PATIENCE = Duration.ofMinutes(12);
    private static final String LOGIN =
            "Basic " + Base64.getEncoder().encodeToString("karaf:karaf".getBytes(StandardCharsets.UTF_8));
    private static final String STARTED = "Server successfully started";
    private static final String JAVA_17 = """

            eecap-17= ${eecap-11}, \\
             osgi.ee; osgi.ee="JavaSE"; version:List<Version>="12,13,14,15,16,17"
            """;

    private final HttpClient http = HttpClient.newHttpClient();
    private final int port = Ports.free();
    private final ServiceProcess process;

    /** Starts one whose data is in that directory, and waits until it is there. */
    public UnomiServer(Path directory, Elasticsearch elasticsearch) throws Exception {
        var home = Path.of(System.getProperty("servers.unomi"));
        var etc = copyEtc(home.resolve("etc"), directory.resolve("etc"));
        Files.createDirectories(directory.resolve("data"));
        var log = directory.resolve("unomi.log");
        var environment = new LinkedHashMap<String, String>();
        environment.put("JAVA_HOME", System.getProperty("java.home"));
        environment.put("KARAF_ETC", etc.toString());
        environment.put("KARAF_DATA", directory.resolve("data").toString());
        environment.put("KARAF_EXEC", "exec");
        environment.put("CHECK_ROOT_INSTANCE_RUNNING", "false");
        environment.put("EXTRA_JAVA_OPTS", "-Dunomi.autoStart=true -Dhazelcast.socket.bind.any=false");
        environment.put("UNOMI_ELASTICSEARCH_ADDRESSES", elasticsearch.address());
        environment.put("UNOMI_THIRDPARTY_PROVIDER1_KEY", PEER_KEY);
        environment.put("UNOMI_SHELL_SSHHOST", "127.0.0.1");
        environment.put("UNOMI_HTTP_PORT", "" + port);
        for (var other : List.of(
                "UNOMI_SECURE_HTTP_PORT",
                "UNOMI_SHELL_SSHPORT",
                "UNOMI_HAZELCAST_NETWORK_PORT",
                "ORG_APACHE_KARAF_MANAGEMENT_RMIREGISTRYPORT",
                "ORG_APACHE_KARAF_MANAGEMENT_RMISERVERPORT")) {
            environment.put(other, "" + Ports.free());
        }
        process = ServiceProcess.start(List.of(home.resolve("bin/karaf").toString(), "server"), environment, log);
        try {
            // It answers long before all of its services are there.
            process.awaitUntil("Unomi", PATIENCE, () -> Files.readString(log).contains(STARTED));
        } catch (Throwable failed) {
            process.close();
            throw failed;
        }
    }

    /** Where it is. */
    public URI url() {
        return URI.create("http://127.0.0.1:" + port);
    }

    /** What its administrator gets there. */
    public HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(request(path).GET());
    }

    /** What its administrator gets who posts that JSON there. */
    public HttpResponse<String> post(String path, String json) throws IOException, InterruptedException {
        return send(request(path).header("Content-Type", "application/json").POST(BodyPublishers.ofString(json)));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(url().resolve(path))
                .header("Authorization", LOGIN)
                .timeout(Duration.ofMinutes(1));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return http.send(request.build(), BodyHandlers.ofString());
    }

    /** Its settings, made to fit Java 17 and to listen to nobody else. */
    private static Path copyEtc(Path from, Path to) throws IOException {
        try (var files = Files.walk(from)) {
            for (var file : files.toList()) {
                var copy = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(copy);
                } else {
                    Files.copy(file, copy);
                }
            }
        }
        append(to.resolve("config.properties"), JAVA_17);
        append(to.resolve("jre.properties"), "\njre-17 = ${jre-11}\n");
        append(to.resolve("org.ops4j.pax.web.cfg"), "\norg.ops4j.pax.web.listening.addresses=127.0.0.1\n");
        return to;
    }

    private static void append(Path file, String text) throws IOException {
        Files.writeString(file, text, StandardOpenOption.APPEND);
    }

    @Override
    public void close() {
        process.close();
    }
}
