// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.queue;

import dev.sidetrack.Hit;
import dev.sidetrack.HitCounts;
import dev.sidetrack.HitCounts.Count;
import dev.sidetrack.HitNotSentException;
import dev.sidetrack.buffer.DurableHits;
import dev.sidetrack.buffer.HitsForOne;
import dev.sidetrack.config.Shared;
import dev.sidetrack.delivery.Destinations;
import dev.sidetrack.delivery.Pending.History;
import jakarta.inject.Inject;
import java.util.List;
import java.util.function.Supplier;

/**
 * Puts a durable hit onto the queue in the transaction of whoever tracks it; where there is none, in one that hits of
 * other requests share.
 */
@Shared
class DurablePublisher implements DurableHits, HitsForOne {

    private final Destinations destinations;
    private final HitCounts counts;
    private final QueueState state;
    /** Asked for with the first such hit: an application that is switched off needs no queue. */
    private final Supplier<QueueAccess> choice;

    private final Receivers receivers;
    private final DurableGroup others;

    @Inject
    DurablePublisher(
            Destinations destinations, HitCounts counts, QueueState state, QueueChoice choice, Receivers receivers) {
        this(destinations, counts, state, choice::queue, receivers);
    }

    DurablePublisher(
            Destinations destinations,
            HitCounts counts,
            QueueState state,
            Supplier<QueueAccess> choice,
            Receivers receivers) {
        this.destinations = destinations;
        this.counts = counts;
        this.state = state;
        this.choice = choice;
        this.receivers = receivers;
        this.others = new DurableGroup(this::batches, this::send, System::nanoTime);
    }

    @Override
    public void publish(Hit hit) {
        var queue = choice.get();
        if (queue.isDoomed()) {
            return;
        }
        requireQueue();
        if (!queue.isInTransaction()) {
            others.send(hit);
            counts.add(Count.PUBLISHED, 1);
            return;
        }
        try {
            var batches = batches(List.of(hit));
            queue.join(batches, () -> published(batches));
        } catch (QueueRefusedException refused) {
            throw queue.isDoomed() ? new HitNotSentException(refused) : refused;
        }
    }

    @Override
    public void publish(String provider, Hit hit) {
        requireQueue();
        send(List.of(Batch.of(provider, List.of(hit), History.NONE)));
    }

    /** The publisher knows already: a request must not wait for a broker that is away. */
    private void requireQueue() {
        if (!state.takesHits()) {
            throw new IllegalStateException("the queue is unavailable");
        }
    }

    private List<Batch> batches(List<Hit> hits) {
        return Batches.of(hits, destinations.routes());
    }

    private void send(List<Batch> batches) {
        choice.get().send(batches);
        queued(batches);
    }

    private void published(List<Batch> batches) {
        counts.add(Count.PUBLISHED, 1);
        queued(batches);
    }

    private void queued(List<Batch> batches) {
        batches.forEach(batch -> counts.add(Count.QUEUED, batch.provider(), batch.hits()));
        receivers.wake(batches);
    }
}
