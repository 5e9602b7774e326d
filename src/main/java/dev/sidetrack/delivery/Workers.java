// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.delivery;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

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

    /** Does all of this at once and waits for the end; an interrupt is passed on to them, and kept. */
    void runAll(List<Runnable> tasks) {
        var done = new CountDownLatch(tasks.size() - 1);
        var others = tasks.subList(1, tasks.size()).stream()
                .map(task -> threads.submit(() -> run(task, done)))
                .toList();
        tasks.get(0).run();
        try {
            if (Thread.currentThread().isInterrupted()) {
                throw new InterruptedException();
            }
            done.await();
        } catch (InterruptedException stopping) {
            others.forEach(other -> other.cancel(true));
            awaitQuietly(done);
            Thread.currentThread().interrupt();
        }
    }

    /** No further request is to be begun. */
    public void stop() {
        stopping = true;
    }

    boolean isStopping() {
        return stopping;
    }

    private void run(Runnable task, CountDownLatch done) {
        Thread.currentThread().setContextClassLoader(application);
        try {
            task.run();
        } finally {
            done.countDown();
        }
    }

    private static void awaitQuietly(CountDownLatch done) {
        try {
            done.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException again) {
            // Nobody waits any longer.
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
