// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.queue;

import dev.sidetrack.HitCounts;
import dev.sidetrack.HitCounts.Fate;
import dev.sidetrack.HitNotSentException;
import dev.sidetrack.buffer.DurableHit;
import dev.sidetrack.config.Shared;
import dev.sidetrack.delivery.Destinations;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.List;

/** Puts a durable hit onto the queue in the transaction of who fires it, or in one of its own where there is none. */
@Shared
class DurablePublisher {

    private final Destinations destinations;
    private final HitCounts counts;
    private final QueueState state;
    private final QueueAccess queue;
    private final Receivers receivers;

    @Inject
    DurablePublisher(
            Destinations destinations, HitCounts counts, QueueState state, QueueChoice choice, Receivers receivers) {
        this(destinations, counts, state, choice.queue(), receivers);
    }

    DurablePublisher(
            Destinations destinations, HitCounts counts, QueueState state, QueueAccess queue, Receivers receivers) {
        this.destinations = destinations;
        this.counts = counts;
        this.state = state;
        this.queue = queue;
        this.receivers = receivers;
    }

    /**
     * Refuses by any exception, after which the caller's transaction can still commit.
     *
     * @throws HitNotSentException if it cannot
     */
    void publish(@Observes DurableHit durable) {
        if (queue.isDoomed()) {
            return;
        }
        if (!state.takesHits()) {
            // The publisher knows already: a request must not wait for a broker that is away.
            throw new IllegalStateException("the queue does not take hits at present");
        }
        try {
            var batches = Batches.of(List.of(durable.hit()), destinations.routes());
            queue.join(batches, () -> published(batches));
        } catch (QueueRefusedException refused) {
            throw queue.isDoomed() ? new HitNotSentException(refused) : refused;
        }
    }

    private void published(List<Batch> batches) {
        counts.add(Fate.PUBLISHED, 1);
        receivers.wake(batches);
    }
}
