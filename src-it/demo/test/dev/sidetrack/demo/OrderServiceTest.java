// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.demo;

import static dev.sidetrack.testing.ExpectedHit.event;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.sidetrack.Consent;
import dev.sidetrack.testing.FakeVisitor;
import dev.sidetrack.testing.Hits;
import dev.sidetrack.testing.TrackingBeans;
import jakarta.inject.Inject;
import org.jboss.weld.junit5.auto.AddExtensions;
import org.jboss.weld.junit5.auto.EnableAutoWeld;
import org.junit.jupiter.api.Test;

/** What the shop tells of its orders. */
@EnableAutoWeld
@AddExtensions(TrackingBeans.class)
class OrderServiceTest {

    @Inject
    OrderService orders;

    @Inject
    Hits hits;

    @Inject
    FakeVisitor visitor;

    @Test
    void place_twoMugs_isAPurchaseOfTheirWorth() {
        visitor.visits("/products.xhtml").grantsConsent();
        var order = orders.place("blue-mug", 2);
        hits.awaitOne(event("purchase")
                .category("shop")
                .value(36)
                .property("transaction_id", order.id())
                .property("currency", "EUR")
                .on("/products.xhtml")
                .consent(Consent.GRANTED));
    }

    @Test
    void place_whatTheShopDoesNotHave_isNoPurchase() {
        assertThrows(UnknownProductException.class, () -> orders.place("red-mug", 2));
        hits.assertNone();
    }

    @Test
    void place_byAVisitorWhoDeclined_isNotTracked() {
        visitor.visits("/products.xhtml").deniesConsent();
        orders.place("blue-mug", 2);
        hits.assertNone();
    }
}
