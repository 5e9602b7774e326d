// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.delivery;

import dev.sidetrack.Hit;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;

/**
 * One attempt to deliver hits: sends their requests, several at once. A request that fails does not stop the others,
 * unless the connection failed, the provider asks for a pause or refuses, or so many fail in a row that it seems to be
 * the provider and not the hits. Before it is held to be the provider, one more of the hits is sent.
 */
public final class Attempt {

    private final Destination to;
    private final Results results;
    private final Instant end;
    private final Workers workers;
    private final Clock clock;

    private Attempt(Destination to, Results results, Instant end, Workers workers, Clock clock) {
        this.to = to;
        this.results = results;
        this.end = end;
        this.workers = workers;
        this.clock = clock;
    }

    /**
     * Sends these hits; returns what became of them.
     *
     * @param passed whether the provider has just taken another hit
     * @param limit after how long no further request is begun
     */
    public static Results of(
            Destination to, List<Pending> hits, boolean passed, Duration limit, Workers workers, Clock clock) {
        var results = new Results(to, passed, clock);
        var attempt = new Attempt(to, results, clock.instant().plus(limit), workers, clock);
        attempt.sendAll(hits);
        attempt.sendAnother();
        results.conclude();
        return results;
    }

    private void sendAll(List<Pending> hits) {
        try {
            // Where requests are counted, the fewest.
            var concurrency = to.limits().rate() == null ? to.concurrency() : 1;
            var lanes = Requests.lanes(hits, to.provider(), concurrency);
            workers.runAll(
                    lanes.stream().map(lane -> (Runnable) () -> sendLane(lane)).toList());
        } catch (RuntimeException | Error broken) {
            results.failRest(hits, "the provider failed: " + broken.getClass().getName());
        }
    }

    /** Before it is held to be the provider. */
    private void sendAnother() {
        if (results.isInDoubt() && !workers.isStopping() && !clock.instant().isAfter(end)) {
            var another = results.another();
            if (another != null) {
                send(List.of(another));
            }
        }
    }

    private void sendLane(List<List<Pending>> requests) {
        var left = new ArrayDeque<>(requests);
        while (!left.isEmpty()) {
            var request = left.poll();
            if (results.isOver(clock.instant().isAfter(end)) || workers.isStopping()) {
                results.putOff(request);
            } else {
                left.addAll(send(request));
            }
        }
    }

    /** Sends a request; returns the parts of it that are to be tried by themselves. */
    private List<List<Pending>> send(List<Pending> request) {
        results.begin();
        List<Hit> hits = request.stream().map(Pending::hit).toList();
        try {
            // Copied first, since a list with an outcome missing must fail before any hit is settled.
            var outcomes = List.copyOf(to.provider().send(hits));
            if (outcomes.size() != hits.size()) {
                throw new IllegalStateException("a provider says one outcome per hit");
            }
            return results.sort(request, outcomes);
        } catch (IOException unreachable) {
            var reason = unreachable.getMessage() == null ? "no answer" : unreachable.getMessage();
            results.unreachable(new Failed(request, reason, 0));
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            results.shutDown(request);
        } catch (RuntimeException | Error broken) {
            results.failed(new Failed(
                    request, "the provider failed: " + broken.getClass().getName(), 0));
        }
        return List.of();
    }
}
