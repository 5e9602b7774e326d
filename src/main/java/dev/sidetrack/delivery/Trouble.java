// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.delivery;

/**
 * Why no further request is begun.
 *
 * @param kind what is the matter
 * @param reason in a sentence
 * @param status the provider's HTTP status, or 0
 */
public record Trouble(Kind kind, String reason, int status) {

    /** Refused whatever it was. */
    static Trouble refusesAll(Kind kind, Failed request) {
        return new Trouble(kind, "it refuses everything: " + request.reason(), request.status());
    }

    /** Kinds of trouble. */
    public enum Kind {
        FAILURE(true),
        PAUSE(true),
        REFUSES_ALL(true),
        STOP(true),
        BROKEN(false),
        SHUTDOWN(false);

        private final boolean isPerhapsOneHits;

        Kind(boolean isPerhapsOneHits) {
            this.isPerhapsOneHits = isPerhapsOneHits;
        }

        /** Whether a single hit may be the cause of it. */
        boolean isPerhapsOneHits() {
            return isPerhapsOneHits;
        }
    }
}
