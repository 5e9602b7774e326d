// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.json;

/**
 * A text is not the JSON that was expected; the message says what was expected and where, and quotes none of the text.
 */
public final class MalformedJsonException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** What was expected, and the index in the text, or -1 if it does not apply. */
    public MalformedJsonException(String expected, int position) {
        super(position < 0 ? expected : expected + " expected at character " + position);
    }
}
