// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class WorkersTest {

    private final Workers workers = new Workers(Thread::new);
    private final AtomicInteger ended = new AtomicInteger();

    @AfterEach
    void close() {
        workers.close();
    }

    @Test
    void runAll_several_areAllOverWhenItReturns() {
        workers.runAll(List.of(ended::incrementAndGet, ended::incrementAndGet, ended::incrementAndGet));
        assertThat(ended).hasValue(3);
    }

    @Test
    void runAll_oneThrowsOnAnotherThread_isTold() {
        var broken = new StackOverflowError();
        assertThatExceptionOfType(StackOverflowError.class)
                .isThrownBy(() -> workers.runAll(List.of(ended::incrementAndGet, () -> throwIt(broken))))
                .isSameAs(broken);
        assertThat(ended).hasValue(1);
    }

    @Test
    void runAll_firstThrows_waitsForTheOthers() {
        var thrown = new CountDownLatch(1);
        assertThatIllegalStateException()
                .isThrownBy(() -> workers.runAll(List.of(
                        () -> {
                            thrown.countDown();
                            throw new IllegalStateException();
                        },
                        () -> {
                            awaitQuietly(thrown);
                            ended.incrementAndGet();
                        })));
        assertThat(ended).hasValue(1);
    }

    @Test
    void runAll_noThreadsForOthers_doesTheFirstAndTells() {
        workers.close();
        assertThatExceptionOfType(RejectedExecutionException.class)
                .isThrownBy(() -> workers.runAll(List.of(ended::incrementAndGet, ended::incrementAndGet)));
        assertThat(ended).hasValue(1);
    }

    private static void throwIt(Error error) {
        throw error;
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException hurried) {
            throw new IllegalStateException(hurried);
        }
    }
}
