// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.queue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sidetrack.LogLines;
import dev.sidetrack.SampleHits;
import dev.sidetrack.config.Warnings;
import dev.sidetrack.delivery.Backoff;
import dev.sidetrack.testing.ManualClock;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class ReceiverTest {

    private static final Duration SOON = Duration.ofMillis(1);

    private final LogLines log = LogLines.of("dev.sidetrack.queue");
    private final Warnings warnings = new Warnings();
    private final CountDownLatch turns = new CountDownLatch(2);
    private final FakeQueue queue = new FakeQueue(new ManualClock(SampleHits.TIME));

    @AfterEach
    void closeLog() {
        log.close();
    }

    @Test
    void run_stepThrowsWhatCannotSayWhatItIs_tellsItsClassAndGoesOn() throws InterruptedException {
        var receiver = receiver(new Failing() {
            @Override
            public Duration in(QueueSession session) {
                turn();
                throw new Unspeakable();
            }
        });
        goOn(receiver);
        assertThat(log.lines())
                .containsExactly("WARNING Receiving from the queue failed: " + Unspeakable.class.getName());
    }

    @Test
    void run_handlingOfAFailureFails_tellsItsClassAndGoesOn() throws InterruptedException {
        var receiver = receiver(new Failing() {
            @Override
            public Duration in(QueueSession session) {
                turn();
                throw new IllegalStateException("away");
            }

            @Override
            public void rolledBack() {
                throw new OutOfMemoryError();
            }
        });
        goOn(receiver);
        assertThat(log.lines())
                .first()
                .isEqualTo("WARNING Receiving from the queue failed and will be retried: java.lang.OutOfMemoryError.");
    }

    @Test
    void run_interruptedButNotStopped_endsAndIsInTheHealthData() throws InterruptedException {
        var thread = new Thread(receiver(session -> {
            Thread.currentThread().interrupt();
            return null;
        }));
        thread.start();
        thread.join();
        assertThat(warnings.all()).containsOnlyKeys("receiving", "receiver");
        assertThat(log.lines()).last().isEqualTo("INFO A receiver was interrupted and has ended.");
    }

    private void goOn(Receiver receiver) throws InterruptedException {
        var thread = new Thread(receiver);
        thread.start();
        turns.await();
        assertThat(thread.isAlive()).isTrue();
        receiver.stop();
        thread.join();
        assertThat(warnings.all()).doesNotContainKey("receiver");
    }

    private Receiver receiver(Receiver.Step step) {
        var pauses = new Backoff(SOON, SOON, new Random());
        return new Receiver(queue, step, SOON, pauses, new ReceivingState(warnings, () -> {}));
    }

    private abstract class Failing implements Receiver.Step {

        void turn() {
            turns.countDown();
        }
    }

    /** As an exception of somebody's whose message is made of what is not there. */
    static final class Unspeakable extends RuntimeException {

        private static final long serialVersionUID = 1L;

        @Override
        public String toString() {
            throw new IllegalStateException("it cannot say what it is");
        }
    }
}
