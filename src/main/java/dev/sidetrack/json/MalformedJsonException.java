// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.json;

/** A text that is not the JSON we read; the message says what was expected and where, and repeats none of the text. */
public final class MalformedJsonException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** What was expected, and the position in the text, or -1 where none applies. */
    public MalformedJsonException(String expected, int position) {
        super(position < 0 ? expected : expected + " expected at character " + position);
    }
}
