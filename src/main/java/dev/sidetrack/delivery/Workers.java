// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.delivery;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/** The threads on which requests to providers wait for their answers: virtual ones where the JDK has them. */
public final class Workers implements AutoCloseable {

    private static final long PATIENCE_SECONDS = 2;

    private final ExecutorService threads;
    private final ClassLoader application = Thread.currentThread().getContextClassLoader();
    private volatile boolean stopping;

    /** Workers that are made by this factory where the JDK has no virtual threads. */
    public Workers(ThreadFactory factory) {
        this.threads = threads(factory);
    }

    private static ExecutorService threads(ThreadFactory factory) {
        try {
            return (ExecutorService) MethodHandles.publicLookup()
                    .findStatic(
                            Executors.class,
                            "newVirtualThreadPerTaskExecutor",
                            MethodType.methodType(ExecutorService.class))
                    .invoke();
        } catch (Throwable older) {
            return Executors.newCachedThreadPool(factory);
        }
    }

    /**
     * Does all of this at once and waits for the end of all; an interrupt is passed on to them, and kept.
     *
     * @throws RuntimeException or an error, whatever the first of them threw that failed; also if they did not end in
     *     time after an interrupt
     */
    void runAll(List<Runnable> tasks) {
        var done = new CountDownLatch(tasks.size());
        var failure = new AtomicReference<Throwable>();
        var others = new ArrayList<Future<?>>();
        for (var task : tasks.subList(1, tasks.size())) {
            try {
                others.add(threads.submit(() -> {
                    Thread.currentThread().setContextClassLoader(application);
                    run(task, done, failure);
                }));
            } catch (RuntimeException | Error refused) {
                // Those that have begun are waited for all the same.
                failure.compareAndSet(null, refused);
                done.countDown();
            }
        }
        run(tasks.get(0), done, failure);
        await(done, others);
        rethrow(failure.get());
    }

    private static void await(CountDownLatch done, List<Future<?>> others) {
        try {
            if (Thread.currentThread().isInterrupted()) {
                throw new InterruptedException();
            }
            done.await();
        } catch (InterruptedException stopping) {
            others.forEach(other -> other.cancel(true));
            var haveEnded = endsQuietly(done);
            Thread.currentThread().interrupt();
            if (!haveEnded) {
                throw new IllegalStateException("requests did not end after an interrupt");
            }
        }
    }

    private static void rethrow(Throwable failure) {
        if (failure instanceof Error error) {
            throw error;
        }
        if (failure instanceof RuntimeException broken) {
            throw broken;
        }
    }

    /** No further request is to be begun. */
    public void stop() {
        stopping = true;
    }

    boolean isStopping() {
        return stopping;
    }

    private static void run(Runnable task, CountDownLatch done, AtomicReference<Throwable> failure) {
        try {
            task.run();
        } catch (RuntimeException | Error failed) {
            failure.compareAndSet(null, failed);
        } finally {
            done.countDown();
        }
    }

    private static boolean endsQuietly(CountDownLatch done) {
        try {
            return done.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException again) {
            // Nobody waits any longer.
            return done.getCount() == 0;
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
