// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.delivery;

import dev.sidetrack.Hit;
import dev.sidetrack.spi.Limits;
import dev.sidetrack.spi.Outcome;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One attempt to deliver hits: sends their requests, several at once, sorts the hits by what became of them and tells
 * the circuit. A request that fails does not stop the others, unless the connection failed, the provider asks for a
 * pause or so many fail in a row that it is the provider and not the hits.
 */
public final class Attempt {

    /** No wait that is asked for may keep hits back for ever. */
    private static final Duration LONGEST_WAIT = Duration.ofDays(1);

    private static final int TOO_MANY_REQUESTS = 429;

    private final Destination to;
    private final Clock clock;
    private final Instant end;
    private final List<Pending> accepted = new ArrayList<>();
    private final Map<String, List<Pending>> dropped = new LinkedHashMap<>();
    private final Map<Outcome.Rejected, List<Pending>> rejected = new LinkedHashMap<>();
    private final Map<Outcome.Rejected, List<Pending>> refusedAlone = new LinkedHashMap<>();
    private final List<Failed> failed = new ArrayList<>();
    private final List<Failed> unclear = new ArrayList<>();
    private final List<Pending> waiting = new ArrayList<>();
    private boolean passed;
    private int requests;
    private int failuresInRow;
    private Trouble trouble;
    private Duration askedFor;
    private boolean isLate;

    private Attempt(Destination to, boolean passed, Instant end, Clock clock) {
        this.to = to;
        this.passed = passed;
        this.end = end;
        this.clock = clock;
    }

    /**
     * Sends these hits.
     *
     * @param passed whether the provider has just taken another hit
     * @param limit after how long no further request is begun
     */
    public static Attempt of(
            Destination to, List<Pending> hits, boolean passed, Duration limit, Workers workers, Clock clock) {
        var attempt = new Attempt(to, passed, clock.instant().plus(limit), clock);
        attempt.send(hits, workers);
        attempt.conclude();
        return attempt;
    }

    /** The hits the provider took. */
    public List<Pending> accepted() {
        return accepted;
    }

    /** The hits it leaves out on purpose, by its reason. */
    public Map<String, List<Pending>> dropped() {
        return dropped;
    }

    /** The hits it will never take, by its reason. */
    public Map<Outcome.Rejected, List<Pending>> rejected() {
        return rejected;
    }

    /** The hits of requests that failed while others passed. */
    public List<Failed> failedAlone() {
        return failed;
    }

    /** The hits of requests whose answer was a success, but was not understood. */
    public List<Failed> unclear() {
        return unclear;
    }

    /** The hits that are to be sent again before any other. */
    public List<Pending> waiting() {
        return waiting;
    }

    /** Why they wait, or {@code null} if only since time was up or the server stops. */
    public Failed trouble() {
        return trouble == null ? null : new Failed(List.of(), trouble.reason, trouble.status);
    }

    /** Whether the time was up before all hits were sent. */
    public boolean isLate() {
        return isLate;
    }

    private void send(List<Pending> hits, Workers workers) {
        try {
            // Where requests are counted, the fewest.
            var concurrency = to.limits().rate() == null ? to.concurrency() : 1;
            var lanes = Requests.lanes(hits, to.provider(), concurrency);
            workers.runAll(lanes.stream()
                    .map(lane -> (Runnable) () -> sendLane(lane, workers))
                    .toList());
        } catch (RuntimeException | Error broken) {
            trouble = new Trouble(
                    Kind.FAILURE, "the provider failed: " + broken.getClass().getName(), 0);
            fail(hits);
        }
    }

    private void sendLane(List<List<Pending>> requests, Workers workers) {
        var left = new ArrayDeque<>(requests);
        while (!left.isEmpty()) {
            var request = left.poll();
            if (isOver() || workers.isStopping()) {
                putOff(request);
            } else {
                left.addAll(send(request));
            }
        }
    }

    private synchronized boolean isOver() {
        isLate |= trouble == null && clock.instant().isAfter(end);
        return trouble != null || isLate;
    }

    private synchronized void begin() {
        requests++;
    }

    private synchronized void putOff(List<Pending> request) {
        waiting.addAll(request);
    }

    /** Sends a request; returns the parts of it that are to be tried by themselves. */
    private List<List<Pending>> send(List<Pending> request) {
        begin();
        List<Hit> hits = request.stream().map(Pending::hit).toList();
        try {
            // Copied first, since a list with an outcome missing must fail before any hit is settled.
            var outcomes = List.copyOf(to.provider().send(hits));
            if (outcomes.size() != hits.size()) {
                throw new IllegalStateException("a provider says one outcome per hit");
            }
            return sort(request, outcomes);
        } catch (IOException unreachable) {
            breakOff(
                    Kind.FAILURE,
                    unreachable.getMessage() == null ? "no answer" : unreachable.getMessage(),
                    0,
                    request);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            stop(request);
        } catch (RuntimeException | Error broken) {
            failed(request, "the provider failed: " + broken.getClass().getName(), 0);
        }
        return List.of();
    }

    private synchronized void stop(List<Pending> request) {
        trouble = trouble == null ? new Trouble(Kind.SHUTDOWN, "the server stops", 0) : trouble;
        waiting.addAll(request);
    }

    private synchronized void breakOff(Kind kind, String reason, int status, List<Pending> request) {
        if (trouble == null || kind == Kind.STOP) {
            trouble = new Trouble(kind, reason, status);
        }
        fail(request);
    }

    private void fail(List<Pending> request) {
        var now = clock.instant();
        request.forEach(hit -> waiting.add(hit.failed(now)));
    }

    private synchronized void failed(List<Pending> request, String reason, int status) {
        failed.add(new Failed(request, reason, status));
        if (to.circuit().opensAfter(++failuresInRow)) {
            breakOff(Kind.FAILURE, reason, status, List.of());
        }
    }

    private synchronized List<List<Pending>> sort(List<Pending> request, List<Outcome> outcomes) {
        var later = new ArrayList<Pending>();
        var whole = new ArrayList<Pending>();
        var notUnderstood = new ArrayList<Pending>();
        Outcome.Retry retry = null;
        for (var i = 0; i < request.size(); i++) {
            var hit = request.get(i);
            var outcome = outcomes.get(i);
            if (outcome instanceof Outcome.Accepted) {
                accepted.add(hit);
                pass();
            } else if (outcome instanceof Outcome.Dropped reason) {
                dropped.computeIfAbsent(reason.reason(), any -> new ArrayList<>())
                        .add(hit);
                pass();
            } else if (outcome instanceof Outcome.Rejected reason) {
                rejected.computeIfAbsent(reason, any -> new ArrayList<>()).add(hit);
                pass();
            } else if (outcome instanceof Outcome.Refused reason) {
                refuse(hit, reason, request.size(), whole);
            } else if (outcome instanceof Outcome.Unclear) {
                notUnderstood.add(hit);
            } else if (outcome instanceof Outcome.Retry reason) {
                retry = reason;
                later.add(hit);
            } else if (outcome instanceof Outcome.Stop reason) {
                breakOff(Kind.STOP, reason.reason(), 0, List.of(hit));
            }
        }
        if (!notUnderstood.isEmpty()) {
            unclear.add(new Failed(notUnderstood, "reply not understood", 0));
        }
        if (retry != null) {
            retry(later, retry);
        }
        return refused(whole, outcomes);
    }

    private void pass() {
        passed = true;
        failuresInRow = 0;
        to.circuit().tookSomething();
    }

    private void refuse(Pending hit, Outcome.Refused reason, int size, List<Pending> whole) {
        if (size == 1) {
            refusedAlone
                    .computeIfAbsent(new Outcome.Rejected(reason.reason(), reason.status()), any -> new ArrayList<>())
                    .add(hit);
        } else {
            whole.add(hit);
        }
    }

    /** What was refused as a whole is tried by halves, unless it seems that everything is refused. */
    private List<List<Pending>> refused(List<Pending> whole, List<Outcome> outcomes) {
        for (var outcome : outcomes) {
            if (outcome instanceof Outcome.Refused reason) {
                // The words may differ each time, as where a firewall tells the number of the case.
                if (to.circuit().refused(reason.status() == 0 ? reason.reason() : "HTTP status " + reason.status())
                        && !passed) {
                    breakOff(Kind.REFUSES_ALL, "it refuses everything: " + reason.reason(), reason.status(), whole);
                    return List.of();
                }
                break;
            }
        }
        if (whole.size() < 2) {
            return whole.isEmpty() ? List.of() : List.of(whole);
        }
        var half = whole.size() / 2;
        return List.of(whole.subList(0, half), whole.subList(half, whole.size()));
    }

    private void retry(List<Pending> later, Outcome.Retry reason) {
        if (reason.after() == null && reason.status() != TOO_MANY_REQUESTS) {
            failed(later, reason.reason(), reason.status());
        } else {
            askedFor = longer(askedFor, reason.after());
            breakOff(Kind.PAUSE, reason.reason(), reason.status(), later);
        }
    }

    private static Duration longer(Duration one, Duration other) {
        var bounded = other == null || other.isNegative()
                ? Duration.ZERO
                : other.compareTo(LONGEST_WAIT) < 0 ? other : LONGEST_WAIT;
        return one == null || one.compareTo(bounded) < 0 ? bounded : one;
    }

    /** Once all requests are over: says who was at fault, the hits or the provider. */
    private synchronized void conclude() {
        var isProvider = trouble != null || !failed.isEmpty() && !passed && !areAllSuspect();
        if (isProvider) {
            trouble = trouble != null
                    ? trouble
                    : new Trouble(
                            Kind.FAILURE, failed.get(0).reason(), failed.get(0).status());
            failed.forEach(request -> fail(request.hits()));
            failed.clear();
        }
        if (trouble != null && trouble.kind == Kind.REFUSES_ALL) {
            refusedAlone.values().forEach(this::fail);
        } else {
            refusedAlone.forEach((why, hits) ->
                    rejected.computeIfAbsent(why, any -> new ArrayList<>()).addAll(hits));
        }
        var now = clock.instant();
        failed.replaceAll(request -> request.failedAlone(now));
        unclear.replaceAll(request -> request.failedAlone(now));
        tell(to.circuit());
        keepRate(to.limits().rate());
    }

    /** Pauses for as long as so many requests are apart, so that those of a full time never are too many. */
    private void keepRate(Limits.Rate rate) {
        if (rate != null && requests > 0) {
            to.circuit().pauseFor(rate.pause().multipliedBy(requests));
        }
    }

    /** Whether only such hits failed as have failed before while others passed: that says nothing of the provider. */
    private boolean areAllSuspect() {
        return to.circuit().isClosed()
                && failed.stream()
                        .flatMap(request -> request.hits().stream())
                        .allMatch(hit -> hit.history().alone() > 0);
    }

    private void tell(Circuit circuit) {
        if (trouble == null) {
            circuit.succeeded();
            return;
        }
        switch (trouble.kind) {
            case STOP -> circuit.stopped(trouble.reason);
            case REFUSES_ALL -> circuit.broke(trouble.reason);
            case PAUSE -> {
                if (passed) {
                    circuit.succeeded();
                    circuit.pauseFor(askedFor);
                } else {
                    circuit.failed(trouble.reason, askedFor);
                }
            }
            case FAILURE -> circuit.failed(trouble.reason, null);
            case SHUTDOWN -> {}
        }
    }

    /**
     * Hits that failed together.
     *
     * @param hits the hits
     * @param reason why, in a sentence
     * @param status the provider's HTTP status, or 0
     */
    public record Failed(List<Pending> hits, String reason, int status) {

        private Failed failedAlone(Instant now) {
            return new Failed(hits.stream().map(hit -> hit.failedAlone(now)).toList(), reason, status);
        }
    }

    private record Trouble(Kind kind, String reason, int status) {}

    private enum Kind {
        FAILURE,
        PAUSE,
        REFUSES_ALL,
        STOP,
        SHUTDOWN
    }
}
