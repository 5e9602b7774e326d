// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.queue;

import java.time.Duration;

/** Where a consumed batch can go, in the transaction that consumed it: back onto the queue for later, or to the dead letters. */
final class Outbox {

    private static final int LONGEST_REASON = 500;
    /** OpenMQ loses sight of a message of a transaction whose delay is over before the broker has it. */
    static final Duration LEAST_DELAY = Duration.ofSeconds(1);

    private final Queues queues;

    Outbox(Queues queues) {
        this.queues = queues;
    }

    /** Puts the batch back; nobody sees it before the delay is over, which is none or a second at least. */
    void putBack(Batch batch, Duration delay) {
        var kept = delay.isZero() || delay.compareTo(LEAST_DELAY) > 0 ? delay : LEAST_DELAY;
        BatchMessage.properties(queues.jms().createProducer(), batch).setDeliveryDelay(kept.toMillis()).send(queues.hits(), batch.text());
    }

    /** Gives the hits in {@code text} up. */
    void bury(DeadLetter letter, String text) {
        var reason = letter.reason();
        queues.jms().createProducer()
                .setProperty(HitQueue.PROVIDER, letter.provider())
                .setProperty(HitQueue.REASON, reason.length() > LONGEST_REASON ? reason.substring(0, LONGEST_REASON) : reason)
                .setProperty(HitQueue.STATUS, letter.status())
                .setProperty(HitQueue.COUNT, letter.hits())
                .setProperty(HitQueue.ATTEMPTS, letter.attempts())
                .setProperty(HitQueue.FIRST_FAILURE, letter.firstFailure().toEpochMilli())
                .setProperty(HitQueue.DIED, letter.died().toEpochMilli())
                .send(queues.deadLetters(), text);
    }
}
