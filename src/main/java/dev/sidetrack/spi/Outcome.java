// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.spi;

import dev.sidetrack.Hit;
import java.time.Duration;
import java.util.Collections;
import java.util.List;

/**
 * What became of one hit at a provider, according to its reply. Reasons are logged and kept with dead letters: they
 * must not hold secrets or a visitor's data.
 *
 * <pre>{@code
 * return http.send(hits, message, reply -> Outcome.forAll(hits, reply.outcome()));
 * }</pre>
 */
public sealed interface Outcome {

    /** The provider has accepted the hit. */
    Outcome ACCEPTED = new Accepted();

    /** The provider discards this hit on purpose, such as a bot's: it is counted by the reason and kept nowhere. */
    static Outcome dropped(String reason) {
        return new Dropped(reason);
    }

    /**
     * The provider reported success, but its answer does not say what became of this hit: the hit is sent again, three
     * times in all, then it becomes a dead letter.
     */
    static Outcome unclear() {
        return new Unclear();
    }

    /** The provider will never accept this hit: it becomes a dead letter. */
    static Outcome rejected(String reason) {
        return new Rejected(reason, 0);
    }

    /** The provider refused the whole request: its halves are tried, until a hit alone is rejected. */
    static Outcome refused(String reason) {
        return new Refused(reason, 0);
    }

    /** Try again later: after {@code wait} at the earliest, or whenever Sidetrack chooses if it is {@code null}. */
    static Outcome retry(String reason, Duration wait) {
        return new Retry(reason, 0, wait);
    }

    /** The provider accepts no hits until somebody fixes what {@code reason} says: hits wait, single ones probe it. */
    static Outcome stop(String reason) {
        return new Stop(reason);
    }

    /** The same outcome for each of these hits. */
    static List<Outcome> forAll(List<Hit> hits, Outcome outcome) {
        return Collections.nCopies(hits.size(), outcome);
    }

    /** The provider has accepted it. */
    record Accepted() implements Outcome {}

    /** The provider discards it on purpose, for that reason. */
    record Dropped(String reason) implements Outcome {

        /** Replaces a missing reason. */
        public Dropped {
            reason = reasonOr(reason);
        }
    }

    /** The provider may have accepted it: its answer was a success that makes no sense. */
    record Unclear() implements Outcome {}

    /** The provider will never accept it, for that reason; {@code status} is the HTTP status, or 0. */
    record Rejected(String reason, int status) implements Outcome {

        /** Replaces a missing reason. */
        public Rejected {
            reason = reasonOr(reason);
        }
    }

    /** Its request is too large or malformed as a whole; {@code status} is the HTTP status, or 0. */
    record Refused(String reason, int status) implements Outcome {

        /** Replaces a missing reason. */
        public Refused {
            reason = reasonOr(reason);
        }
    }

    /** To be retried, at the earliest after {@code after} ({@code null}: any time); {@code status} may be 0. */
    record Retry(String reason, int status, Duration after) implements Outcome {

        /** Replaces a missing reason. */
        public Retry {
            reason = reasonOr(reason);
        }
    }

    /** The provider accepts nothing until an operator has fixed what {@code reason} says. */
    record Stop(String reason) implements Outcome {

        /** Replaces a missing reason. */
        public Stop {
            reason = reasonOr(reason);
        }
    }

    private static String reasonOr(String reason) {
        return reason == null ? "the provider gave no reason" : reason;
    }
}
