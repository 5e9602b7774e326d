// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.queue;

import dev.sidetrack.config.Uncaught;
import dev.sidetrack.delivery.Backoff;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * Does one thing with the queue again and again, each time in a transaction of its own, on a thread of its own: when it
 * is woken, when the time has come that it asked for, and else seldom. What wakes it is given the linger time, so that
 * what comes together is taken together.
 */
final class Receiver implements Runnable {

    private static final Logger LOG = System.getLogger("dev.sidetrack.queue");
    private static final Duration SHORTEST_IDLE = Duration.ofSeconds(1);
    private static final Duration LONGEST_IDLE = Duration.ofMinutes(1);

    private final QueueAccess queue;
    private final Step step;
    private final Duration linger;
    private final Backoff failurePauses;
    private final ReceivingState receiving;
    private volatile boolean woken;
    private volatile boolean stopping;
    private volatile Thread thread;
    private boolean wasWoken = true;
    private int failures;
    private Duration idle = SHORTEST_IDLE;

    Receiver(QueueAccess queue, Step step, Duration linger, Backoff failurePauses, ReceivingState receiving) {
        this.queue = queue;
        this.step = step;
        this.linger = linger;
        this.failurePauses = failurePauses;
        this.receiving = receiving;
    }

    @Override
    public void run() {
        thread = Thread.currentThread();
        var pause = Duration.ZERO;
        while (goesOn()) {
            try {
                await(pause);
                if (goesOn()) {
                    pause = runStep();
                }
            } catch (Throwable beyond) {
                // The handling of a failure has failed, as for lack of memory.
                pause = SHORTEST_IDLE;
                Uncaught.log(LOG, Level.WARNING, "Receiving from the queue failed and will be retried", beyond);
            }
        }
        if (!stopping) {
            receiving.ended();
        }
    }

    private Duration runStep() {
        try {
            var ahead = step.ahead(wasWoken);
            if (ahead != null) {
                return ahead;
            }
            var next = queue.work(step::in);
            step.committed();
            failures = 0;
            receiving.works();
            return next == null ? nextIdle() : next;
        } catch (Throwable failed) {
            // Whatever it is, even what nobody declares, as some transactions throw: this thread is the only one.
            step.rolledBack();
            // While stopping, what is under way may be interrupted: no trouble of the queue's.
            if (!stopping) {
                failures++;
                receiving.fails(failed);
            }
            return failurePauses.after(failures);
        }
    }

    /**
     * Longer and longer, for what nobody here was told of: that of a node that died, or of a transaction that took its
     * time.
     */
    private Duration nextIdle() {
        var now = idle;
        idle = idle.multipliedBy(2).compareTo(LONGEST_IDLE) < 0 ? idle.multipliedBy(2) : LONGEST_IDLE;
        return now;
    }

    private void await(Duration pause) {
        park(System.nanoTime() + pause.toNanos(), true);
        if (woken && !pause.isZero()) {
            park(System.nanoTime() + linger.toNanos(), false);
        }
        wasWoken = woken;
        if (woken) {
            woken = false;
            idle = SHORTEST_IDLE;
        }
    }

    private void park(long end, boolean wakeable) {
        for (var left = end - System.nanoTime();
                left > 0 && goesOn() && !(wakeable && woken);
                left = end - System.nanoTime()) {
            LockSupport.parkNanos(this, left);
        }
    }

    private boolean goesOn() {
        return !stopping && !Thread.currentThread().isInterrupted();
    }

    /** There is something to do. */
    void wake() {
        if (!woken) {
            woken = true;
            LockSupport.unpark(thread);
        }
    }

    /** Has it end once what it works on is settled. */
    void stop() {
        stopping = true;
        LockSupport.unpark(thread);
    }

    /** What is done in each transaction. */
    interface Step {

        /**
         * What can be done before there is any transaction; returns when to go on, or {@code null} at once with one.
         *
         * @param woken whether something has come since the last time
         */
        default Duration ahead(boolean woken) {
            return null;
        }

        /** Does it; returns when to do it again, or {@code null} if there was nothing to do. */
        Duration in(QueueSession session);

        /** What was done last is committed. */
        default void committed() {}

        /** What was done last is undone. */
        default void rolledBack() {}
    }
}
