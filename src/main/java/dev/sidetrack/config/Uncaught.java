// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.config;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/** Logs exceptions that the loop of a thread has survived, because nobody would restart the thread. */
public final class Uncaught {

    private Uncaught() {}

    /**
     * Logs {@code what} happened and the class of the exception; ignores a failure to log, as when memory is exhausted.
     */
    public static void log(Logger log, Level level, String what, Throwable thrown) {
        try {
            log.log(level, "{0}: {1}.", what, thrown.getClass().getName());
            log.log(Level.DEBUG, "Stack trace of the failure", thrown);
        } catch (Throwable untold) {
            // What matters is that the thread continues.
        }
    }
}
