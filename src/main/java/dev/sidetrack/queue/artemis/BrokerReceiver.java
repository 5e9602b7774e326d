// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.queue.artemis;

import dev.sidetrack.delivery.Backoff;
import dev.sidetrack.queue.BatchReceiver;
import dev.sidetrack.queue.jms.BatchMessage;
import java.util.concurrent.locks.LockSupport;

/**
 * Takes one batch after another from the broker and has it delivered, in one transaction with whatever is put back: what the
 * {@code HitConsumer} is to the server's own JMS. Connects again for as long as it takes.
 */
final class BrokerReceiver implements Runnable {

    private static final long PATIENCE_MILLIS = 1_000;

    private final BrokerQueue queue;
    private final BatchReceiver batches;
    private final BrokerWatch watch;
    private final Backoff pauses;
    private int failures;
    private volatile boolean stopping;

    BrokerReceiver(BrokerQueue queue, BatchReceiver batches, BrokerWatch watch, Backoff pauses) {
        this.queue = queue;
        this.batches = batches;
        this.watch = watch;
        this.pauses = pauses;
    }

    @Override
    public void run() {
        while (goesOn()) {
            try (var session = queue.open()) {
                watch.connected();
                receive(session);
            } catch (RuntimeException | Error failed) {
                // While stopping, what is under way may be interrupted: no trouble of the broker's.
                if (!stopping) {
                    failures++;
                    watch.lost(failed);
                    pause();
                }
            }
        }
    }

    private void receive(BrokerSession session) {
        var queues = session.queues();
        try (var consumer = queues.jms().createConsumer(queues.hits())) {
            while (goesOn() && session.isUsable()) {
                var message = consumer.receive(PATIENCE_MILLIS);
                if (message != null) {
                    batches.receive(() -> BatchMessage.read(message), queues);
                    session.commit();
                }
                failures = 0;
            }
        }
    }

    private boolean goesOn() {
        return !stopping && !Thread.currentThread().isInterrupted();
    }

    private void pause() {
        var end = System.nanoTime() + pauses.after(failures).toNanos();
        for (var left = end - System.nanoTime(); left > 0 && goesOn(); left = end - System.nanoTime()) {
            LockSupport.parkNanos(this, left);
        }
    }

    /** Has it end once the batch it works on is settled; whoever runs it is to be unparked. */
    void stop() {
        stopping = true;
    }
}
