// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.fault;

import com.sun.net.httpserver.HttpExchange;
import dev.sidetrack.server.Await;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/** How a provider answers a request. */
interface Behaviour {

    /** Accepts everything. */
    Behaviour WELL = (exchange, markers, accept) -> {
        accept.run();
        end(exchange, 200);
    };

    /** Keeps the connection and never says a word. */
    Behaviour HANG = (exchange, markers, accept) -> {};

    /** Accepts everything, but closes the connection in the middle of saying so. */
    Behaviour CLOSE_MID_ANSWER = (exchange, markers, accept) -> {
        accept.run();
        exchange.sendResponseHeaders(200, 100);
        exchange.getResponseBody().write(new byte[10]);
        exchange.getResponseBody().flush();
        exchange.close();
    };

    /** Answers a request with hits of these markers; {@code accept} is to be run first if the hits are accepted. */
    void answer(HttpExchange exchange, List<String> markers, Runnable accept) throws IOException;

    /** Accepts nothing and says this status. */
    static Behaviour status(int status) {
        return (exchange, markers, accept) -> end(exchange, status);
    }

    /** Accepts nothing and asks for so many seconds of peace. */
    static Behaviour retryAfter(int seconds) {
        return (exchange, markers, accept) -> {
            exchange.getResponseHeaders().set("Retry-After", Integer.toString(seconds));
            end(exchange, 429);
        };
    }

    /** Accepts every second request; a batch of several requests is then accepted in part. */
    static Behaviour acceptEverySecond() {
        var requests = new AtomicInteger();
        return (exchange, markers, accept) ->
                (requests.incrementAndGet() % 2 == 1 ? WELL : status(500)).answer(exchange, markers, accept);
    }

    /** Says this status to each request with a hit that has such a marker, and accepts all others. */
    static Behaviour statusAt(int status, Predicate<String> marker) {
        return (exchange, markers, accept) ->
                (markers.stream().anyMatch(marker) ? status(status) : WELL).answer(exchange, markers, accept);
    }

    /** Accepts everything, but takes its time. */
    static Behaviour slow(Duration time) {
        return (exchange, markers, accept) -> {
            Await.pass(time);
            WELL.answer(exchange, markers, accept);
        };
    }

    private static void end(HttpExchange exchange, int status) throws IOException {
        exchange.sendResponseHeaders(status, -1);
        exchange.close();
    }
}
