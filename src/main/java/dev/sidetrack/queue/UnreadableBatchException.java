// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.queue;

/** A message on the queue that is no batch of ours; the message says why and repeats nothing of it. */
public final class UnreadableBatchException extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient String text;

    /** With the reason, and what the message held. */
    public UnreadableBatchException(String reason, String text) {
        super(reason);
        this.text = text;
    }

    /** What it held, if that was a text of bearable size, or an empty text. */
    public String text() {
        return text;
    }
}
