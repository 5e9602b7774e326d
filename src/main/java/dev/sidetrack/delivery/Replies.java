// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.delivery;

import dev.sidetrack.delivery.Verdict.Fault;
import dev.sidetrack.spi.Outcome;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What a provider answered to the requests of one {@link Attempt}: sorts the hits by their outcomes. What failed is
 * with the {@link Failures}. For all threads of the attempt.
 */
final class Replies {

    private final Failures failures;
    private final List<Pending> accepted = new ArrayList<>();
    private final Map<String, List<Pending>> dropped = new LinkedHashMap<>();
    private final Map<Outcome.Rejected, List<Pending>> rejected = new LinkedHashMap<>();
    private final List<Failed> unclear = new ArrayList<>();

    Replies(Failures failures) {
        this.failures = failures;
    }

    /** Sorts the hits of the request of that number; returns the parts of it that are to be tried by themselves. */
    synchronized List<List<Pending>> sort(int number, List<Pending> request, List<Outcome> outcomes) {
        var wholly = rejectedWholly(outcomes);
        if (wholly != null) {
            return failures.refused(new Failed(request, wholly.reason(), wholly.status()));
        }
        var isAnySettled = false;
        for (var i = 0; i < request.size(); i++) {
            isAnySettled |= settle(request.get(i), outcomes.get(i));
        }
        if (isAnySettled) {
            failures.pass(number);
        }
        var notUnderstood = those(Outcome.Unclear.class, request, outcomes);
        if (!notUnderstood.isEmpty()) {
            unclear.add(new Failed(notUnderstood, "reply not understood", 0));
        }
        if (last(Outcome.Retry.class, outcomes) instanceof Outcome.Retry retry) {
            var later = those(Outcome.Retry.class, request, outcomes);
            failures.retry(new Failed(later, retry.reason(), retry.status()), retry.after(), isAnySettled);
        }
        if (last(Outcome.Stop.class, outcomes) instanceof Outcome.Stop stop) {
            failures.stop(new Failed(those(Outcome.Stop.class, request, outcomes), stop.reason(), 0));
        }
        if (last(Outcome.Refused.class, outcomes) instanceof Outcome.Refused refusal) {
            var whole = those(Outcome.Refused.class, request, outcomes);
            return failures.refused(new Failed(whole, refusal.reason(), refusal.status()));
        }
        return List.of();
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

    private boolean settle(Pending hit, Outcome outcome) {
        if (outcome instanceof Outcome.Accepted) {
            accepted.add(hit);
            failures.took(hit);
        } else if (outcome instanceof Outcome.Dropped reason) {
            dropped.computeIfAbsent(reason.reason(), any -> new ArrayList<>()).add(hit);
        } else if (outcome instanceof Outcome.Rejected reason) {
            reject(reason, List.of(hit));
        } else {
            return false;
        }
        return true;
    }

    private static List<Pending> those(Class<? extends Outcome> kind, List<Pending> request, List<Outcome> outcomes) {
        return IntStream.range(0, request.size())
                .filter(i -> kind.isInstance(outcomes.get(i)))
                .mapToObj(request::get)
                .toList();
    }

    private static Outcome last(Class<? extends Outcome> kind, List<Outcome> outcomes) {
        return outcomes.stream()
                .filter(kind::isInstance)
                .reduce((one, later) -> later)
                .orElse(null);
    }

    /** What has an outcome keeps it, although something of ours has failed. */
    synchronized void failRest(List<Pending> hits, String reason) {
        var settled = new HashSet<UUID>();
        Stream.concat(
                        Stream.of(List.of(accepted), dropped.values(), rejected.values())
                                .flatMap(Collection::stream),
                        unclear.stream().map(Failed::hits))
                .forEach(some -> some.forEach(hit -> settled.add(hit.hit().id())));
        failures.failRest(
                hits.stream().filter(hit -> !settled.contains(hit.hit().id())).toList(), reason);
    }

    /** Once all requests are over: what became of all hits, by what the verdict says of those that failed. */
    synchronized Results results(Verdict verdict, Instant now) {
        var fault = verdict.fault();
        var failed = failures.failed();
        if (fault == Fault.HITS) {
            failures.refused().forEach(one -> reject(new Outcome.Rejected(one.reason(), one.status()), one.hits()));
        }
        return new Results(
                List.copyOf(accepted),
                dropped,
                rejected,
                fault == Fault.HITS ? each(failed, one -> one.failedAlone(now)) : List.of(),
                fault == Fault.UNKNOWN ? each(failed, one -> one.failed(now)) : List.of(),
                each(unclear, one -> one.failedAlone(now)),
                fault == Fault.PROVIDER ? failures.waitingAll(now) : failures.waiting(),
                verdict.trouble(),
                failures.isLate(),
                failures.survived());
    }

    private void reject(Outcome.Rejected reason, List<Pending> hits) {
        rejected.computeIfAbsent(reason, any -> new ArrayList<>()).addAll(hits);
    }

    private static List<Failed> each(List<Failed> requests, UnaryOperator<Failed> change) {
        return requests.stream().map(change).toList();
    }
}
