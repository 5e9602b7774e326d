// SPDX-License-Identifier: Apache-2.0
package shop;

import dev.sidetrack.ConsentChanged;
import dev.sidetrack.ConsentChoice;
import dev.sidetrack.ConsentChoices;
import dev.sidetrack.HitCounts;
import dev.sidetrack.HitNotSentException;
import dev.sidetrack.Item;
import dev.sidetrack.OnFailure;
import dev.sidetrack.Tracked;
import dev.sidetrack.TrackedEvent;
import dev.sidetrack.TrackedProperty;
import dev.sidetrack.Tracker;
import dev.sidetrack.VisitorForgotten;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.List;

/** An application's bean that tracks by annotation, by event and by the tracker. */
@ApplicationScoped
public class Orders {

    @Inject
    Tracker tracker;

    @Inject
    ConsentChoices consent;

    @Inject
    Event<TrackedEvent> events;

    @Inject
    HitCounts counts;

    @Tracked("order-placed")
    public String place(@TrackedProperty("sku") String sku, @TrackedProperty int quantity) {
        tracker.event("mug-chosen")
                .category("mugs")
                .label(sku)
                .value(12.5)
                .property("quantity", quantity)
                .track();
        tracker.title("Order " + sku);
        tracker.identify("42");
        return sku;
    }

    @Tracked(value = "paid", category = "money", label = "card", durable = true, onFailure = OnFailure.FAIL)
    public void pay() {
        tracker.purchase("T1")
                .currency("EUR")
                .item("SKU1", "Blue mug", 15.00, 2)
                .item(Item.of("SKU2", "Red mug", 14.00)
                        .quantity(1)
                        .brand("Mugs")
                        .category("red")
                        .variant("large"))
                .tax(5.70)
                .shipping(4.90)
                .discount(1)
                .coupon("MAY")
                .durable()
                .track();
        tracker.search("mugs").results(3).track();
        tracker.download("https://shop.example/mugs.pdf").track();
        tracker.outboundLink("https://mugs.example/").track();
    }

    @Tracked(title = "All orders")
    public List<String> all() {
        try {
            events.fire(TrackedEvent.named("listed").property("page", 1).durable(OnFailure.FAIL));
        } catch (HitNotSentException down) {
            tracker.track(TrackedEvent.named("not-listed"));
        }
        return List.of();
    }

    public void choose() {
        consent.choose(ConsentChoice.ACCEPT);
        consent.accept(List.of("analytics", "ads"));
    }

    void changed(@Observes ConsentChanged change) {
        tracker.track(TrackedEvent.named("consent-" + change.consent() + change.purposes()));
    }

    void forgotten(@Observes VisitorForgotten visitor) {
        tracker.track(TrackedEvent.named("forgotten-" + visitor.clientId()));
    }

    public long lost() {
        return counts.of(HitCounts.Count.DROPPED)
                + counts.by(HitCounts.Count.DEAD).size();
    }
}
