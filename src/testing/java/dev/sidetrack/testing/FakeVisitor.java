// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.testing;

import dev.sidetrack.Consent;
import dev.sidetrack.ConsentChoice;
import dev.sidetrack.ConsentChoices;
import dev.sidetrack.CurrentRequest;
import dev.sidetrack.Hit;
import dev.sidetrack.Page;
import dev.sidetrack.Visitor;
import dev.sidetrack.consent.Choice;
import dev.sidetrack.spi.HitProcessor;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.Set;
import java.util.UUID;

/**
 * The visitor in a unit test, where there is no request. At first there is none, as in a timer.
 *
 * <pre>{@code
 * @Inject FakeVisitor visitor;
 *
 * visitor.visits("/products/blue-mug").grantsConsent();
 * orders.place("blue-mug", 2);
 * hits.awaitOne(event("order-placed").on("/products/blue-mug").consent(Consent.GRANTED));
 *
 * visitor.deniesConsent();
 * orders.place("blue-mug", 2);
 * hits.assertNone(event("order-placed").consent(Consent.DENIED));
 * }</pre>
 *
 * <p>Application code that asks {@code CurrentVisitor} for the consent gets the same answer, on the same thread. What
 * it sets through {@code Tracker} (title, user id) and {@link ConsentChoices} takes effect here too. Cookies, the
 * browser's signals and {@code sidetrack.consent} are not simulated: test these in a server, with a
 * {@link FakeBrowser}.
 */
@ApplicationScoped
// Before the application's own processors, which may use the visitor.
@Priority(Integer.MIN_VALUE)
public class FakeVisitor implements HitProcessor, CurrentRequest, ConsentChoices {

    private Page page;
    private Visitor visitor;

    /** Nobody. */
    public FakeVisitor() {}

    /**
     * Starts the visit of a new visitor, who has not been asked for consent, at this path of {@code https://localhost}.
     *
     * @param path the path, from the root of the host on
     * @return this visitor
     */
    public FakeVisitor visits(String path) {
        return is(Visitor.builder(UUID.randomUUID().toString()).build()).on(path);
    }

    /**
     * Moves the same visitor to the page at this path.
     *
     * @param path the path, from the root of the host on
     * @return this visitor
     */
    public FakeVisitor on(String path) {
        page = Page.builder()
                .scheme("https")
                .host("localhost")
                .path(path)
                .viewId(UUID.randomUUID())
                .build();
        return this;
    }

    /**
     * Becomes this visitor, with its consent.
     *
     * @param visitor who it is
     * @return this visitor
     */
    public FakeVisitor is(Visitor visitor) {
        this.visitor = visitor;
        new FakeVisit(new Choice(visitor.consent(), visitor.purposes(), false)).bind();
        return this;
    }

    /**
     * Grants consent to the purpose {@code analytics} and to these.
     *
     * @param purposes the purposes besides {@code analytics}
     * @return this visitor
     */
    public FakeVisitor grantsConsent(String... purposes) {
        return choose(Consent.GRANTED, Set.of(purposes));
    }

    /**
     * Denies consent: nothing is tracked from now on.
     *
     * @return this visitor
     */
    public FakeVisitor deniesConsent() {
        return choose(Consent.DENIED, Set.of());
    }

    /**
     * Signs in as this user.
     *
     * @param userId the user's id
     * @return this visitor
     */
    public FakeVisitor signsInAs(String userId) {
        visitor = somebody().withUserId(userId);
        return this;
    }

    /** Ends the visit: there is no visitor any more. */
    @PreDestroy
    public void leaves() {
        visitor = null;
        page = null;
        FakeVisit.unbind();
    }

    @Override
    public Hit process(Hit hit) {
        if (visitor == null || hit.visitor() != null) {
            return hit;
        }
        if (visitor.consent() == Consent.DENIED) {
            return null;
        }
        var ofVisitor = hit.withVisitor(visitor);
        return page == null ? ofVisitor : ofVisitor.withPage(page);
    }

    @Override
    public void title(String title) {
        page = page == null ? null : page.withTitle(title);
    }

    @Override
    public void identify(String userId) {
        visitor = visitor == null ? null : visitor.withUserId(userId);
    }

    @Override
    public void choose(ConsentChoice choice) {
        if (choice == ConsentChoice.ACCEPT) {
            grantsConsent();
        } else {
            deniesConsent();
        }
    }

    @Override
    public void accept(Collection<String> purposes) {
        choose(purposes.contains("analytics") ? Consent.GRANTED : Consent.DENIED, Set.copyOf(purposes));
    }

    private FakeVisitor choose(Consent consent, Set<String> purposes) {
        return is(somebody().withConsent(consent).withPurposes(purposes));
    }

    private Visitor somebody() {
        return visitor == null ? Visitor.builder(UUID.randomUUID().toString()).build() : visitor;
    }
}
