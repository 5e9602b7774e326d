// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack;

import java.util.Collection;

/**
 * Stores a visitor's choice from the application's own banner or a consent manager. The choice applies to the current
 * request and all later ones, and must be made before the response is committed. Without a request it does nothing.
 *
 * <pre>{@code
 * @Inject ConsentChoices choices;
 *
 * choices.choose(ConsentChoice.DECLINE);
 * choices.accept(Set.of("analytics", "ads"));
 * }</pre>
 *
 * <p>To be notified of choices, observe {@link ConsentChanged} and {@link VisitorForgotten}.
 */
public interface ConsentChoices {

    /**
     * Stores this choice of the visitor.
     *
     * @param choice what the visitor has chosen
     */
    void choose(ConsentChoice choice);

    /**
     * The visitor agrees to these purposes and to no others.
     *
     * @param purposes names from {@code sidetrack.consent.purposes}; others are ignored
     */
    void accept(Collection<String> purposes);
}
