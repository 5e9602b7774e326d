// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.testing;

import dev.sidetrack.Consent;
import dev.sidetrack.Hit;
import dev.sidetrack.TrackedEvent;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Describes an expected hit; fields that are not mentioned may have any value. Immutable: each method returns a copy.
 *
 * <pre>{@code
 * import static dev.sidetrack.testing.ExpectedHit.event;
 * import static dev.sidetrack.testing.ExpectedHit.pageView;
 *
 * hits.awaitOne(event("order-placed").category("shop").value(36).property("sku", "blue-mug"));
 * hits.awaitOne(pageView("/products").titled("Products"));
 * }</pre>
 *
 * <p>It is a predicate, so AssertJ accepts it too: {@code assertThat(hits.all()).anyMatch(event("order-placed"))}.
 */
public final class ExpectedHit implements Predicate<Hit> {

    private final String description;
    private final Predicate<Hit> condition;

    private ExpectedHit(String description, Predicate<Hit> condition) {
        this.description = description;
        this.condition = condition;
    }

    /** {@return any hit} */
    public static ExpectedHit hit() {
        return new ExpectedHit("hit", hit -> true);
    }

    /** {@return a page view of any page} */
    public static ExpectedHit pageView() {
        return new ExpectedHit("page view", hit -> !hit.isEvent());
    }

    /**
     * {@return a page view of the page at this path}
     *
     * @param path the path
     */
    public static ExpectedHit pageView(String path) {
        return pageView().on(path);
    }

    /** {@return an event of any name} */
    public static ExpectedHit event() {
        return new ExpectedHit("event", Hit::isEvent);
    }

    /**
     * {@return an event with this name}
     *
     * @param name the event's name
     */
    public static ExpectedHit event(String name) {
        return new ExpectedHit(
                "event \"" + name + "\"",
                hit -> hit.isEvent() && hit.event().name().equals(name));
    }

    /**
     * Expects the page at this path, from the root of the host, such as {@code /shop/products}.
     *
     * @param path the path
     * @return a copy that also asks for this
     */
    public ExpectedHit on(String path) {
        return with("path", path, hit -> hit.page().path());
    }

    /**
     * Expects a page with this title.
     *
     * @param title the title
     * @return a copy that also asks for this
     */
    public ExpectedHit titled(String title) {
        return with("title", title, hit -> hit.page().title());
    }

    /**
     * Expects an event in this category.
     *
     * @param category the category
     * @return a copy that also asks for this
     */
    public ExpectedHit category(String category) {
        return withEvent("category", category, TrackedEvent::category);
    }

    /**
     * Expects an event with this label.
     *
     * @param label the label
     * @return a copy that also asks for this
     */
    public ExpectedHit label(String label) {
        return withEvent("label", label, TrackedEvent::label);
    }

    /**
     * Expects an event with this value.
     *
     * @param value the value
     * @return a copy that also asks for this
     */
    public ExpectedHit value(double value) {
        return withEvent("value", value, TrackedEvent::value);
    }

    /**
     * Expects an event with this property; numbers of different types are equal if a hit carries them as the same.
     *
     * @param name the property's name
     * @param value its value
     * @return a copy that also asks for this
     */
    public ExpectedHit property(String name, Object value) {
        var carried = TrackedEvent.named("expected").property(name, value).properties();
        return withEvent(name, carried.get(name), event -> event.properties().get(name));
    }

    /**
     * Expects the visitor with this client id.
     *
     * @param clientId the client id
     * @return a copy that also asks for this
     */
    public ExpectedHit ofVisitor(String clientId) {
        return with(
                "visitor",
                clientId,
                hit -> hit.visitor() == null ? null : hit.visitor().clientId());
    }

    /**
     * Expects the signed-in user with this id.
     *
     * @param userId the user's id
     * @return a copy that also asks for this
     */
    public ExpectedHit ofUser(String userId) {
        return with(
                "user",
                userId,
                hit -> hit.visitor() == null ? null : hit.visitor().userId());
    }

    /**
     * Expects a visitor with this consent.
     *
     * @param consent the consent
     * @return a copy that also asks for this
     */
    public ExpectedHit consent(Consent consent) {
        return with(
                "consent",
                consent,
                hit -> hit.visitor() == null ? null : hit.visitor().consent());
    }

    /**
     * Expects no visitor, as outside a request.
     *
     * @return a copy that also asks for this
     */
    public ExpectedHit ofNobody() {
        return that("of nobody", hit -> hit.visitor() == null);
    }

    /**
     * Expects any other condition.
     *
     * @param description for the message if it fails
     * @param condition what a hit must satisfy
     * @return a copy that also asks for this
     */
    public ExpectedHit that(String description, Predicate<Hit> condition) {
        return new ExpectedHit(this.description + ", " + description, this.condition.and(condition));
    }

    @Override
    public boolean test(Hit hit) {
        return condition.test(hit);
    }

    /** The expectation in words. */
    @Override
    public String toString() {
        return description;
    }

    private ExpectedHit withEvent(String what, Object expected, Function<TrackedEvent, Object> part) {
        return with(what, expected, hit -> hit.isEvent() ? part.apply(hit.event()) : null);
    }

    private ExpectedHit with(String what, Object expected, Function<Hit, Object> part) {
        return that(what + " " + expected, hit -> Objects.equals(part.apply(hit), expected));
    }
}
