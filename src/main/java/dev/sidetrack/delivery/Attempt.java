// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.delivery;

import dev.sidetrack.Hit;
import dev.sidetrack.spi.Limits;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One attempt to deliver hits: sends their requests, several at once. A request that fails does not stop the others,
 * unless the connection failed, the provider asks for a pause or refuses, or so many fail in a row that it seems to be
 * the provider and not the hits. Before it is held to be the provider, one more of the hits is sent.
 */
public final class Attempt {

    private final Destination to;
    private final Failures failures;
    private final Replies replies;
    private final Instant end;
    private final Workers workers;
    private final Clock clock;
    private final AtomicInteger sent = new AtomicInteger();

    private Attempt(Destination to, Failures failures, Instant end, Workers workers, Clock clock) {
        this.to = to;
        this.failures = failures;
        this.replies = new Replies(failures);
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
        var failures = new Failures(to.circuit(), passed, clock);
        var attempt = new Attempt(to, failures, clock.instant().plus(limit), workers, clock);
        attempt.sendAll(hits);
        attempt.sendAnother();
        return attempt.conclude();
    }

    private void sendAll(List<Pending> hits) {
        try {
            // Where requests are counted, the fewest.
            var concurrency = to.limits().rate() == null ? to.concurrency() : 1;
            var lanes = Requests.lanes(hits, to.provider(), concurrency);
            workers.runAll(
                    lanes.stream().map(lane -> (Runnable) () -> sendLane(lane)).toList());
        } catch (RuntimeException | Error broken) {
            replies.failRest(hits, "the provider failed: " + broken.getClass().getName());
        }
    }

    /** Before it is held to be the provider. */
    private void sendAnother() {
        if (Verdict.isInDoubt(failures)
                && !workers.isStopping()
                && !clock.instant().isAfter(end)) {
            var another = failures.another();
            if (another != null) {
                send(List.of(another));
            }
        }
    }

    /** Says whose fault it is that hits failed, and tells the circuit. */
    private Results conclude() {
        var circuit = to.circuit();
        var verdict = Verdict.on(failures, sent.get(), circuit);
        verdict.tell(circuit, failures.askedFor());
        keepRate(to.limits().rate());
        return replies.results(verdict, clock.instant());
    }

    /** Pauses for as long as so many requests are apart, so that those of a full time never are too many. */
    private void keepRate(Limits.Rate rate) {
        if (rate != null && sent.get() > 0) {
            to.circuit().pauseFor(rate.pause().multipliedBy(sent.get()));
        }
    }

    private void sendLane(List<List<Pending>> requests) {
        var left = new ArrayDeque<>(requests);
        while (!left.isEmpty()) {
            var request = left.poll();
            if (failures.isOver(clock.instant().isAfter(end)) || workers.isStopping()) {
                failures.putOff(request);
            } else {
                left.addAll(send(request));
            }
        }
    }

    /** Sends a request; returns the parts of it that are to be tried by themselves. */
    private List<List<Pending>> send(List<Pending> request) {
        sent.incrementAndGet();
        List<Hit> hits = request.stream().map(Pending::hit).toList();
        try {
            // Copied first, since a list with an outcome missing must fail before any hit is settled.
            var outcomes = List.copyOf(to.provider().send(hits));
            if (outcomes.size() != hits.size()) {
                throw new IllegalStateException("a provider must return one outcome per hit");
            }
            return replies.sort(request, outcomes);
        } catch (IOException unreachable) {
            var reason = unreachable.getMessage() == null ? "no answer" : unreachable.getMessage();
            failures.unreachable(new Failed(request, reason, 0));
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            failures.shutDown(request);
        } catch (RuntimeException | Error broken) {
            failures.failed(new Failed(
                    request, "the provider failed: " + broken.getClass().getName(), 0));
        }
        return List.of();
    }
}
