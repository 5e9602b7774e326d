// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.consent;

import dev.sidetrack.Consent;
import dev.sidetrack.ConsentChoice;
import dev.sidetrack.ConsentChoices;
import dev.sidetrack.Texts;
import dev.sidetrack.Tracker;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.Collection;

/**
 * What a page can ask about its visitor and say about itself, in EL; also for applications with a banner of their own
 * or a consent manager.
 *
 * <pre>{@code
 * <title>#{sidetrack.title(product.name)}</title>
 * <c:if test="#{not empty sidetrack.notice}"><p role="alert">#{sidetrack.notice}</p></c:if>
 * <c:if test="#{sidetrack.consent eq 'granted'}"> … </c:if>
 * <h:commandButton value="No, thanks" action="#{sidetrack.decline}"/>
 * }</pre>
 */
@Named("sidetrack")
@ApplicationScoped
public class CurrentVisitor {

    @Inject
    Tracker tracker;

    @Inject
    ConsentChoices choices;

    /** The text of the notice if there is one to show, or {@code null}. */
    public String getNotice() {
        var visit = PageVisit.current();
        var notice = visit == null ? null : visit.notice();
        return notice == null ? null : notice.text();
    }

    /** The visitor's consent: {@code unasked}, {@code granted} or {@code denied}. */
    public String getConsent() {
        var visit = PageVisit.current();
        return Texts.lowerCase(visit == null ? Consent.UNASKED : visit.consent());
    }

    /** Whether the visitor has agreed to this purpose, such as {@code ads}. */
    public boolean accepts(String purpose) {
        var visit = PageVisit.current();
        return visit != null && visit.purposes().contains(purpose);
    }

    /** Whether to ask the visitor. */
    public boolean isAsking() {
        var visit = PageVisit.current();
        return visit != null && visit.notice() != null && visit.notice().isQuestion();
    }

    /** Sets the title of this page, and returns it. */
    public String title(String title) {
        return tracker.title(title);
    }

    /** The visitor agrees to everything that was asked. To be called before the response is committed. */
    public void accept() {
        choices.choose(ConsentChoice.ACCEPT);
    }

    /** The visitor agrees to these purposes and to no others. To be called before the response is committed. */
    public void acceptOnly(Collection<String> purposes) {
        choices.accept(purposes);
    }

    /** The visitor does not agree. To be called before the response is committed. */
    public void decline() {
        choices.choose(ConsentChoice.DECLINE);
    }

    /** The visitor withdraws consent: the id is removed at once. To be called before the response is committed. */
    public void withdraw() {
        choices.choose(ConsentChoice.WITHDRAW);
    }

    /**
     * The visitor wants to be forgotten: like {@link #withdraw()}, and {@link dev.sidetrack.VisitorForgotten} is fired.
     */
    public void forget() {
        choices.choose(ConsentChoice.FORGET);
    }
}
