// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.queue;

import dev.sidetrack.config.Warnings;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.atomic.AtomicBoolean;

/** Whether batches come from the queue, as the receivers last saw it; each change is told once. */
final class ReceivingState {

    private static final Logger LOG = System.getLogger("dev.sidetrack.queue");

    private static final String ABOUT = "receiving";

    private final Warnings warnings;
    private final Runnable whenItFirstWorks;
    private final AtomicBoolean worked = new AtomicBoolean();
    private final AtomicBoolean failing = new AtomicBoolean();

    ReceivingState(Warnings warnings, Runnable whenItFirstWorks) {
        this.warnings = warnings;
        this.whenItFirstWorks = whenItFirstWorks;
    }

    void works() {
        if (failing.get() && failing.compareAndSet(true, false)) {
            warnings.remove(ABOUT);
            LOG.log(Level.INFO, "Receiving from the queue works again.");
        }
        if (!worked.get() && worked.compareAndSet(false, true)) {
            whenItFirstWorks.run();
        }
    }

    /** By an interrupt: the server's when it stops the application, as a rule, but a provider may leave one behind. */
    void ended() {
        warnings.add("receiver", "one was interrupted and has ended, its hits wait until the application starts again");
        LOG.log(Level.INFO, "A receiver was interrupted and has ended.");
    }

    void fails(Throwable reason) {
        if (failing.compareAndSet(false, true)) {
            warnings.add(ABOUT, "receiving from the queue fails, hits wait there");
            LOG.log(Level.WARNING, "Receiving from the queue failed: " + Causes.withCause(reason));
        }
    }
}
