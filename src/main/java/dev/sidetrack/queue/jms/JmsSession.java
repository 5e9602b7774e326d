// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.queue.jms;

import dev.sidetrack.queue.Batch;
import dev.sidetrack.queue.DeadLetter;
import dev.sidetrack.queue.QueueSession;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.Queue;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/**
 * The queues of a JMS session.
 *
 * @param jms the session; whoever hands it out commits it
 * @param hits where batches come from the publishers, and where those are that go first
 * @param waiting where batches wait for a provider that is away or behind
 * @param deadLetters where those are that were given up
 * @param deadLettersAge how old a dead letter may get
 */
public record JmsSession(JMSContext jms, Queue hits, Queue waiting, Queue deadLetters, Duration deadLettersAge)
        implements QueueSession {

    /**
     * Only where no application is there to throw a dead letter away in time does the broker do with it as it likes.
     */
    static final Duration GRACE = Duration.ofDays(1);

    private static final int FIRST_PRIORITY = 9;
    /** OpenMQ loses sight of a message of a transaction whose delay is over before the broker has it. */
    private static final Duration LEAST_DELAY = Duration.ofSeconds(1);

    /** The same queues in another session. */
    JmsSession in(JMSContext other) {
        return new JmsSession(other, hits, waiting, deadLetters, deadLettersAge);
    }

    @Override
    public void put(Place place, Batch batch) {
        if (place == Place.FIRST) {
            putFirst(batch);
        } else {
            BatchMessage.properties(jms.createProducer(), batch).send(queue(place), MessageText.bytes(batch));
        }
    }

    @Override
    public String putFirst(Batch batch) {
        var mark = UUID.randomUUID().toString();
        BatchMessage.properties(jms.createProducer(), batch)
                .setPriority(FIRST_PRIORITY)
                .setProperty(QueueNames.FIRST, true)
                .setProperty(QueueNames.MARK, mark)
                .send(hits, MessageText.bytes(batch));
        return mark;
    }

    @Override
    public void putLater(Batch batch, Duration delay) {
        var kept = delay.compareTo(LEAST_DELAY) > 0 ? delay : LEAST_DELAY;
        BatchMessage.properties(jms.createProducer(), batch)
                .setDeliveryDelay(kept.toMillis())
                .send(hits, MessageText.bytes(batch));
    }

    @Override
    public Source take(Place place, String provider) {
        return new JmsSource(
                jms.createConsumer(queue(place), Selectors.of(place, provider, System.currentTimeMillis())), letters());
    }

    @Override
    public Source takeOfNone(Place place, Collection<String> providers) {
        return new JmsSource(jms.createConsumer(queue(place), Selectors.ofNone(providers)), letters());
    }

    /** Looks for one message, as Artemis logs an error if a browser is closed that others are on their way to. */
    @Override
    public boolean isFirst(String mark) {
        try (var browser = jms.createBrowser(hits, Selectors.ofMark(mark))) {
            return browser.getEnumeration().hasMoreElements();
        } catch (JMSException failed) {
            throw new IllegalStateException("the queue is unreachable: " + failed.getMessage(), failed);
        }
    }

    private Queue queue(Place place) {
        return place == Place.WAITING ? waiting : hits;
    }

    DeadLetterMessages letters() {
        return new DeadLetterMessages(jms, deadLetters, deadLettersAge.plus(GRACE));
    }

    @Override
    public void deadLetter(DeadLetter letter, String text) {
        letters().send(letter, text);
    }

    @Override
    public List<DeadLetter> deadLetters(int most) {
        return letters().oldest(most);
    }

    @Override
    public List<String> texts(Selection which, int most) {
        return letters().texts(which, most);
    }

    @Override
    public int count(Selection which) {
        return letters().count(which);
    }

    @Override
    public int replay(Selection which, int most) {
        return letters().replay(which, most, batch -> put(Place.HITS, batch));
    }

    @Override
    public int purge(Selection which, int most) {
        return letters().purge(which, most);
    }

    @Override
    public int purge(Instant before, int most) {
        return letters().purge(before, most);
    }

    @Override
    public int forget(String visitor, int most) {
        return letters().forget(visitor, most);
    }

    @Override
    public int takeOver(int most) {
        var isLikely = OldQueues.mayBeOf(OwnQueue.nameOf(hits));
        return isLikely ? new OldQueues(jms, letters(), batch -> put(Place.HITS, batch)).takeOver(most) : 0;
    }
}
