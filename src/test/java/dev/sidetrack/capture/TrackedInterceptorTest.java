// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.sidetrack.Hit;
import dev.sidetrack.HitCounts;
import dev.sidetrack.HitCounts.Count;
import dev.sidetrack.HitNotSentException;
import dev.sidetrack.LogLines;
import dev.sidetrack.OnFailure;
import dev.sidetrack.Tracked;
import dev.sidetrack.TrackedProperty;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Stereotype;
import jakarta.ws.rs.container.AsyncResponse;
import java.io.IOException;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class TrackedInterceptorTest {

    private static CaptureContainer container;
    private final LogLines log = LogLines.of("dev.sidetrack.capture");
    private final Shop shop = container.get(Shop.class);

    @BeforeAll
    static void start() throws IOException {
        container = new CaptureContainer(Shop.class, Catalog.class, Blog.class, Wiki.class, Stereotyped.class);
    }

    @AfterAll
    static void stop() {
        container.close();
    }

    @AfterEach
    void nothingIsLeft() {
        log.close();
        container.get(CaptureContainer.Queue.class).isDown(false);
        assertThat(container.hits()).isEmpty();
        assertThat(container.durableHits()).isEmpty();
    }

    @Test
    void call_bare_isAPageViewWhateverTheContentType() throws Exception {
        container.serve(() -> shop.products());
        assertThat(container.hits()).singleElement().satisfies(hit -> {
            assertThat(hit.isEvent()).isFalse();
            assertThat(hit.page().path()).isEqualTo("/shop/api/orders");
            assertThat(hit.page().title()).isEqualTo("Products");
            assertThat(hit.visitor()).isNotNull();
        });
    }

    @Test
    void call_bareAndNestedAndRepeated_isOnePageView() throws Exception {
        container.serve(() -> {
            shop.products();
            shop.products();
        });
        assertThat(container.hits()).hasSize(1);
    }

    @Test
    void call_named_isAnEventWithItsProperties() throws Exception {
        var response = container.serve(
                () -> assertThat(shop.place("M-1", 2, null, "secret")).isEqualTo("placed"));
        assertThat(container.hits()).singleElement().satisfies(hit -> {
            assertThat(hit.event().name()).isEqualTo("order-placed");
            assertThat(hit.event().category()).isEqualTo("shop");
            assertThat(hit.event().label()).isEqualTo("web");
            assertThat(hit.event().properties()).containsExactly(Map.entry("sku", "M-1"), Map.entry("quantity", 2L));
            assertThat(hit.page().title()).isEqualTo("Order");
        });
        assertThat(response.cookieNames()).containsExactly("sidetrack", "sidetrack_session");
    }

    @Test
    void calls_severalNamedAndABareOne_areOneEventEach() throws Exception {
        container.serve(() -> {
            shop.products();
            shop.place("M-1", 1, null, null);
            shop.place("M-2", 1, null, null);
        });
        assertThat(container.hits())
                .extracting(hit -> hit.event().properties().get("sku"))
                .containsExactly("M-1", "M-2");
    }

    @Test
    void call_thatThrows_isNothing() throws Exception {
        container.serve(
                () -> assertThatIllegalStateException().isThrownBy(shop::fails).withMessage("sold out"));
        assertThat(container.hits()).isEmpty();
        assertThat(log.lines()).isEmpty();
    }

    @Test
    void call_bareOnAPageOfTheBeacon_setsNoCookieAndIsNotCounted() throws Exception {
        System.setProperty("sidetrack.beacon.pages", "/api/");
        try (var other = new CaptureContainer(Shop.class)) {
            var response = other.serve(() -> other.get(Shop.class).products());
            assertThat(response.cookies()).isEmpty();
            assertThat(other.hits()).isEmpty();

            other.serve(() -> other.get(Shop.class).place("M-1", 1, null, null));
            assertThat(other.hits()).singleElement().extracting("event.name").isEqualTo("order-placed");
        } finally {
            System.clearProperty("sidetrack.beacon.pages");
        }
    }

    @Test
    void call_inAnIgnoredRequest_isNothing() throws Exception {
        var counts = container.get(HitCounts.class);
        var before = counts.by(Count.EXCLUDED).getOrDefault("method", 0L);
        container.serve(new FakeRequest("/shop/x").method("HEAD"), () -> {
            shop.place("M-1", 1, null, null);
            shop.pays(12.5);
        });
        assertThat(container.hits()).isEmpty();
        assertThat(counts.by(Count.EXCLUDED)).containsEntry("method", before + 2);
    }

    @Test
    void call_stageCompletes_isAnEventOnlyThen() throws Exception {
        var stage = new CompletableFuture<String>();
        container.serve(() -> {
            var returned = shop.later(stage);
            assertThat(TrackedRequest.current().answer().calls()).isEmpty();
            stage.complete("done");
            assertThat(returned.toCompletableFuture().join()).isEqualTo("done");
        });
        assertThat(container.hits()).extracting(hit -> hit.event().name()).containsExactly("later");
    }

    @Test
    void call_stageFails_isNothing() throws Exception {
        var stage = new CompletableFuture<String>();
        container.serve(() -> {
            var returned = shop.later(stage);
            stage.completeExceptionally(new IllegalStateException("sold out"));
            var seen = new AtomicReference<Throwable>();
            returned.whenComplete((value, failure) -> seen.set(failure));
            assertThat(seen.get()).as("as it was, not wrapped").isExactlyInstanceOf(IllegalStateException.class);
        });
        assertThat(container.hits()).isEmpty();
    }

    @Test
    void call_stageCompletesAfterTheRequest_isAnEventOfThatRequestsVisitor() throws Exception {
        var stage = new CompletableFuture<String>();
        var request = new FakeRequest("/shop/api/orders").header("User-Agent", "Hers");
        var response = container.serve(request, () -> shop.later(stage));
        // A server gives the request to the next visitor.
        request.header("User-Agent", "His");
        var cookies = response.cookies().size();
        stage.complete("done");
        assertThat(container.hits()).singleElement().satisfies(hit -> {
            assertThat(hit.event().name()).isEqualTo("later");
            assertThat(hit.visitor().userAgent()).isEqualTo("Hers");
        });
        assertThat(response.cookies()).hasSize(cookies);
    }

    @Test
    void call_durableStageCompletesAfterTheRequest_isOnTheQueue() throws Exception {
        var stage = new CompletableFuture<String>();
        var request = new FakeRequest("/shop/api/orders").header("User-Agent", "Hers");
        container.serve(request, () -> shop.paysLater(stage));
        request.header("User-Agent", "His");
        stage.complete("done");
        assertThat(container.durableHits())
                .singleElement()
                .extracting("visitor.userAgent")
                .isEqualTo("Hers");
    }

    @Test
    void call_stageCompletesAfterARequestThatFailed_isNothing() throws Exception {
        var stage = new CompletableFuture<String>();
        container.serve(() -> {
            TrackedRequest.current().response().setStatus(503);
            shop.later(stage);
        });
        stage.complete("done");
        assertThat(container.hits()).isEmpty();
    }

    @Test
    void call_stageIsCancelled_cancelsTheApplicationsOwn() throws Exception {
        var stage = new CompletableFuture<String>();
        container.serve(() -> shop.later(stage).toCompletableFuture().cancel(true));
        assertThat(stage).isCancelled();
        assertThat(container.hits()).isEmpty();
    }

    @Test
    void call_ofCompletableFuture_returnsOne() throws Exception {
        container.serve(() -> assertThat(shop.future().join()).isEqualTo("done"));
        assertThat(container.hits()).extracting(hit -> hit.event().name()).containsExactly("future");
    }

    @Test
    void call_suspended_setsTheCookiesBeforeAnotherThreadCanAnswer() throws Exception {
        var response = container.serve(() -> {
            var another = Part.of(AsyncResponse.class, this);
            assertThatIllegalStateException().isThrownBy(() -> shop.suspended(another));
        });
        assertThat(response.cookieNames()).containsExactly("sidetrack", "sidetrack_session");
    }

    @Test
    void call_suspendedInAnExcludedRequest_setsNoCookie() throws Exception {
        var response = container.serve(new FakeRequest("/shop/api/orders").header("Sec-GPC", "1"), () -> {
            var another = Part.of(AsyncResponse.class, this);
            assertThatIllegalStateException().isThrownBy(() -> shop.suspended(another));
        });
        assertThat(response.cookies()).isEmpty();
        assertThat(container.hits()).isEmpty();
    }

    @Test
    void call_suspendedAndReturned_isAnEvent() throws Exception {
        container.serve(() -> shop.suspended(null));
        assertThat(container.hits()).extracting(hit -> hit.event().name()).containsExactly("suspended");
    }

    @Test
    void call_outsideARequest_isAnEventOfNobody() {
        shop.place("M-1", 2, null, null);
        assertThat(container.hits()).singleElement().satisfies(hit -> {
            assertThat(hit.event().name()).isEqualTo("order-placed");
            assertThat(hit.visitor()).isNull();
            assertThat(hit.page().path()).isNull();
            assertThat(hit.serverTime()).isNull();
        });
    }

    @Test
    void call_bareOutsideARequest_isNamedByItsMethod() {
        shop.products();
        assertThat(container.hits()).extracting(hit -> hit.event().name()).containsExactly("Shop.products");
    }

    @Test
    void call_ofTrackedClass_isTrackedByTheClassOrItsOwn() throws Exception {
        var catalog = container.get(Catalog.class);
        container.serve(catalog::open);
        container.serve(catalog::search);
        assertThat(container.hits()).extracting(hit -> hit.event().name()).containsExactly("catalog", "catalog-search");
    }

    @Test
    void call_inheritedByTwoTrackedClasses_isNamedByEach() throws Exception {
        container.serve(() -> container.get(Blog.class).read());
        container.serve(() -> container.get(Wiki.class).read());
        assertThat(container.hits()).extracting(hit -> hit.event().name()).containsExactly("blog-read", "wiki-read");
    }

    @Test
    void call_trackedByStereotype_isAPageView() throws Exception {
        container.serve(() -> container.get(Stereotyped.class).open());
        assertThat(container.hits()).extracting(Hit::isEvent).containsExactly(false);
        assertThat(log.lines()).isEmpty();
    }

    @Test
    void call_durable_isOnTheQueueWhenItReturns() throws Exception {
        container.serve(() -> {
            shop.pays(12.5);
            assertThat(container.durableHits()).singleElement().satisfies(hit -> {
                assertThat(hit.event().name()).isEqualTo("paid");
                assertThat(hit.event().properties()).containsEntry("amount", 12.5);
                assertThat(hit.visitor()).isNotNull();
                assertThat(hit.page().path()).isEqualTo("/shop/api/orders");
            });
        });
    }

    @Test
    void call_durableOutsideARequest_isOnTheQueue() {
        shop.pays(1);
        assertThat(container.durableHits()).extracting(Hit::visitor).containsOnlyNulls();
    }

    @Test
    void call_durableButTheQueueIsDown_isInTheBuffer() throws Exception {
        container.get(CaptureContainer.Queue.class).isDown(true);
        container.serve(() -> shop.pays(12.5));
        assertThat(container.hits()).extracting(hit -> hit.event().name()).containsExactly("paid");
    }

    @Test
    void call_durableOrFailAndTheQueueIsDown_throws() throws Exception {
        container.get(CaptureContainer.Queue.class).isDown(true);
        container.serve(() -> assertThatExceptionOfType(HitNotSentException.class)
                .isThrownBy(shop::paysOrFails)
                .withMessage("the queue rejected the hit: the queue is down"));
        assertThat(container.hits()).isEmpty();
    }

    @Test
    void call_propertyThatCannotBeTold_leavesTheCallAlone() throws Exception {
        container.serve(() -> assertThat(shop.place(
                        "M-1",
                        1,
                        new Object() {
                            @Override
                            public String toString() {
                                throw new IllegalStateException("no text");
                            }
                        },
                        null))
                .isEqualTo("placed"));
        assertThat(container.hits())
                .extracting(hit -> hit.event().properties())
                .containsExactly(Map.of("sku", "M-1", "quantity", 1L));
        assertThat(log.lines()).isEmpty();
    }

    @ApplicationScoped
    static class Shop {

        @Tracked(title = "Products")
        void products() {}

        @Tracked(value = "order-placed", category = "shop", label = "web", title = "Order")
        String place(
                @TrackedProperty("sku") String article,
                @TrackedProperty int quantity,
                @TrackedProperty Object note,
                String card) {
            return "placed";
        }

        @Tracked("failed")
        void fails() {
            throw new IllegalStateException("sold out");
        }

        @Tracked("later")
        CompletionStage<String> later(CompletionStage<String> stage) {
            return stage;
        }

        @Tracked("future")
        CompletableFuture<String> future() {
            return CompletableFuture.completedFuture("done");
        }

        @Tracked("suspended")
        void suspended(AsyncResponse response) {
            if (response != null) {
                throw new IllegalStateException("the cookies must be there by now");
            }
        }

        @Tracked(value = "paid", durable = true)
        void pays(@TrackedProperty("amount") double amount) {}

        @Tracked(value = "paid", durable = true)
        CompletionStage<String> paysLater(CompletionStage<String> stage) {
            return stage;
        }

        @Tracked(value = "paid", durable = true, onFailure = OnFailure.FAIL)
        void paysOrFails() {}
    }

    @Tracked("catalog")
    @ApplicationScoped
    static class Catalog {

        void open() {}

        @Tracked("catalog-search")
        void search() {}
    }

    static class Pages {

        void read() {}
    }

    @Tracked("blog-read")
    @ApplicationScoped
    static class Blog extends Pages {}

    @Tracked("wiki-read")
    @ApplicationScoped
    static class Wiki extends Pages {}

    @Tracked
    @Stereotype
    @Target(ElementType.TYPE)
    @Retention(RetentionPolicy.RUNTIME)
    @interface TrackedPage {}

    @TrackedPage
    @ApplicationScoped
    static class Stereotyped {

        void open() {}
    }
}
