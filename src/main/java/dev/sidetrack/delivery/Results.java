// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.delivery;

import static java.util.Comparator.comparingInt;

import dev.sidetrack.delivery.Pending.History;
import dev.sidetrack.delivery.Trouble.Kind;
import dev.sidetrack.spi.Limits;
import dev.sidetrack.spi.Outcome;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * What became of the hits of one {@link Attempt}, and who is at fault where they failed: what failed while the provider
 * took others is at fault itself, whatever the answer was. It tells the circuit.
 */
public final class Results {

    /** No wait that is asked for may keep hits back for ever. */
    private static final Duration LONGEST_WAIT = Duration.ofDays(1);

    private static final int TOO_MANY_REQUESTS = 429;
    private static final int SERVER_ERROR = 500;
    private static final Comparator<Pending> LEAST_TRIED =
            Comparator.comparing(Pending::history, comparingInt(History::alone).thenComparing(History::attempts));

    private final Destination to;
    private final Clock clock;
    private final List<Pending> accepted = new ArrayList<>();
    private final Map<String, List<Pending>> dropped = new LinkedHashMap<>();
    private final Map<Outcome.Rejected, List<Pending>> rejected = new LinkedHashMap<>();
    private final List<Failed> refused = new ArrayList<>();
    private final List<Failed> failed = new ArrayList<>();
    private final List<Failed> postponed = new ArrayList<>();
    private final List<Failed> unclear = new ArrayList<>();
    private final List<Pending> waiting = new ArrayList<>();
    private boolean passed;
    private int requests;
    private int failuresInRow;
    private Trouble trouble;
    private Duration askedFor = Duration.ZERO;
    private boolean isLate;

    /** None so far; {@code passed} if the provider has just taken another hit. */
    Results(Destination to, boolean passed, Clock clock) {
        this.to = to;
        this.passed = passed;
        this.clock = clock;
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

    /** The hits of requests that failed while the provider took others. */
    public List<Failed> failedAlone() {
        return failed;
    }

    /** The hits that failed, of which nobody knows yet whether they are at fault. */
    public List<Failed> postponed() {
        return postponed;
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
        return trouble == null ? null : new Failed(List.of(), trouble.reason(), trouble.status());
    }

    /** Whether the time was up before all hits were sent. */
    public boolean isLate() {
        return isLate;
    }

    /** Whether no further request is to be begun, also as the time is up. */
    synchronized boolean isOver(boolean isTimeUp) {
        isLate |= trouble == null && isTimeUp;
        return trouble != null || isLate;
    }

    synchronized void begin() {
        requests++;
    }

    synchronized void putOff(List<Pending> request) {
        waiting.addAll(request);
    }

    /** What has an outcome keeps it, although something of ours has failed. */
    synchronized void failRest(List<Pending> hits, String reason) {
        trouble = new Trouble(Kind.BROKEN, reason, 0);
        var known = new HashSet<UUID>();
        Stream.of(List.of(accepted), dropped.values(), rejected.values(), List.of(waiting))
                .flatMap(Collection::stream)
                .forEach(settled -> settled.forEach(hit -> known.add(hit.hit().id())));
        Stream.of(refused, failed, unclear)
                .flatMap(Collection::stream)
                .forEach(request ->
                        request.hits().forEach(hit -> known.add(hit.hit().id())));
        fail(hits.stream().filter(hit -> !known.contains(hit.hit().id())).toList());
    }

    /** Whether the provider may be held to be at fault, though it may be the hits. */
    synchronized boolean isInDoubt() {
        var isAboutHits = trouble == null || trouble.kind().isPerhapsOneHits();
        return !passed && isAboutHits && !(failed.isEmpty() && refused.isEmpty()) && !isOfSuspects();
    }

    /**
     * Takes one that was put off, or else one of those that failed together: the youngest of those that were tried
     * least, since what is at fault has failed before or comes first. {@code null} if there is none.
     */
    synchronized Pending another() {
        if (!waiting.isEmpty()) {
            var best = leastTried(waiting);
            waiting.remove(best);
            return best;
        }
        for (var requests : List.of(failed, refused)) {
            for (var i = 0; i < requests.size(); i++) {
                var request = requests.get(i);
                var last = request.hits().size() - 1;
                if (last > 0) {
                    requests.set(i, request.of(request.hits().subList(0, last)));
                    return request.hits().get(last);
                }
            }
        }
        return null;
    }

    synchronized void shutDown(List<Pending> request) {
        trouble = trouble == null ? new Trouble(Kind.SHUTDOWN, "the server stops", 0) : trouble;
        waiting.addAll(request);
    }

    /** The connection failed: the others need not try. */
    synchronized void unreachable(Failed request) {
        breakOff(Kind.FAILURE, request);
    }

    private void breakOff(Kind kind, Failed request) {
        breakOff(new Trouble(kind, request.reason(), request.status()));
        failed.add(request);
    }

    private void breakOff(Trouble why) {
        if (trouble == null || why.kind() == Kind.STOP) {
            trouble = why;
        }
    }

    private static Pending leastTried(List<Pending> hits) {
        return hits.stream()
                .reduce((one, later) -> LEAST_TRIED.compare(later, one) <= 0 ? later : one)
                .orElseThrow();
    }

    private void fail(List<Pending> request) {
        var now = clock.instant();
        request.forEach(hit -> waiting.add(hit.failed(now)));
    }

    synchronized void failed(Failed request) {
        if (to.circuit().opensAfter(++failuresInRow)) {
            breakOff(Kind.FAILURE, request);
        } else {
            failed.add(request);
        }
    }

    /** Sorts the hits of a request; returns the parts of it that are to be tried by themselves. */
    synchronized List<List<Pending>> sort(List<Pending> request, List<Outcome> outcomes) {
        var later = new ArrayList<Pending>();
        var stopped = new ArrayList<Pending>();
        var whole = new ArrayList<Pending>();
        var notUnderstood = new ArrayList<Pending>();
        Outcome.Retry retry = null;
        Outcome.Stop stop = null;
        Outcome.Refused refusal = null;
        var wholly = rejectedWholly(outcomes);
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
            } else if (outcome instanceof Outcome.Rejected reason && wholly == null) {
                reject(reason, List.of(hit));
                pass();
            } else if (outcome instanceof Outcome.Refused reason) {
                refusal = reason;
                whole.add(hit);
            } else if (outcome instanceof Outcome.Unclear) {
                notUnderstood.add(hit);
            } else if (outcome instanceof Outcome.Retry reason) {
                retry = reason;
                later.add(hit);
            } else if (outcome instanceof Outcome.Stop reason) {
                stop = reason;
                stopped.add(hit);
            }
        }
        if (!notUnderstood.isEmpty()) {
            unclear.add(new Failed(notUnderstood, "reply not understood", 0));
        }
        if (retry != null) {
            retry(new Failed(later, retry.reason(), retry.status()), retry.after());
        }
        if (stop != null) {
            stop(new Failed(stopped, stop.reason(), 0));
        }
        if (wholly != null) {
            return parts(new Failed(request, wholly.reason(), wholly.status()));
        }
        return refusal == null ? List.of() : parts(new Failed(whole, refusal.reason(), refusal.status()));
    }

    private void stop(Failed request) {
        if (passed) {
            failed(request);
        } else {
            breakOff(Kind.STOP, request);
        }
    }

    private void pass() {
        passed = true;
        failuresInRow = 0;
        to.circuit().tookSomething();
    }

    private void reject(Outcome.Rejected reason, List<Pending> hits) {
        rejected.computeIfAbsent(reason, any -> new ArrayList<>()).addAll(hits);
    }

    /** The answer to a request as such, as a service's that is not there at all, which says nothing of its hits. */
    private static Outcome.Rejected rejectedWholly(List<Outcome> outcomes) {
        return outcomes.get(0) instanceof Outcome.Rejected first
                        && first.status() != 0
                        && outcomes.stream()
                                .allMatch(
                                        each -> each instanceof Outcome.Rejected one && one.status() == first.status())
                ? first
                : null;
    }

    /** What was refused as a whole is tried by halves, unless it seems that everything is refused. */
    private List<List<Pending>> parts(Failed whole) {
        var hits = whole.hits();
        if (hits.size() == 1) {
            refused(whole);
            return List.of();
        }
        if (isOneTooMany(whole)) {
            breakOff(refusesAll(whole));
            failed.add(whole);
            return List.of();
        }
        var half = hits.size() / 2;
        return List.of(hits.subList(0, half), hits.subList(half, hits.size()));
    }

    private void refused(Failed request) {
        refused.add(request);
        if (isOneTooMany(request)) {
            breakOff(refusesAll(request));
        }
    }

    /** The words may differ each time, as where a firewall tells the number of the case. */
    private boolean isOneTooMany(Failed request) {
        return to.circuit().refused(request.status() == 0 ? request.reason() : "HTTP status " + request.status())
                && !passed;
    }

    private static Trouble refusesAll(Failed request) {
        return new Trouble(Kind.REFUSES_ALL, "it refuses everything: " + request.reason(), request.status());
    }

    private void retry(Failed request, Duration after) {
        if (request.status() == TOO_MANY_REQUESTS) {
            // It says so of the number of hits, whichever they are.
            breakOff(new Trouble(Kind.PAUSE, request.reason(), request.status()));
            askedFor = longer(askedFor, after);
            fail(request.hits());
        } else if (after == null) {
            failed(request);
        } else {
            askedFor = longer(askedFor, after);
            breakOff(Kind.PAUSE, request);
        }
    }

    private static Duration longer(Duration one, Duration other) {
        var bounded = other == null || other.isNegative()
                ? Duration.ZERO
                : other.compareTo(LONGEST_WAIT) < 0 ? other : LONGEST_WAIT;
        return one.compareTo(bounded) < 0 ? bounded : one;
    }

    /** Once all requests are over: says who was at fault, the hits or the provider. */
    synchronized void conclude() {
        var circuit = to.circuit();
        if (passed || isBelieved()) {
            blameHits();
            circuit.succeeded();
            circuit.pauseFor(askedFor);
        } else if (isOfSuspects() && circuit.isClosed()) {
            blameNobody();
            circuit.pauseFor(askedFor);
        } else {
            blameProvider();
            tell(circuit);
        }
        var now = clock.instant();
        unclear.replaceAll(request -> request.failedAlone(now));
        keepRate(to.limits().rate());
    }

    private void blameHits() {
        var now = clock.instant();
        failed.replaceAll(request -> request.failedAlone(now));
        refused.forEach(request -> reject(new Outcome.Rejected(request.reason(), request.status()), request.hits()));
        forgive();
    }

    /** These may be at fault, or the provider: they are tried again, and others show which. */
    private void blameNobody() {
        var now = clock.instant();
        failed.forEach(request -> postponed.add(request.failed(now)));
        failed.clear();
        forgive();
    }

    private void forgive() {
        if (trouble != null && trouble.kind().isPerhapsOneHits() && trouble.kind() != Kind.PAUSE) {
            trouble = null;
        }
    }

    private void blameProvider() {
        if (trouble == null && !failed.isEmpty()) {
            trouble = new Trouble(
                    Kind.FAILURE, failed.get(0).reason(), failed.get(0).status());
        } else if (trouble == null && !refused.isEmpty()) {
            trouble = new Trouble(
                    Kind.FAILURE,
                    refusesAll(refused.get(0)).reason(),
                    refused.get(0).status());
        }
        failed.forEach(request -> fail(request.hits()));
        refused.forEach(request -> fail(request.hits()));
        failed.clear();
    }

    /** Pauses for as long as so many requests are apart, so that those of a full time never are too many. */
    private void keepRate(Limits.Rate rate) {
        if (rate != null && requests > 0) {
            to.circuit().pauseFor(rate.pause().multipliedBy(requests));
        }
    }

    /**
     * Nothing else was sent that could have passed. A provider that is there and fails at what has failed before is
     * believed; else, this is held to be the hits' own fault once after the provider has taken something: the next
     * time, it may be the provider's.
     */
    private boolean isBelieved() {
        var isAlone =
                requests == 1 && refused.size() == 1 && refused.get(0).hits().size() == 1;
        return isOfSuspects() && to.circuit().isClosed() && isAnswered()
                || (isAlone || isOfSuspects()) && to.circuit().spendTrust();
    }

    /** Whether each request had an answer, and none asked for patience. */
    private boolean isAnswered() {
        return askedFor.isZero() && failed.stream().allMatch(request -> request.status() >= SERVER_ERROR);
    }

    /** Whether only such hits failed as have failed before while others passed. */
    private boolean isOfSuspects() {
        return refused.isEmpty()
                && !failed.isEmpty()
                && failed.stream()
                        .flatMap(request -> request.hits().stream())
                        .allMatch(hit -> hit.history().alone() > 0);
    }

    private void tell(Circuit circuit) {
        if (trouble == null) {
            circuit.succeeded();
            return;
        }
        switch (trouble.kind()) {
            case STOP -> circuit.stopped(trouble.reason());
            case REFUSES_ALL -> circuit.broke(trouble.reason());
            case PAUSE -> circuit.failed(trouble.reason(), askedFor);
            case FAILURE, BROKEN -> circuit.failed(trouble.reason(), null);
            case SHUTDOWN -> {}
        }
    }
}
