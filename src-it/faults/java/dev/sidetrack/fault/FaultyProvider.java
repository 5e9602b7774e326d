// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.fault;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.sidetrack.it.Received;
import dev.sidetrack.server.Await;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;

/** Both providers, behaving as they are told; counts how often each has accepted each hit. */
final class FaultyProvider {

    /** The two, by the names that Sidetrack's configuration gives them. */
    enum Name {
        UNIVERSAL,
        GOOGLE
    }

    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        var thread = new Thread(task, "provider");
        thread.setDaemon(true);
        return thread;
    });
    private final HttpServer server;
    private final Map<Name, Behaviour> behaviours = new HashMap<>();
    private final Map<Name, List<String>> arrivals = new HashMap<>();
    private final Map<String, Set<String>> clients = new HashMap<>();
    private final List<Instant> requests = new ArrayList<>();

    FaultyProvider() {
        behave(Behaviour.WELL);
        for (var name : Name.values()) {
            arrivals.put(name, new ArrayList<>());
        }
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1000);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        server.setExecutor(threads);
        server.createContext("/", this::serve);
        server.start();
    }

    /** Sidetrack's settings for both, with times that suit a test. */
    Map<String, String> settings() {
        var url = "http://127.0.0.1:" + server.getAddress().getPort();
        var settings = new HashMap<String, String>();
        settings.put("sidetrack.providers", "universal-analytics,google-analytics");
        settings.put("sidetrack.tracking-id", "UA-12345-6");
        settings.put("sidetrack.provider.universal-analytics.url", url + "/ua");
        settings.put("sidetrack.provider.google-analytics.url", url + "/ga/");
        settings.put("sidetrack.provider.google-analytics.tracking-id", "G-TEST1");
        settings.put("sidetrack.provider.google-analytics.api-secret", "s3cr3t");
        settings.put("sidetrack.delivery.backoff", "PT0.1S");
        settings.put("sidetrack.delivery.max-backoff", "PT2S");
        settings.put("sidetrack.delivery.circuit-pause", "PT1S");
        settings.put("sidetrack.http.request-timeout", "PT5S");
        return settings;
    }

    /** Has both behave like that from now on. */
    void behave(Behaviour behaviour) {
        for (var name : Name.values()) {
            behave(name, behaviour);
        }
    }

    synchronized void behave(Name name, Behaviour behaviour) {
        behaviours.put(name, behaviour);
    }

    /** How often each hit was accepted by that one, by the hit's marker. */
    Map<String, Integer> accepted(Name name) {
        return arrivals(name).stream().collect(Collectors.toMap(marker -> marker, marker -> 1, Integer::sum));
    }

    /** The markers of the hits that one has accepted, in the order in which they came. */
    synchronized List<String> arrivals(Name name) {
        return List.copyOf(arrivals.get(name));
    }

    /** The client ids that hits with that marker had, at both. */
    synchronized Set<String> clients(String marker) {
        return Set.copyOf(clients.getOrDefault(marker, Set.of()));
    }

    /** When requests came. */
    synchronized List<Instant> requests() {
        return List.copyOf(requests);
    }

    /** The longest time since then in which they got nothing. */
    void tellPause(String fault, Instant begun) {
        var longest = Duration.ZERO;
        var last = begun;
        var requests = new ArrayList<>(requests());
        // They may still be waiting.
        requests.add(Instant.now());
        for (var request : requests) {
            if (request.isAfter(last)) {
                var pause = Duration.between(last, request);
                longest = pause.compareTo(longest) > 0 ? pause : longest;
                last = request;
            }
        }
        System.out.printf("%s: providers got nothing for %d ms%n", fault, longest.toMillis());
    }

    /** Waits until no request has come for that time. */
    void awaitQuiet(Duration time) {
        Await.must("Quiet", FaultRun.PATIENCE, () -> {
            var all = requests();
            return all.isEmpty()
                    || all.get(all.size() - 1).isBefore(Instant.now().minus(time));
        });
    }

    private void serve(HttpExchange exchange) throws IOException {
        var body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
        var url = exchange.getRequestURI();
        var request = new Received(exchange.getRequestMethod(), url.getPath(), url.getRawQuery(), Map.of(), body);
        var name = request.isUniversal() ? Name.UNIVERSAL : Name.GOOGLE;
        var markers = markers(request);
        behaviour(name).answer(exchange, markers, () -> {
            accept(name, markers);
            identify(request);
        });
    }

    private synchronized void identify(Received request) {
        if (request.isUniversal()) {
            request.forms().forEach(hit -> identify(hit.get("dr"), hit.get("cid")));
        } else {
            request.events().forEach(event -> identify(event.params().get("page_referrer"), event.clientId()));
        }
    }

    private void identify(Object marker, Object client) {
        clients.computeIfAbsent(String.valueOf(marker), unknown -> new HashSet<>())
                .add(String.valueOf(client));
    }

    private static List<String> markers(Received request) {
        return request.isUniversal()
                ? request.forms().stream()
                        .map(hit -> String.valueOf(hit.get("dr")))
                        .toList()
                : request.events().stream()
                        .map(event -> String.valueOf(event.params().get("page_referrer")))
                        .toList();
    }

    private synchronized Behaviour behaviour(Name name) {
        requests.add(Instant.now());
        return behaviours.get(name);
    }

    private synchronized void accept(Name name, List<String> markers) {
        arrivals.get(name).addAll(markers);
    }
}
