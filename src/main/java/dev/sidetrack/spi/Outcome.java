// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.spi;

import dev.sidetrack.Hit;
import java.time.Duration;
import java.util.Collections;
import java.util.List;

/**
 * What a provider did with one hit, according to its reply. Reasons are logged and kept with dead letters: they must
 * not hold secrets or a visitor's data.
 *
 * <pre>{@code
 * return http.send(hits, message, reply -> Outcome.forAll(hits, reply.outcome()));
 * }</pre>
 */
public sealed interface Outcome {

    /** The provider has accepted the hit. */
    Outcome ACCEPTED = new Accepted();

    /**
     * The provider discards this hit on purpose, such as a bot's: it is counted by the reason and kept nowhere.
     *
     * @param reason why, in a few words without secrets or personal data
     * @return the outcome
     */
    static Outcome dropped(String reason) {
        return new Dropped(reason);
    }

    /**
     * The provider reported success, but its answer does not say what became of this hit: the hit is sent again, three
     * times in all, then it becomes a dead letter.
     *
     * @return the outcome
     */
    static Outcome unclear() {
        return new Unclear();
    }

    /**
     * The provider will never accept this hit: it becomes a dead letter.
     *
     * @param reason why, in a few words without secrets or personal data
     * @return the outcome
     */
    static Outcome rejected(String reason) {
        return new Rejected(reason, 0);
    }

    /**
     * The provider refused the whole request: it is split in halves until a single hit is rejected.
     *
     * @param reason why, in a few words without secrets or personal data
     * @return the outcome
     */
    static Outcome refused(String reason) {
        return new Refused(reason, 0);
    }

    /**
     * The hit is sent again later: after {@code wait} at the earliest, or when Sidetrack chooses if it is {@code null}.
     *
     * @param reason why, in a few words without secrets or personal data
     * @param wait the shortest wait, or {@code null}
     * @return the outcome
     */
    static Outcome retry(String reason, Duration wait) {
        return new Retry(reason, 0, wait);
    }

    /**
     * The provider accepts no hits until somebody fixes what {@code reason} says: hits wait, and single ones probe it.
     *
     * @param reason why, in a few words without secrets or personal data
     * @return the outcome
     */
    static Outcome stop(String reason) {
        return new Stop(reason);
    }

    /**
     * {@return the same outcome for each of these hits}
     *
     * @param hits the hits of one request
     * @param outcome the outcome of each
     */
    static List<Outcome> forAll(List<Hit> hits, Outcome outcome) {
        return Collections.nCopies(hits.size(), outcome);
    }

    /** The provider accepted the hit. */
    record Accepted() implements Outcome {}

    /**
     * The provider discards the hit on purpose.
     *
     * @param reason why
     */
    record Dropped(String reason) implements Outcome {

        /**
         * Replaces a missing reason.
         *
         * @param reason why; {@code null} if the provider gave no reason
         */
        public Dropped {
            reason = reasonOr(reason);
        }
    }

    /** The provider may have accepted the hit: its answer was a success that makes no sense. */
    record Unclear() implements Outcome {}

    /**
     * The provider will never accept the hit.
     *
     * @param reason why
     * @param status the HTTP status, or 0
     */
    record Rejected(String reason, int status) implements Outcome {

        /**
         * Replaces a missing reason.
         *
         * @param reason why; {@code null} if the provider gave no reason
         * @param status the HTTP status, or 0
         */
        public Rejected {
            reason = reasonOr(reason);
        }
    }

    /**
     * The request as a whole is too large or malformed.
     *
     * @param reason why
     * @param status the HTTP status, or 0
     */
    record Refused(String reason, int status) implements Outcome {

        /**
         * Replaces a missing reason.
         *
         * @param reason why; {@code null} if the provider gave no reason
         * @param status the HTTP status, or 0
         */
        public Refused {
            reason = reasonOr(reason);
        }
    }

    /**
     * The hit is to be sent again.
     *
     * @param reason why
     * @param status the HTTP status, or 0
     * @param after the shortest wait, or {@code null} for any
     */
    record Retry(String reason, int status, Duration after) implements Outcome {

        /**
         * Replaces a missing reason.
         *
         * @param reason why; {@code null} if the provider gave no reason
         * @param status the HTTP status, or 0
         * @param after the shortest wait, or {@code null}
         */
        public Retry {
            reason = reasonOr(reason);
        }
    }

    /**
     * The provider accepts nothing until an operator has fixed something.
     *
     * @param reason what to fix
     */
    record Stop(String reason) implements Outcome {

        /**
         * Replaces a missing reason.
         *
         * @param reason why; {@code null} if the provider gave no reason
         */
        public Stop {
            reason = reasonOr(reason);
        }
    }

    private static String reasonOr(String reason) {
        return reason == null ? "the provider gave no reason" : reason;
    }
}
