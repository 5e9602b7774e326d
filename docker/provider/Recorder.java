// SPDX-License-Identifier: Apache-2.0

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.Executors;

/**
 * Stands for an analytics provider: answers every request well and keeps it, a line of JSON each, in
 * {@code requests.jsonl}. {@code GET /} says how many there are, those of earlier starts included.
 *
 * <pre>java Recorder.java 8080 /data</pre>
 */
public final class Recorder {

    /** What Matomo, Umami or PostHog would say: our side reads it before it believes the status. */
    private static final byte[] TAKEN =
            "{\"status\":\"success\",\"tracked\":1000,\"invalid\":0,\"processed\":1000,\"cache\":\"none\"}"
                    .getBytes(UTF_8);

    private final OutputStream file;
    private long count;

    private Recorder(Path file) throws IOException {
        if (Files.exists(file)) {
            try (var lines = Files.lines(file)) {
                count = lines.count();
            }
        }
        this.file = Files.newOutputStream(file, CREATE, APPEND);
    }

    public static void main(String[] arguments) throws IOException {
        var recorder = new Recorder(Path.of(arguments[1], "requests.jsonl"));
        var server = HttpServer.create(new InetSocketAddress(Integer.parseInt(arguments[0])), 1000);
        server.setExecutor(Executors.newFixedThreadPool(16));
        server.createContext("/", recorder::serve);
        server.start();
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            var url = exchange.getRequestURI();
            var body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
            if (exchange.getRequestMethod().equals("GET") && url.getPath().equals("/") && url.getRawQuery() == null) {
                answer(exchange, "text/plain", (count() + " requests\n").getBytes(UTF_8));
                return;
            }
            // Before the answer: what a provider has said yes to, it has.
            keep("{\"time\":" + json(Instant.now().toString()) + ",\"method\":" + json(exchange.getRequestMethod())
                    + ",\"path\":" + json(url.getPath()) + ",\"query\":" + json(url.getRawQuery())
                    + ",\"body\":" + json(body) + "}\n");
            answer(exchange, "application/json", TAKEN);
        }
    }

    private static void answer(HttpExchange exchange, String type, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
    }

    private synchronized void keep(String line) throws IOException {
        file.write(line.getBytes(UTF_8));
        count++;
    }

    private synchronized long count() {
        return count;
    }

    private static String json(String text) {
        if (text == null) {
            return "null";
        }
        var json = new StringBuilder("\"");
        text.chars().forEach(c -> {
            if (c == '"' || c == '\\') {
                json.append('\\').append((char) c);
            } else if (c < ' ') {
                json.append(String.format("\\u%04x", c));
            } else {
                json.append((char) c);
            }
        });
        return json.append('"').toString();
    }
}
