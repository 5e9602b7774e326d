// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.stats;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sidetrack.HitCounts;
import dev.sidetrack.HitCounts.Count;
import dev.sidetrack.store.RandomHits;
import dev.sidetrack.store.TestStore;
import org.junit.jupiter.api.Test;

/** What the last line of the page says. */
class DeliveriesTest {

    private final TestStore store = TestStore.on("h2");
    private final HitCounts counts = new HitCounts();
    private final Stats stats = new Stats(store.stores(), counts, new Answers());

    @Test
    void deliveries_ofHitsThatTheDatabaseDoesNotTake_areNotAwaited() {
        counts.add(Count.PUBLISHED, 100);
        counts.add(Count.QUEUED, TestStore.NAME, 10);
        counts.add(Count.QUEUED, "matomo", 100);
        counts.add(Count.DELIVERED, TestStore.NAME, 7);
        assertThat(stats.deliveries()).isEqualTo(new Deliveries(0, 3, 0, 0));
    }

    @Test
    void deliveries_ofDeadHits_areRejectedUntilTheyAreReplayed() {
        counts.add(Count.QUEUED, TestStore.NAME, 10);
        counts.add(Count.DELIVERED, TestStore.NAME, 6);
        counts.add(Count.DEAD, TestStore.NAME, 4);
        assertThat(stats.deliveries()).isEqualTo(new Deliveries(0, 0, 4, 0));
        counts.add(Count.QUEUED, TestStore.NAME, 4);
        counts.add(Count.REPLAYED, TestStore.NAME, 4);
        assertThat(stats.deliveries()).isEqualTo(new Deliveries(0, 4, 0, 0));
        counts.add(Count.DELIVERED, TestStore.NAME, 4);
        assertThat(stats.deliveries()).isEqualTo(new Deliveries(0, 0, 0, 0));
    }

    @Test
    void deliveries_ofLostAndStoredHits_areCounted() {
        var hits = new RandomHits(4, TestStore.NOW, 2).visits(5);
        store.send(hits);
        store.rollUp();
        counts.add(Count.DROPPED, 5);
        counts.add(Count.DELIVERED, TestStore.NAME, hits.size());
        assertThat(stats.deliveries())
                .as("delivered here, but put on the queue by another node")
                .isEqualTo(new Deliveries(hits.size(), 0, 0, 5));
    }
}
