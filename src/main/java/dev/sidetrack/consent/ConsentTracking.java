// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.consent;

import dev.sidetrack.ConsentChanged;
import dev.sidetrack.ConsentChoice;
import dev.sidetrack.ConsentChoices;
import dev.sidetrack.Texts;
import dev.sidetrack.VisitorForgotten;
import dev.sidetrack.config.Keys;
import dev.sidetrack.config.Settings;
import dev.sidetrack.config.Shared;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/** Stores a visitor's choice, wherever it is made, and notifies the application. */
@Shared
class ConsentTracking implements ConsentChoices {

    private static final Logger LOG = System.getLogger("dev.sidetrack.consent");

    private final Set<String> purposes;
    private final Event<ConsentChanged> changes;
    private final Event<VisitorForgotten> forgotten;

    @Inject
    ConsentTracking(Settings settings, Event<ConsentChanged> changes, Event<VisitorForgotten> forgotten) {
        this.purposes = Set.copyOf(settings.get(Keys.CONSENT_PURPOSES));
        this.changes = changes;
        this.forgotten = forgotten;
    }

    @Override
    public void choose(ConsentChoice choice) {
        var visit = PageVisit.current();
        var knownIds = visit == null ? Set.<String>of() : visit.knownIds();
        accept(choice == ConsentChoice.ACCEPT ? purposes : Set.of());
        if (choice == ConsentChoice.FORGET) {
            knownIds.forEach(id -> tell(forgotten, new VisitorForgotten(id)));
        }
    }

    @Override
    public void accept(Collection<String> accepted) {
        var visit = PageVisit.current();
        if (visit != null) {
            var known = new HashSet<>(accepted);
            known.retainAll(purposes);
            var choice = Choice.of(known);
            visit.decide(choice);
            tell(changes, new ConsentChanged(choice.consent(), choice.purposes()));
        }
    }

    /** A failing observer must affect neither the other observers nor the visitor's response. */
    private static <T> void tell(Event<T> observers, T event) {
        try {
            observers.fire(event);
        } catch (RuntimeException | LinkageError failure) {
            LOG.log(
                    Level.WARNING,
                    "An observer of {0} failed: {1}",
                    event.getClass().getSimpleName(),
                    Texts.printable(failure.toString()));
        }
    }
}
