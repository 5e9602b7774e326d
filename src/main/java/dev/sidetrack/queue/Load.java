// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.queue;

import dev.sidetrack.Hit;
import dev.sidetrack.delivery.Pending;
import dev.sidetrack.json.MalformedJsonException;
import dev.sidetrack.queue.QueueSession.Place;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.BiConsumer;

/**
 * The hits that are delivered in one transaction, out of as many messages as fit, in the order in which they happened.
 */
final class Load {

    private static final int MOST_CHARACTERS = 4_000_000;
    /** As many again may be put aside in its transaction. */
    private static final int MOST_MESSAGES = QueueSession.MOST_TAKEN / 2;

    private final String provider;
    private final int most;
    private final UUID without;
    private final BiConsumer<QueueSession.Message, UnreadableBatchException> unreadable;
    private final List<Pending> hits = new ArrayList<>();
    private long characters;
    private int messages;
    private boolean isSorted = true;

    /**
     * An empty load.
     *
     * @param most with how many hits it is full
     * @param without the hit that is settled already, or {@code null}
     * @param unreadable gets the messages that are no batches
     */
    Load(
            String provider,
            int most,
            UUID without,
            BiConsumer<QueueSession.Message, UnreadableBatchException> unreadable) {
        this.provider = provider;
        this.most = most;
        this.without = without;
        this.unreadable = unreadable;
    }

    /** Takes from there until it is full; whether there was more. */
    boolean takeFrom(QueueSession session, Place place) {
        try (var source = session.take(place, provider)) {
            while (!isFull()) {
                var message = source.next();
                if (message == null) {
                    return false;
                }
                add(message);
            }
            return true;
        }
    }

    private void add(QueueSession.Message message) {
        messages++;
        try {
            var batch = message.read();
            characters += batch.text().length();
            for (var hit : read(batch)) {
                if (!hit.id().equals(without)) {
                    hits.add(new Pending(hit, batch.history()));
                    isSorted = false;
                }
            }
        } catch (UnreadableBatchException none) {
            unreadable.accept(message, none);
        }
    }

    private static List<Hit> read(Batch batch) throws UnreadableBatchException {
        try {
            return BatchCodec.read(batch.text());
        } catch (MalformedJsonException malformed) {
            throw new UnreadableBatchException("the message is not a batch: " + malformed.getMessage());
        }
    }

    boolean isFull() {
        return hits.size() >= most || characters >= MOST_CHARACTERS || messages >= MOST_MESSAGES;
    }

    /** All of them, the oldest first. */
    List<Pending> hits() {
        if (!isSorted) {
            // Messages of two nodes, or of a durable hit and of the page it was made on, come in either order.
            hits.sort(Pending.BY_TIME);
            isSorted = true;
        }
        return hits;
    }

    Instant oldest() {
        return hits().isEmpty() ? null : hits.get(0).hit().time();
    }
}
