// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.config;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/** Logs what the loop of a thread has survived, whatever it is: nobody would start that thread again. */
public final class Uncaught {

    private Uncaught() {}

    /** Logs {@code what} happened; the exception by its class only, unless even that fails, as without any memory. */
    public static void log(Logger log, Level level, String what, Throwable thrown) {
        try {
            log.log(level, "{0}: {1}.", what, thrown.getClass().getName());
            log.log(Level.DEBUG, "Stack trace of the failure", thrown);
        } catch (Throwable untold) {
            // The thread goes on, which matters more.
        }
    }
}
