// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.provider;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * An HTTP server that keeps what it is sent and answers as it is told: a stand-in for analytics services.
 *
 * <pre>{@code
 * try (var server = new RecordingServer()) {
 *     server.answers(RecordingServer.status(429, "Retry-After", "7"));
 *     … server.url() …
 *     assertThat(server.requests()).singleElement()…
 * }
 * }</pre>
 */
public final class RecordingServer implements AutoCloseable {

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile Answer answer = status(204);

    /** A server at a free port of this machine, which answers 204. */
    public RecordingServer() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    /** The address, without a slash at the end. */
    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** Answers so from now on. */
    public void answers(Answer answer) {
        this.answer = answer;
    }

    /** What has come so far, in order. */
    public List<Request> requests() {
        return List.copyOf(requests);
    }

    /** An answer with that status, these headers (name, value, …) and no body. */
    public static Answer status(int status, String... headers) {
        return (exchange, closed) -> {
            for (var i = 0; i < headers.length; i += 2) {
                exchange.getResponseHeaders().set(headers[i], headers[i + 1]);
            }
            exchange.sendResponseHeaders(status, -1);
        };
    }

    /** A 200 with that body. */
    public static Answer body(String body) {
        return (exchange, closed) -> {
            var bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
        };
    }

    /** No answer until the server is closed. */
    public static Answer silence() {
        return (exchange, closed) -> closed.await();
    }

    /** A 200 whose body begins, and goes on when the server is closed. */
    public static Answer slowBody() {
        return (exchange, closed) -> {
            exchange.sendResponseHeaders(200, 100);
            exchange.getResponseBody().write(new byte[10]);
            exchange.getResponseBody().flush();
            closed.await();
        };
    }

    /** A 200 that ends after a tenth of the body it promised. */
    public static Answer cutBody() {
        return (exchange, closed) -> {
            exchange.sendResponseHeaders(200, 100);
            exchange.getResponseBody().write(new byte[10]);
            exchange.getResponseBody().flush();
            throw new IOException("cut");
        };
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
        threads.shutdownNow();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            var headers = new LinkedHashMap<String, String>();
            exchange.getRequestHeaders().forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.get(0)));
            var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            requests.add(new Request(exchange.getRequestMethod(), exchange.getRequestURI().getPath(),
                    exchange.getRequestURI().getRawQuery(), headers, body));
            answer.to(exchange, closed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /** How to answer; {@code closed} opens when the server is closed. */
    @FunctionalInterface
    public interface Answer {
        void to(HttpExchange exchange, CountDownLatch closed) throws IOException, InterruptedException;
    }

    /**
     * A request that came.
     *
     * @param headers by name in lower case
     */
    public record Request(String method, String path, String query, Map<String, String> headers, String body) {

        /** The fields of a form, one map for each line of the body, in order. */
        public List<Map<String, String>> forms() {
            return body.lines().map(Request::form).toList();
        }

        private static Map<String, String> form(String line) {
            var fields = new LinkedHashMap<String, String>();
            for (var field : line.split("&")) {
                var equals = field.indexOf('=');
                fields.put(field.substring(0, equals), URLDecoder.decode(field.substring(equals + 1), StandardCharsets.UTF_8));
            }
            return fields;
        }
    }
}
