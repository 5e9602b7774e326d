// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.testing;

import dev.sidetrack.consent.Choice;
import dev.sidetrack.consent.Notice;
import dev.sidetrack.consent.PageVisit;
import dev.sidetrack.consent.Signals;
import java.util.Set;

/** The visit of a {@link FakeVisitor}, for code that asks for its consent. */
final class FakeVisit extends PageVisit {

    private final Choice choice;

    FakeVisit(Choice choice) {
        this.choice = choice;
    }

    @Override
    protected Choice before() {
        return choice;
    }

    @Override
    protected Notice told() {
        return null;
    }

    @Override
    public Signals signals() {
        return Signals.NONE;
    }

    @Override
    public Set<String> knownIds() {
        return Set.of();
    }

    @Override
    protected void decided(Choice choice) {
        // There is no cookie to store it in.
    }
}
