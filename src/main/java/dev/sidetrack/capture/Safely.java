// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.capture;

import dev.sidetrack.HitNotSentException;
import dev.sidetrack.Texts;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/** Keeps our failures away from the page: the visitor gets it as usual, and the log gets one line. */
final class Safely {

    private static final Logger LOG = System.getLogger("dev.sidetrack.capture");

    private Safely() {}

    static void run(Runnable tracking) {
        try {
            orTelling(tracking);
        } catch (HitNotSentException toldToNobody) {
            LOG.log(Level.WARNING, Texts.printable(toldToNobody.getMessage()));
        }
    }

    /** Lets one exception through: the one that the caller asked for. */
    static void orTelling(Runnable tracking) {
        try {
            tracking.run();
        } catch (HitNotSentException asked) {
            throw asked;
        } catch (RuntimeException | LinkageError failure) {
            tell(failure);
        }
    }

    static void tell(Throwable failure) {
        LOG.log(Level.WARNING, "Tracking failed, the page was served: " + Texts.printable(failure.toString()));
        LOG.log(Level.DEBUG, "Stack trace of the failure", failure);
    }
}
