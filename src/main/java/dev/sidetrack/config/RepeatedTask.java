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
     * A task that has not been started.
     *
     * @param name the name of the thread, after {@code sidetrack-}
     * @param round what is done each time
     * @param end is done once, at the end
     */
    public RepeatedTask(String name, Duration pause, Runnable round, Runnable end) {
        this.name = name;
        this.pause = pause;
        this.round = round;
        this.end = end;
    }

    /** Starts the task; the first round comes after a pause. */
    public void start(ThreadFactory threads) {
        start(threads, pause);
    }

    /** Starts the task; the first round comes after this time. */
    public void start(ThreadFactory threads, Duration first) {
        thread = threads.newThread(() -> run(first));
        thread.setName("sidetrack-" + name);
        thread.start();
    }

    /** Ends the task, and waits this long for the current round. */
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

    /** Survives any exception, because nobody would start the task again. */
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
            // Not restored: it would interrupt the task's end.
            return true;
        }
    }
}
