// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.queue;

/** A message on the queue that is no batch of ours; the message says why and repeats nothing of it. */
final class UnreadableMessageException extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient String text;

    UnreadableMessageException(String reason, String text) {
        super(reason);
        this.text = text;
    }

    /** What it held, if that was a text of bearable size, or an empty text. */
    String text() {
        return text;
    }
}
