// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.sidetrack.Hit;
import dev.sidetrack.HitCounts.Count;
import dev.sidetrack.HitNotSentException;
import dev.sidetrack.LogLines;
import dev.sidetrack.OnFailure;
import dev.sidetrack.Page;
import dev.sidetrack.TrackedEvent;
import dev.sidetrack.Tracker;
import dev.sidetrack.spi.HitProcessor;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class EventTrackingTest {

    private static final List<String> SEEN = new ArrayList<>();
    private static CaptureContainer container;
    private final Tracker tracker = container.get(Tracker.class);

    @BeforeAll
    static void start() throws IOException {
        container = new CaptureContainer(Last.class, Second.class, First.class);
    }

    @AfterAll
    static void stop() {
        container.close();
    }

    @AfterEach
    void nothingIsLeft() {
        SEEN.clear();
        container.get(CaptureContainer.Queue.class).isDown(false);
        assertThat(container.hits()).isEmpty();
        assertThat(container.durableHits()).isEmpty();
    }

    @Test
    void identify_inARequest_isOfItsHits() throws Exception {
        container.serve(() -> {
            tracker.track(TrackedEvent.named("before"));
            tracker.identify("42");
            tracker.track(TrackedEvent.named("after"));
        });
        assertThat(container.hits()).extracting(hit -> hit.visitor().userId()).containsExactly(null, "42");
        tracker.identify("nobody's");
        assertThat(TrackedRequest.current()).isNull();
    }

    @Test
    void event_ofAnExcludedRequest_isNotTrackedAndSetsNoCookie() throws Exception {
        for (var event : new TrackedEvent[] {
            TrackedEvent.named("paid"), TrackedEvent.named("paid").durable()
        }) {
            var request = new FakeRequest("/shop/api/orders")
                    .header(
                            "Cookie",
                            "sidetrack_consent=decline.1." + Instant.now().getEpochSecond());
            var response = container.serve(request, () -> tracker.track(event));
            assertThat(response.cookies()).isEmpty();
        }
        assertThat(container.hits()).isEmpty();
        assertThat(container.durableHits()).isEmpty();
    }

    @Test
    void track_inARequest_isAnEventBesideThePageView() throws Exception {
        container.serve(() -> {
            tracker.event("cart-filled")
                    .category("shop")
                    .label("blue-mug")
                    .value(12.50)
                    .property("quantity", 2)
                    .track();
            assertThat(container.hits()).singleElement().satisfies(hit -> {
                assertThat(hit.event())
                        .isEqualTo(TrackedEvent.named("cart-filled")
                                .category("shop")
                                .label("blue-mug")
                                .value(12.5)
                                .property("quantity", 2L));
                assertThat(hit.page().path()).isEqualTo("/shop/api/orders");
                assertThat(hit.visitor()).isEqualTo(TrackedRequest.current().visitor());
                assertThat(hit.serverTime()).isNull();
            });
        });
    }

    @Test
    void track_outsideARequest_isAnEventOfNobody() {
        tracker.track(TrackedEvent.named("nightly"));
        assertThat(container.hits()).singleElement().satisfies(hit -> {
            assertThat(hit.visitor()).isNull();
            assertThat(hit.page()).isEqualTo(new Page(null, null, null, null, null));
            assertThat(hit.id().version()).isEqualTo(7);
        });
    }

    @Test
    void event_neverTracked_isNothing() {
        tracker.event("draft").value(1);
        assertThat(container.hits()).isEmpty();
    }

    @Test
    void title_inARequest_isThatOfItsHits() throws Exception {
        container.serve(() -> {
            assertThat(tracker.title("  Blue mug ")).isEqualTo("  Blue mug ");
            tracker.event("e").track();
        });
        assertThat(container.hits()).extracting(hit -> hit.page().title()).containsExactly("Blue mug");
    }

    @Test
    void title_outsideARequest_isNothing() {
        assertThat(tracker.title("Blue mug")).isEqualTo("Blue mug");
        assertThat(tracker.title(null)).isNull();
    }

    @Test
    void track_inAnIgnoredRequest_isExcluded() throws Exception {
        var before = container.counts().by(Count.EXCLUDED).getOrDefault("method", 0L);
        container.serve(
                new FakeRequest("/shop/x").method("HEAD"),
                () -> tracker.event("e").track());
        assertThat(container.hits()).isEmpty();
        assertThat(container.counts().by(Count.EXCLUDED)).containsEntry("method", before + 1);
    }

    @Test
    void track_durable_isOnTheQueueAtOnceAndOnlyThere() {
        tracker.event("paid").value(5).durable().track();
        assertThat(container.durableHits())
                .extracting(hit -> hit.event().name())
                .containsExactly("paid");
    }

    @Test
    void track_durableButTheQueueIsDown_isInTheBuffer() {
        container.get(CaptureContainer.Queue.class).isDown(true);
        tracker.event("paid").durable().track();
        assertThat(container.hits()).extracting(hit -> hit.event().name()).containsExactly("paid");
    }

    @Test
    void track_durableOrFailAndTheQueueIsDown_throws() {
        container.get(CaptureContainer.Queue.class).isDown(true);
        var event = TrackedEvent.named("paid").durable(OnFailure.FAIL);
        assertThatExceptionOfType(HitNotSentException.class).isThrownBy(() -> tracker.track(event));
    }

    @Test
    void processors_severalPriorities_runSmallestFirst() {
        tracker.event("e").track();
        assertThat(SEEN).containsExactly("first", "second", "last");
        assertThat(container.hits()).extracting(Hit::site).containsExactly("by second");
    }

    @Test
    void processor_veto_endsTheHit() {
        var before = container.counts().by(Count.EXCLUDED).getOrDefault("processor", 0L);
        var captured = container.counts().of(Count.CAPTURED);
        tracker.event("vetoed").track();
        tracker.event("vetoed").durable().track();

        assertThat(SEEN).containsExactly("first", "second", "first", "second");
        assertThat(container.counts().by(Count.EXCLUDED)).containsEntry("processor", before + 2);
        assertThat(container.counts().of(Count.CAPTURED)).isEqualTo(captured);
    }

    @Test
    void processor_thatThrows_leavesTheCallerAlone() {
        try (var log = LogLines.of("dev.sidetrack.capture")) {
            tracker.event("broken").track();
            assertThat(log.lines())
                    .containsExactly(
                            "WARNING A HitProcessor failed and its hit is excluded: java.lang.IllegalStateException: broken processor");
        }
    }

    @ApplicationScoped
    static class Last implements HitProcessor {

        @Override
        public Hit process(Hit hit) {
            SEEN.add("last");
            return hit;
        }
    }

    @Priority(2000)
    @ApplicationScoped
    static class Second implements HitProcessor {

        @Override
        public Hit process(Hit hit) {
            SEEN.add("second");
            return hit.event().name().equals("vetoed") ? null : hit.withSite("by second");
        }
    }

    @Priority(1000)
    @ApplicationScoped
    static class First implements HitProcessor {

        @Override
        public Hit process(Hit hit) {
            SEEN.add("first");
            if (hit.event() != null && hit.event().name().equals("broken")) {
                throw new IllegalStateException("broken processor");
            }
            return hit;
        }
    }
}
