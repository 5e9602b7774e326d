// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.testing;

import static dev.sidetrack.testing.ExpectedHit.event;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sidetrack.Consent;
import dev.sidetrack.Hit;
import dev.sidetrack.Tracked;
import dev.sidetrack.TrackedEvent;
import dev.sidetrack.TrackedProperty;
import dev.sidetrack.Tracker;
import dev.sidetrack.consent.CurrentVisitor;
import dev.sidetrack.spi.HitProcessor;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.se.SeContainer;
import jakarta.enterprise.inject.se.SeContainerInitializer;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a user's unit test sees. */
class TrackingBeansTest {

    private static final Logger WELD = Logger.getLogger("org.jboss.weld");

    private SeContainer weld;
    private Hits hits;
    private FakeVisitor visitor;
    private Shop shop;

    @BeforeAll
    static void beQuiet() {
        WELD.setLevel(Level.SEVERE);
    }

    @AfterAll
    static void beLoud() {
        WELD.setLevel(null);
    }

    @BeforeEach
    void start() {
        start(Map.of());
    }

    @AfterEach
    void stop() {
        weld.close();
    }

    @Test
    void trackedCall_ofABean_isAnEventOfNobody() {
        shop.place("blue-mug", 2);
        hits.awaitOne(event("order-placed")
                .category("shop")
                .property("sku", "blue-mug")
                .ofNobody());
    }

    @Test
    void trackedCall_thatFails_isNoEvent() {
        try {
            shop.place(null, 2);
        } catch (IllegalArgumentException refused) {
            // That is what the shop does.
        }
        hits.assertNone();
    }

    @Test
    void tracker_durableAndNot_areBothRecordedInOrder() {
        shop.tracker.event("cart-filled").track();
        shop.tracker.purchase("T1").item("SKU1", "Mug", 18, 2).durable().track();
        shop.tracker.track(TrackedEvent.named("thanked"));
        assertThat(hits.all())
                .extracting(hit -> hit.event().name())
                .containsExactly("cart-filled", "purchase", "thanked");
        hits.awaitOne(event("purchase").value(36).property("transaction_id", "T1"));
    }

    @Test
    void processor_ofTheApplication_seesHitsWithTheirVisitor() {
        visitor.visits("/staff/orders");
        shop.place("blue-mug", 1);
        hits.assertNone();
    }

    @Test
    void visitor_whoAgrees_isOnHitsAndInWhatTheApplicationAsks() {
        visitor.visits("/products").grantsConsent("ads").signsInAs("user-7");
        shop.tracker.title("Products");
        shop.place("blue-mug", 2);
        var hit = hits.awaitOne(event().on("/products")
                .titled("Products")
                .consent(Consent.GRANTED)
                .ofUser("user-7"));
        assertThat(hit.visitor().purposes()).containsExactlyInAnyOrder("analytics", "ads");
        assertThat(shop.current.getConsent()).isEqualTo("granted");
        assertThat(shop.current.accepts("ads")).isTrue();
        assertThat(shop.current.accepts("personalisation")).isFalse();
    }

    @Test
    void visitor_whoDenies_isNotTracked() {
        visitor.visits("/products").deniesConsent();
        shop.place("blue-mug", 2);
        hits.assertNone();
        assertThat(shop.current.getConsent()).isEqualTo("denied");
    }

    @Test
    void visitor_whoLeft_isNobody() {
        visitor.visits("/products").grantsConsent();
        visitor.leaves();
        shop.place("blue-mug", 2);
        hits.awaitOne(event("order-placed").ofNobody());
        assertThat(shop.current.getConsent()).isEqualTo("unasked");
    }

    @Test
    void settings_thatAreGiven_count() {
        stop();
        start(Map.of("sidetrack.site", "shop.example"));
        shop.place("blue-mug", 2);
        assertThat(hits.awaitOne(event()).page().host()).isEqualTo("shop.example");
    }

    private void start(Map<String, String> settings) {
        weld = SeContainerInitializer.newInstance()
                .disableDiscovery()
                .addExtensions(new TrackingBeans(settings))
                // Some are there already, as Weld's JUnit extension would add them.
                .addBeanClasses(Shop.class, NoStaff.class, Tracker.class, Hits.class)
                .initialize();
        hits = weld.select(Hits.class).get();
        hits.waitAtMost(Duration.ZERO);
        visitor = weld.select(FakeVisitor.class).get();
        shop = weld.select(Shop.class).get();
    }

    /** Of an application. */
    static class Shop {

        @Inject
        Tracker tracker;

        @Inject
        CurrentVisitor current;

        @Tracked(value = "order-placed", category = "shop")
        void place(@TrackedProperty("sku") String sku, int quantity) {
            if (sku == null) {
                throw new IllegalArgumentException("no such thing");
            }
        }
    }

    /** Of an application. */
    @ApplicationScoped
    static class NoStaff implements HitProcessor {

        @Override
        public Hit process(Hit hit) {
            return hit.page().path() != null && hit.page().path().startsWith("/staff/") ? null : hit;
        }
    }
}
