// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.config;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

/**
 * Does something again and again, with a pause between the rounds, on a thread of its own until the application stops:
 * for what no request waits for.
 */
public final class RepeatedTask {

    private static final Logger LOG = System.getLogger("dev.sidetrack.config");

    private final String name;
    private final Duration pause;
    private final Runnable round;
    private final Runnable end;
    private final CountDownLatch ending = new CountDownLatch(1);
    private Thread thread;

    /**
     * Rounds that have not begun.
     *
     * @param name of the thread, behind {@code sidetrack-}
     * @param round what is done each time
     * @param end is done once, when they end
     */
    public RepeatedTask(String name, Duration pause, Runnable round, Runnable end) {
        this.name = name;
        this.pause = pause;
        this.round = round;
        this.end = end;
    }

    /** Begins them; the first round comes after a pause. */
    public void start(ThreadFactory threads) {
        start(threads, pause);
    }

    /** Begins them; the first round comes after so long. */
    public void start(ThreadFactory threads, Duration first) {
        thread = threads.newThread(() -> run(first));
        thread.setName("sidetrack-" + name);
        thread.start();
    }

    /** Ends them, and waits for the round under way as long as that. */
    public void stop(Duration patience) {
        ending.countDown();
        if (thread != null) {
            try {
                thread.join(patience.toMillis());
            } catch (InterruptedException stopping) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void run(Duration first) {
        for (var wait = first; !isEnding(wait); wait = pause) {
            survives(round);
        }
        survives(end);
    }

    /** Whatever is thrown: nobody would begin the rounds again. */
    private void survives(Runnable work) {
        try {
            work.run();
        } catch (Throwable failed) {
            tell(failed);
        }
    }

    private void tell(Throwable failed) {
        try {
            LOG.log(
                    Level.WARNING,
                    "A round of sidetrack-{0} failed, the next comes after {1}: {2}.",
                    name,
                    pause,
                    failed.getClass().getName());
            LOG.log(Level.DEBUG, "It failed by", failed);
        } catch (Throwable untold) {
            // As without any memory: the rounds go on, which matters more.
        }
    }

    private boolean isEnding(Duration wait) {
        try {
            return ending.await(wait.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException stopping) {
            // Not kept: it would break what is to be done at the end.
            return true;
        }
    }
}
