// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.stats;

/** A query could not be answered; the message is a sentence for the operator and contains no secret. */
public final class StatsException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** The reason. */
    private final Reason reason;

    /**
     * A query could not be answered for this reason.
     *
     * @param reason the reason
     * @param message a sentence for the operator
     * @param cause the cause, or {@code null}
     */
    public StatsException(Reason reason, String message, Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    /** {@return the reason} */
    public Reason reason() {
        return reason;
    }

    /** Why a query could not be answered. */
    public enum Reason {
        /** No provider of type {@code database} is configured. */
        NO_STORE,
        /** Too many queries at once, or one that takes too long: try again later, or with a shorter period. */
        BUSY,
        /** The database is unreachable or rejects the query. */
        UNAVAILABLE
    }
}
