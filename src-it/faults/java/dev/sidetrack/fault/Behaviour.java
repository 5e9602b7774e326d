// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.fault;

import com.sun.net.httpserver.HttpExchange;
import dev.sidetrack.server.Await;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/** How a provider answers a request. */
interface Behaviour {

    /** Accepts everything. */
    Behaviour WELL = (exchange, accept) -> {
        accept.run();
        end(exchange, 200);
    };

    /** Keeps the connection and never says a word. */
    Behaviour HANG = (exchange, accept) -> {};

    /** Accepts everything, but closes the connection in the middle of saying so. */
    Behaviour CLOSE_MID_ANSWER = (exchange, accept) -> {
        accept.run();
        exchange.sendResponseHeaders(200, 100);
        exchange.getResponseBody().write(new byte[10]);
        exchange.getResponseBody().flush();
        exchange.close();
    };

    /** Answers; {@code accept} is to be run first if the hits are accepted. */
    void answer(HttpExchange exchange, Runnable accept) throws IOException;

    /** Accepts nothing and says this status. */
    static Behaviour status(int status) {
        return (exchange, accept) -> end(exchange, status);
    }

    /** Accepts nothing and asks for so many seconds of peace. */
    static Behaviour retryAfter(int seconds) {
        return (exchange, accept) -> {
            exchange.getResponseHeaders().set("Retry-After", Integer.toString(seconds));
            end(exchange, 429);
        };
    }

    /** Accepts every second request; a batch of several requests is then accepted in part. */
    static Behaviour acceptEverySecond() {
        var requests = new AtomicInteger();
        return (exchange, accept) ->
                (requests.incrementAndGet() % 2 == 1 ? WELL : status(500)).answer(exchange, accept);
    }

    /** Accepts everything, but takes its time. */
    static Behaviour slow(Duration time) {
        return (exchange, accept) -> {
            Await.pass(time);
            WELL.answer(exchange, accept);
        };
    }

    private static void end(HttpExchange exchange, int status) throws IOException {
        exchange.sendResponseHeaders(status, -1);
        exchange.close();
    }
}
