// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.spi;

import dev.sidetrack.Hit;
import java.time.Duration;
import java.util.Collections;
import java.util.List;

/** What became of one hit at a provider, as the provider's reply says it. */
public sealed interface Outcome {

    /** The provider has it. */
    Outcome ACCEPTED = new Accepted();

    /** The provider leaves this hit out on purpose, as one of a robot: it is counted by the reason and kept nowhere. */
    static Outcome dropped(String reason) {
        return new Dropped(reason);
    }

    /**
     * The provider answered that all is well, but not what became of this hit: it is asked a few times more, then given
     * up.
     */
    static Outcome unclear() {
        return new Unclear();
    }

    /** The provider will never take this hit. */
    static Outcome rejected(String reason) {
        return new Rejected(reason, 0);
    }

    /** The provider refused the whole request: its halves are tried, and a hit that is alone is rejected. */
    static Outcome refused(String reason) {
        return new Refused(reason, 0);
    }

    /** Not now: try again, at the earliest after {@code wait}, or when Sidetrack sees fit if it is {@code null}. */
    static Outcome retry(String reason, Duration wait) {
        return new Retry(reason, 0, wait);
    }

    /** The provider will never take any hit again as things are; {@code reason} says what to fix. */
    static Outcome stop(String reason) {
        return new Stop(reason);
    }

    /** The same outcome for each of these hits. */
    static List<Outcome> forAll(List<Hit> hits, Outcome outcome) {
        return Collections.nCopies(hits.size(), outcome);
    }

    /** The provider has it. */
    record Accepted() implements Outcome {}

    /** The provider leaves it out on purpose, for that reason. */
    record Dropped(String reason) implements Outcome {

        /** Puts a reason where there is none. */
        public Dropped {
            reason = reasonOr(reason);
        }
    }

    /** The provider may have it: its answer was a success that could not be understood. */
    record Unclear() implements Outcome {}

    /** The provider will never take it, for that reason; {@code status} is that of HTTP, or 0. */
    record Rejected(String reason, int status) implements Outcome {

        /** Puts a reason where there is none. */
        public Rejected {
            reason = reasonOr(reason);
        }
    }

    /** The request it was in is too large, or as a whole not understood. */
    record Refused(String reason, int status) implements Outcome {

        /** Puts a reason where there is none. */
        public Refused {
            reason = reasonOr(reason);
        }
    }

    /** To be tried again, at the earliest after {@code after} ({@code null}: any time). */
    record Retry(String reason, int status, Duration after) implements Outcome {

        /** Puts a reason where there is none. */
        public Retry {
            reason = reasonOr(reason);
        }
    }

    /** The provider takes nothing any more, until an operator has mended what {@code reason} says. */
    record Stop(String reason) implements Outcome {

        /** Puts a reason where there is none. */
        public Stop {
            reason = reasonOr(reason);
        }
    }

    private static String reasonOr(String reason) {
        return reason == null ? "the provider gave no reason" : reason;
    }
}
