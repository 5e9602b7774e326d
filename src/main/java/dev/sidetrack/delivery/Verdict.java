// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.delivery;

import dev.sidetrack.delivery.Trouble.Kind;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * Who is at fault where hits failed: what failed again after the provider took others is at fault itself, whatever the
 * answer was.
 *
 * @param fault whose
 * @param trouble what the matter with the provider is, or {@code null}
 */
record Verdict(Fault fault, Trouble trouble) {

    /** Who is at fault. */
    enum Fault {
        /** The hits that failed. */
        HITS,
        /** These or the provider: they are tried again, and others show which. */
        UNKNOWN,
        PROVIDER
    }

    /** Once all requests are over. */
    static Verdict on(Failures failures, Circuit circuit) {
        if (!failures.doubts().isEmpty()) {
            return new Verdict(Fault.PROVIDER, first(failures));
        }
        if (failures.hasPassed() || isBelieved(failures, circuit)) {
            return new Verdict(Fault.HITS, withoutHits(failures.trouble()));
        }
        if (isOfSuspects(failures) && circuit.isClosed()) {
            return new Verdict(Fault.UNKNOWN, withoutHits(failures.trouble()));
        }
        return new Verdict(Fault.PROVIDER, first(failures));
    }

    /**
     * Nothing else was sent that could have passed. A provider that is there and fails at what has failed before is
     * believed; else, this is held to be the hits' own fault once after the provider has taken something: the next
     * time, it may be the provider's.
     */
    private static boolean isBelieved(Failures failures, Circuit circuit) {
        var refused = failures.refused();
        var isAlone = failures.requests() == 1
                && refused.size() == 1
                && refused.get(0).hits().size() == 1;
        var isOfSuspects = isOfSuspects(failures);
        return isOfSuspects
                        && isAnswered(failures)
                        && circuit.spendBelief(failures.failed().size())
                || (isAlone || isOfSuspects) && circuit.spendTrust();
    }

    /**
     * Whether the service was there and failed at each request, and none asked for patience, nor failed too many in a
     * row.
     */
    private static boolean isAnswered(Failures failures) {
        return failures.trouble() == null && failures.failed().stream().allMatch(Failed::isServiceError);
    }

    /** Whether only such hits failed as have failed before while others passed. */
    private static boolean isOfSuspects(Failures failures) {
        return failures.refused().isEmpty()
                && !failures.failed().isEmpty()
                && failures.failed().stream()
                        .flatMap(request -> request.hits().stream())
                        .allMatch(hit -> hit.history().alone() > 0);
    }

    /** Nothing, if it was but what hits did. */
    private static Trouble withoutHits(Trouble trouble) {
        var isHits = trouble != null && trouble.kind().isPerhapsOneHits() && trouble.kind() != Kind.PAUSE;
        return isHits ? null : trouble;
    }

    private static Trouble first(Failures failures) {
        if (failures.trouble() != null) {
            return failures.trouble();
        }
        var failed = Stream.of(failures.doubts(), failures.failed())
                .flatMap(List::stream)
                .findFirst();
        if (failed.isPresent()) {
            return new Trouble(Kind.FAILURE, failed.get().reason(), failed.get().status());
        }
        return failures.refused().isEmpty()
                ? null
                : Trouble.refusesAll(Kind.FAILURE, failures.refused().get(0));
    }

    /** Tells the circuit; the provider may have asked for so long a pause. */
    void tell(Circuit circuit, Duration askedFor) {
        switch (fault) {
            case HITS -> {
                circuit.succeeded();
                circuit.pauseFor(askedFor);
            }
            case UNKNOWN -> circuit.pauseFor(askedFor);
            case PROVIDER -> tellTrouble(circuit, askedFor);
        }
    }

    private void tellTrouble(Circuit circuit, Duration askedFor) {
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
