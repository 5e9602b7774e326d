// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.consent;

import dev.sidetrack.Consent;
import dev.sidetrack.ConsentChanged;
import dev.sidetrack.ConsentChoice;
import dev.sidetrack.VisitorForgotten;
import dev.sidetrack.config.Shared;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/** Keeps the choice that a visitor makes, wherever it is made, and tells the application. */
@Shared
public class ConsentTracking {

    private static final Logger LOG = System.getLogger(ConsentTracking.class.getName());

    private final Permissions permissions;
    private final Event<ConsentChanged> changes;
    private final Event<VisitorForgotten> forgotten;

    @Inject
    ConsentTracking(Permissions permissions, Event<ConsentChanged> changes, Event<VisitorForgotten> forgotten) {
        this.permissions = permissions;
        this.changes = changes;
        this.forgotten = forgotten;
    }

    void chosen(@Observes ConsentChoice choice) {
        var visit = PageVisit.current();
        if (visit != null) {
            decide(visit, choice);
        }
    }

    private void decide(PageVisit visit, ConsentChoice choice) {
        var consent = choice == ConsentChoice.ACCEPT ? Consent.GRANTED : Consent.DENIED;
        var knownId = visit.knownId();
        visit.decide(consent, permissions.of(consent, visit.signals()));
        tell(changes, new ConsentChanged(consent));
        if (choice == ConsentChoice.FORGET && knownId != null) {
            tell(forgotten, new VisitorForgotten(knownId));
        }
    }

    /** One observer that fails must not keep the choice from the others, nor the answer from the visitor. */
    private static <T> void tell(Event<T> observers, T event) {
        try {
            observers.fire(event);
        } catch (RuntimeException | LinkageError failure) {
            LOG.log(Level.WARNING, "An observer of {0} failed: {1}", event.getClass().getSimpleName(), failure);
        }
    }
}
