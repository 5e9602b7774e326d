package dev.sidetrack.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The proxy of docker/compose.yaml in front of two nodes, each a stub that says its name and what headers came. */
class NginxIT {

    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @TempDir
    Path folder;

    private final List<Headers> received = new ArrayList<>();
    private HttpServer first;
    private HttpServer second;
    private Nginx nginx;

    @BeforeEach
    void start() throws Exception {
        first = node("first");
        second = node("second");
        nginx = new Nginx(
                folder, first.getAddress().getPort(), second.getAddress().getPort());
    }

    @AfterEach
    void stop() {
        nginx.close();
        first.stop(0);
        second.stop(0);
    }

    @Test
    void request_throughTheProxy_tellsTheVisitorsOwnAddressSchemeAndHost() throws Exception {
        assertEquals(200, get("/shop").statusCode());

        assertForwarded(received.get(0));
    }

    @Test
    void request_withForgedHeaders_isToldAsWithout() throws Exception {
        var forged = HttpRequest.newBuilder(nginx.url("/shop"))
                .header("Forwarded", "for=192.0.2.66;proto=https;host=evil.example")
                .header("X-Forwarded-For", "192.0.2.66")
                .header("X-Forwarded-Proto", "https")
                .header("X-Forwarded-Host", "evil.example")
                .build();
        assertEquals(200, CLIENT.send(forged, BodyHandlers.ofString()).statusCode());

        assertForwarded(received.get(0));
    }

    @Test
    void requests_ofOneVisitor_goToBothNodes() throws Exception {
        var nodes = nodes(10);

        assertEquals(
                Map.of("first", 5L, "second", 5L),
                Map.of(
                        "first", nodes.stream().filter("first"::equals).count(),
                        "second", nodes.stream().filter("second"::equals).count()));
    }

    @Test
    void requests_whileANodeIsAway_areAllServedByTheOther() throws Exception {
        first.stop(0);

        assertEquals(List.of("second"), nodes(10).stream().distinct().toList());
    }

    @Test
    void body_throughTheProxy_arrivesWhole() throws Exception {
        var large = "x".repeat(500_000);
        var post = HttpRequest.newBuilder(nginx.url("/shop"))
                .POST(BodyPublishers.ofString(large))
                .build();

        assertEquals(
                "500000",
                CLIENT.send(post, BodyHandlers.ofString())
                        .headers()
                        .firstValue("X-Length")
                        .orElse(null));
    }

    @Test
    void healthAndMetrics_areNotForEverybody() throws Exception {
        for (var path : List.of("/health", "/health/live", "/health/ready", "/metrics")) {
            assertEquals(404, get(path).statusCode(), path);
        }
        assertEquals(List.of(), received);
    }

    private void assertForwarded(Headers headers) {
        var host = "127.0.0.1:" + nginx.port();
        assertEquals(List.of("127.0.0.1"), headers.get("X-Forwarded-For"));
        assertEquals(List.of("http"), headers.get("X-Forwarded-Proto"));
        assertEquals(List.of(host), headers.get("X-Forwarded-Host"));
        assertEquals(List.of(host), headers.get("Host"));
        assertEquals(null, headers.get("Forwarded"));
    }

    private List<String> nodes(int requests) {
        return IntStream.range(0, requests)
                .mapToObj(request -> {
                    try {
                        return get("/shop").body();
                    } catch (IOException | InterruptedException failed) {
                        throw new AssertionError(failed);
                    }
                })
                .toList();
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return CLIENT.send(HttpRequest.newBuilder(nginx.url(path)).build(), BodyHandlers.ofString());
    }

    private HttpServer node(String name) throws IOException {
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 10);
        server.createContext("/", exchange -> {
            try (exchange) {
                synchronized (received) {
                    received.add(exchange.getRequestHeaders());
                }
                var length = exchange.getRequestBody().readAllBytes().length;
                exchange.getResponseHeaders().set("X-Length", Integer.toString(length));
                exchange.sendResponseHeaders(200, name.length());
                exchange.getResponseBody().write(name.getBytes());
            }
        });
        server.start();
        return server;
    }
}
