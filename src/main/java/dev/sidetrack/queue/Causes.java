// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.queue;

import dev.sidetrack.Texts;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/** Tells what was thrown, whatever it is: not even one that cannot say what it is ends the thread that tells of it. */
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

    /** Logs it as what its thread has survived, by its class only, unless even that fails, as without any memory. */
    static void tellSurvived(Logger log, String what, Throwable thrown) {
        try {
            log.log(
                    Level.WARNING,
                    "{0} failed and is tried again: {1}.",
                    what,
                    thrown.getClass().getName());
        } catch (Throwable untold) {
            // The thread goes on, which matters more.
        }
    }
}
