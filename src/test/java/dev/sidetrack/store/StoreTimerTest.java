// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sidetrack.Hit;
import dev.sidetrack.LogLines;
import dev.sidetrack.SampleHits;
import dev.sidetrack.VisitorForgotten;
import dev.sidetrack.config.ServingEnded;
import dev.sidetrack.config.SettingsOf;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StoreTimerTest {

    @Test
    void stop_withSomebodyToForget_erasesAndGivesTheLeaseBack() {
        var store = TestStore.on("h2");
        var hit = SampleHits.pageView();
        store.send(List.of(hit));
        store.rollUp();
        var forgetting = new Forgetting(store.stores(), StoreTimerTest::refuse);
        var timer = new StoreTimer(SettingsOf.map(Map.of()), store.stores(), forgetting);
        timer.start(Thread::new);
        forgetting.forget(new VisitorForgotten(hit.visitor().clientId()));

        timer.stop(new ServingEnded());

        assertThat(store.number("select count(*) from sidetrack.hit")).isZero();
        var another = store.another(Map.of());
        another.send(List.of(SampleHits.event()));
        another.rollUp();
        assertThat(another.number("select count(*) from sidetrack.dirty")).isZero();
    }

    private static void refuse(String provider, Hit hit) {
        throw new IllegalStateException("the queue is away");
    }

    @Test
    void stop_databaseAway_warnsOfThoseWhoAreNotErased() {
        var store = TestStore.on("h2");
        store.send(List.of(SampleHits.pageView()));
        var forgetting = new Forgetting(store.stores(), StoreTimerTest::refuse);
        var timer = new StoreTimer(SettingsOf.map(Map.of()), store.stores(), forgetting);
        timer.start(Thread::new);
        forgetting.forget(new VisitorForgotten("one"));
        store.update("drop schema " + store.schema() + " cascade");

        try (var log = LogLines.of("dev.sidetrack.store")) {
            timer.stop(new ServingEnded());
            assertThat(log.lines())
                    .contains("WARNING 1 visitors who asked to be forgotten were not erased before the application"
                            + " ended.");
        }
    }
}
