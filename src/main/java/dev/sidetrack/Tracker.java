// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;

/**
 * The fluent way to track from Java code.
 *
 * <pre>{@code
 * @Inject Tracker tracker;
 *
 * tracker.title("Blue mug");
 * tracker.event("cart-filled").category("shop").label("blue-mug").value(12.50).property("quantity", 2).track();
 * }</pre>
 *
 * <p>Everything is told by CDI events ({@link TrackedEvent}, {@link PageTitle}), so the rules of those apply: inside a JTA
 * transaction an event is tracked only if it commits.
 */
@ApplicationScoped
public class Tracker {

    @Inject
    Event<TrackedEvent> events;

    @Inject
    Event<PageTitle> titles;

    @Inject
    Event<VisitorIdentified> identities;

    /** Says the title of the page the current request renders, and returns it. Without a request it does nothing. */
    public String title(String title) {
        titles.fire(new PageTitle(title));
        return title;
    }

    /**
     * Says which person this request is of: the application's own id, never a name or an e-mail address. It goes with the
     * request's hits to the providers that know user ids. Without a request it does nothing.
     */
    public void identify(String userId) {
        identities.fire(new VisitorIdentified(userId));
    }

    /** Begins an event of that name; nothing is tracked before {@link Draft#track()}. */
    public Draft event(String name) {
        return new Draft(TrackedEvent.named(name));
    }

    /** Tracks an event that is already put together. */
    public void track(TrackedEvent event) {
        events.fire(event);
    }

    /** An event being put together. */
    public final class Draft {
        private TrackedEvent event;

        private Draft(TrackedEvent event) {
            this.event = event;
        }

        /** The group it belongs to. */
        public Draft category(String category) {
            return with(event.category(category));
        }

        /** Which one of its kind. */
        public Draft label(String label) {
            return with(event.label(label));
        }

        /** A number that can be summed. */
        public Draft value(double value) {
            return with(event.value(value));
        }

        /** One more property. */
        public Draft property(String name, Object value) {
            return with(event.property(name, value));
        }

        /** Makes it durable, as {@link TrackedEvent#durable()}. */
        public Draft durable() {
            return with(event.durable());
        }

        /** Tracks the event as it now is. */
        public void track() {
            Tracker.this.track(event);
        }

        private Draft with(TrackedEvent changed) {
            event = changed;
            return this;
        }
    }
}
