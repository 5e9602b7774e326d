// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.config;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

/** Repeats a task, with a pause between the rounds, on a thread of its own until the application stops. */
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
            survives(round, "A round of sidetrack-" + name + " failed, the next one starts after " + pause);
        }
        survives(end, "The end of sidetrack-" + name + " failed");
    }

    /** Whatever is thrown: nobody would begin the rounds again. */
    private static void survives(Runnable work, String failure) {
        try {
            work.run();
        } catch (Throwable failed) {
            Uncaught.log(LOG, Level.WARNING, failure, failed);
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
