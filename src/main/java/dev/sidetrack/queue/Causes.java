// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.queue;

import dev.sidetrack.Texts;

/** What an exception says of itself: not even one that fails to say it ends the thread that logs it. */
final class Causes {

    private Causes() {}

    /** What it says of itself, or else only its class. */
    static String of(Throwable thrown) {
        try {
            return Texts.printable(thrown.toString());
        } catch (Throwable unspeakable) {
            return thrown.getClass().getName();
        }
    }

    /** The same, with the message of what caused it. */
    static String withCause(Throwable thrown) {
        try {
            var cause = thrown.getCause();
            return Texts.printable(thrown + (cause == null ? "" : ", " + cause.getMessage()));
        } catch (Throwable unspeakable) {
            return thrown.getClass().getName();
        }
    }
}
