// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.stats;

/** A query that cannot be answered now; the message is a sentence for the operator and contains no secret. */
public final class StatsException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Why not. */
    private final Reason reason;

    /**
     * A question that cannot be answered for this reason.
     *
     * @param reason why not
     * @param message a sentence for who asked
     * @param cause what went wrong, or {@code null}
     */
    public StatsException(Reason reason, String message, Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    /** {@return why not} */
    public Reason reason() {
        return reason;
    }

    /** Why a question is not answered. */
    public enum Reason {
        /** No provider of type {@code database} is configured. */
        NO_STORE,
        /** Too many queries at once, or one that takes too long: try again later, or with a shorter period. */
        BUSY,
        /** The database is unreachable or rejects the query. */
        UNAVAILABLE
    }
}
