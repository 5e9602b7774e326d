// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.delivery;

import dev.sidetrack.Hit;
import dev.sidetrack.spi.Limits;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * One attempt to deliver hits: sends their requests, several at once. A request that fails does not stop the others,
 * unless the connection failed, the provider asks for a pause or refuses, or so many fail in a row that it seems to be
 * the provider and not the hits. But it stops its lane, so that no later hit of a visitor overtakes it, until another
 * hit has shown that the provider is there and it was sent again.
 */
public final class Attempt {

    private final Destination to;
    private final Failures failures;
    private final Replies replies;
    private final Instant end;
    private final Workers workers;
    private final Clock clock;

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
        return attempt.conclude();
    }

    private void sendAll(List<Pending> hits) {
        try {
            // Where requests are counted, the fewest.
            var concurrency = to.limits().rate() == null ? to.concurrency() : 1;
            var lanes = Requests.lanes(hits, to.provider(), concurrency).stream()
                    .map(Lane::new)
                    .toList();
            do {
                workers.runAll(
                        lanes.stream().map(lane -> (Runnable) () -> send(lane)).toList());
            } while (goesOn(lanes));
            if (lanes.stream().allMatch(Lane::isEmpty)) {
                failures.triedAll();
            }
            failures.triedAgain();
            lanes.forEach(lane -> failures.putOff(lane.hits().toList()));
        } catch (RuntimeException | Error broken) {
            replies.failRest(hits, "the provider failed: " + broken.getClass().getName());
        }
    }

    /** Sends a lane's requests until one fails. */
    private void send(Lane lane) {
        var isInDoubt = false;
        while (!isInDoubt && !lane.isEmpty() && !isOver()) {
            var request = lane.next();
            lane.add(send(request));
            isInDoubt = failures.isInDoubt(request);
        }
    }

    private boolean isOver() {
        return failures.isOver(isLate()) || workers.isStopping();
    }

    private boolean isLate() {
        return clock.instant().isAfter(end);
    }

    /** Finds out whose fault it is that requests failed; whether that is known, so that their lanes go on. */
    private boolean goesOn(List<Lane> lanes) {
        if (workers.isStopping()) {
            return false;
        }
        var isAnyKnown = false;
        // No lane goes on before what failed in it.
        do {
            if (failures.needAnother() && !isLate()) {
                sendAnother(lanes);
            }
            var again = failures.sendAgain(!isLate());
            if (again.isEmpty()) {
                break;
            }
            isAnyKnown = true;
            workers.runAll(again.stream()
                    .map(request -> (Runnable) () -> sendAgain(request))
                    .toList());
        } while (!failures.doubts().isEmpty());
        var isLeft = lanes.stream().anyMatch(lane -> !lane.isEmpty());
        return isAnyKnown && isLeft && failures.doubts().isEmpty() && !isOver();
    }

    private void sendAnother(List<Lane> lanes) {
        var failed = failures.doubts().isEmpty() ? failures.refused() : failures.doubts();
        var left = lanes.stream().flatMap(Lane::hits).toList();
        var isPatient = failed.size() > 1 || !to.circuit().isAboutToOpen();
        var another = Another.of(failed, left, isPatient);
        if (another != null) {
            lanes.forEach(lane -> lane.takeOut(another));
            failures.takeOut(another);
            send(List.of(another));
        }
    }

    private void sendAgain(Failed request) {
        var parts = new Lane(Requests.cut(request.hits(), to.provider()));
        while (!parts.isEmpty() && !isLate() && !workers.isStopping()) {
            parts.add(send(parts.next()));
        }
        failures.putOff(parts.hits().toList());
    }

    /** Says whose fault it is that hits failed, and tells the circuit. */
    private Results conclude() {
        var circuit = to.circuit();
        var verdict = Verdict.on(failures, circuit);
        verdict.tell(circuit, failures.askedFor());
        keepRate(to.limits().rate());
        return replies.results(verdict, clock.instant());
    }

    /** Pauses for as long as so many requests are apart, so that those of a full time never are too many. */
    private void keepRate(Limits.Rate rate) {
        if (rate != null && failures.requests() > 0) {
            to.circuit().pauseFor(rate.pause().multipliedBy(failures.requests()));
        }
    }

    /** Sends a request; returns the parts of it that are to be tried by themselves. */
    private List<List<Pending>> send(List<Pending> request) {
        var number = failures.begin();
        List<Hit> hits = request.stream().map(Pending::hit).toList();
        try {
            // Copied first, since a list with an outcome missing must fail before any hit is settled.
            var outcomes = List.copyOf(to.provider().send(hits));
            if (outcomes.size() != hits.size()) {
                throw new IllegalStateException("a provider must return one outcome per hit");
            }
            return replies.sort(number, request, outcomes);
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
