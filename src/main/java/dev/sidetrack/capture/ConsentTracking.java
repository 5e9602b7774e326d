// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.capture;

import dev.sidetrack.Consent;
import dev.sidetrack.ConsentChanged;
import dev.sidetrack.ConsentChoice;
import dev.sidetrack.VisitorForgotten;
import dev.sidetrack.config.Shared;
import dev.sidetrack.visitor.ConsentCookie;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.ArrayList;

/** Keeps the choice that a visitor makes, wherever it is made, and tells the application. */
@Shared
class ConsentTracking {

    private final ConsentCookie consentCookie;
    private final Admission admission;
    private final Visitors visitors;
    private final Event<ConsentChanged> changes;
    private final Event<VisitorForgotten> forgotten;

    @Inject
    ConsentTracking(ConsentCookie consentCookie, Admission admission, Visitors visitors, Event<ConsentChanged> changes,
            Event<VisitorForgotten> forgotten) {
        this.consentCookie = consentCookie;
        this.admission = admission;
        this.visitors = visitors;
        this.changes = changes;
        this.forgotten = forgotten;
    }

    void chosen(@Observes ConsentChoice choice) {
        var request = TrackedRequest.current();
        if (request != null) {
            decide(request, choice);
        }
    }

    private void decide(TrackedRequest request, ConsentChoice choice) {
        var accepted = choice == ConsentChoice.ACCEPT;
        var consent = accepted ? Consent.GRANTED : Consent.DENIED;
        var knownId = visitors.idIn(request.cookieHeader());
        var cookies = new ArrayList<String>();
        cookies.add(consentCookie.header(accepted, request.begun.getEpochSecond(), Visitors.isSecure(request)));
        if (!accepted) {
            cookies.addAll(visitors.removals(request));
        }
        request.decide(consent, admission.permission(request.request, consent), cookies);
        // One observer that fails must not keep the choice from the others, nor the answer from the visitor.
        Safely.run(() -> changes.fire(new ConsentChanged(consent)));
        if (choice == ConsentChoice.FORGET && knownId != null) {
            Safely.run(() -> forgotten.fire(new VisitorForgotten(knownId)));
        }
    }
}
