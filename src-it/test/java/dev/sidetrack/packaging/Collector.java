// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.packaging;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

/** Takes the hits of all probes, each at an address of its own, as a Universal Analytics does. */
final class Collector {

    /**
     * A hit that has come.
     *
     * @param at to whose address
     * @param fields what it says
     */
    record Hit(String at, Map<String, String> fields) {}

    private final List<Hit> hits = new CopyOnWriteArrayList<>();
    private final int port;

    Collector() {
        try {
            var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
            server.setExecutor(Executors.newCachedThreadPool(task -> {
                var thread = new Thread(task, "collector");
                thread.setDaemon(true);
                return thread;
            }));
            server.createContext("/", this::take);
            server.start();
            port = server.getAddress().getPort();
        } catch (IOException taken) {
            throw new UncheckedIOException(taken);
        }
    }

    /** Where the hits of the application of that name go. */
    String urlOf(String application) {
        return "http://127.0.0.1:" + port + "/" + application;
    }

    /** What has come of this browser's, in whatever order. */
    List<Hit> of(String userAgent) {
        return hits.stream()
                .filter(hit -> userAgent.equals(hit.fields.get("ua")))
                .toList();
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            var at = exchange.getRequestURI().getPath().split("/")[1];
            var body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
            body.lines().forEach(line -> hits.add(new Hit(at, fields(line))));
            exchange.sendResponseHeaders(200, -1);
        }
    }

    private static Map<String, String> fields(String form) {
        var fields = new TreeMap<String, String>();
        Stream.of(form.split("&"))
                .map(pair -> pair.split("=", 2))
                .filter(pair -> pair.length == 2)
                .forEach(pair -> fields.put(pair[0], URLDecoder.decode(pair[1], UTF_8)));
        return fields;
    }
}
