// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.queue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sidetrack.SampleHits;
import dev.sidetrack.config.HitType;
import dev.sidetrack.delivery.Route;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class BatchesTest {

    private static final Route EVENTS = new Route("events", Set.of(), Set.of(HitType.EVENT), 100, Set.of());

    @Test
    void of_severalProvidersForAll_shareOneText() {
        var hits = Deliveries.hits(3);
        var batches = Batches.of(hits, List.of(Route.ofAll("a"), EVENTS, Route.ofAll("b")));
        assertThat(batches)
                .containsExactly(
                        Batch.fresh("a", BatchCodec.write(hits), 3), Batch.fresh("b", BatchCodec.write(hits), 3));
        assertThat(batches.get(1).text()).isSameAs(batches.get(0).text());
    }

    @Test
    void of_providerForSome_getsThoseOnly() {
        var hits = List.of(SampleHits.pageView(), SampleHits.event());
        var batches = Batches.of(hits, List.of(EVENTS, Route.ofAll("a")));
        assertThat(batches)
                .containsExactly(
                        Batch.fresh("events", BatchCodec.write(List.of(SampleHits.event())), 1),
                        Batch.fresh("a", BatchCodec.write(hits), 2));
    }

    @Test
    void of_noHitsOrNoRoutes_isNothing() {
        assertThat(Batches.of(List.of(), List.of(Route.ofAll("a")))).isEmpty();
        assertThat(Batches.of(Deliveries.hits(1), List.of())).isEmpty();
    }
}
