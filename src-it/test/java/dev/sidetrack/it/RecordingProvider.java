package dev.sidetrack.it;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.sidetrack.it.Received.GoogleEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/**
 * Stands for both providers: an HTTP server that remembers what it has answered and behaves as badly as it is told to.
 */
final class RecordingProvider {

    private static final Duration DEADLINE = Duration.ofSeconds(60);
    private static final Duration DEADLINE_WHILE_REQUESTS_COME = Duration.ofMinutes(5);

    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        var thread = new Thread(task, "recording-provider");
        thread.setDaemon(true);
        return thread;
    });
    private final List<Received> requests = new ArrayList<>();
    private final List<Map<String, String>> universalHits = new ArrayList<>();
    private final List<GoogleEvent> googleEvents = new ArrayList<>();
    private int status;
    private Duration delay;
    private HttpServer server;

    /** Listens, answers 200 at once, and has forgotten what it was sent before. */
    synchronized void reset() {
        requests.clear();
        universalHits.clear();
        googleEvents.clear();
        answer(200);
        delay(Duration.ZERO);
        listen();
    }

    /** Answers with that status from now on. */
    synchronized void answer(int status) {
        this.status = status;
    }

    /** Lets that time pass before each answer from now on, those that are being waited for included. */
    synchronized void delay(Duration delay) {
        this.delay = delay;
        notifyAll();
    }

    /** Has connections refused until {@link #listen()}. */
    synchronized void refuse() {
        server.stop(0);
        server = null;
    }

    synchronized void listen() {
        if (server != null) {
            return;
        }
        try {
            var port = Integer.getInteger("it.provider.port");
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1000);
        } catch (IOException taken) {
            throw new UncheckedIOException(taken);
        }
        server.setExecutor(threads);
        server.createContext("/", this::serve);
        server.start();
    }

    /** Every request so far. */
    synchronized List<Received> requests() {
        return List.copyOf(requests);
    }

    /** Every hit that Universal Analytics has got so far. */
    synchronized List<Map<String, String>> universalHits() {
        return List.copyOf(universalHits);
    }

    /** Every event that Google Analytics 4 has got so far. */
    synchronized List<GoogleEvent> googleEvents() {
        return List.copyOf(googleEvents);
    }

    synchronized int universalCount() {
        return universalHits.size();
    }

    synchronized int googleCount() {
        return googleEvents.size();
    }

    /** Waits until {@code wanted} gives a value, which it is asked for again whenever a request has come. */
    synchronized <T> T await(String what, Supplier<T> wanted) {
        var latest = System.nanoTime() + DEADLINE_WHILE_REQUESTS_COME.toNanos();
        var came = -1;
        var deadline = 0L;
        for (var value = wanted.get(); ; value = wanted.get()) {
            if (value != null) {
                return value;
            }
            if (requests.size() > came) {
                came = requests.size();
                deadline = Math.min(latest, System.nanoTime() + DEADLINE.toNanos());
            }
            if (!waitUntil(deadline)) {
                throw new AssertionError(
                        what + " did not come in time, but " + came + " requests did, at last " + lastRequests());
            }
        }
    }

    private List<Received> lastRequests() {
        return requests.subList(Math.max(0, requests.size() - 10), requests.size());
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            var url = exchange.getRequestURI();
            var body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
            exchange.sendResponseHeaders(statusAfterDelay(), -1);
            // Not before the answer: a test that sees its last hit may end, and stop the application that waits for the
            // answer.
            record(new Received(
                    exchange.getRequestMethod(),
                    url.getPath(),
                    url.getRawQuery(),
                    Map.copyOf(exchange.getRequestHeaders()),
                    body));
        }
    }

    private synchronized void record(Received request) {
        requests.add(request);
        if (request.isUniversal()) {
            universalHits.addAll(request.forms());
        } else if (request.isGoogle()) {
            googleEvents.addAll(request.events());
        }
        notifyAll();
    }

    private synchronized int statusAfterDelay() {
        var begun = System.nanoTime();
        while (!delay.isZero() && waitUntil(begun + delay.toNanos())) {
            // Woken before the time: the delay may have changed.
        }
        return status;
    }

    /** False when the time is over. */
    private boolean waitUntil(long nanoTime) {
        var left = nanoTime - System.nanoTime();
        if (left <= 0) {
            return false;
        }
        try {
            wait(left / 1_000_000 + 1);
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
        return true;
    }
}
