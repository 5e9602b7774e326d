// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack;

import java.util.Collection;

/**
 * Takes what a visitor chooses in a banner of the application's own, or in a consent manager. It takes effect on the
 * current request and all later ones, and must come before the response is committed. Without a request it does
 * nothing.
 *
 * <pre>{@code
 * @Inject ConsentChoices choices;
 *
 * choices.choose(ConsentChoice.DECLINE);
 * choices.accept(Set.of("analytics", "ads"));
 * }</pre>
 *
 * <p>Whoever wants to know of choices observes {@link ConsentChanged} and {@link VisitorForgotten}.
 */
public interface ConsentChoices {

    /** The visitor chooses that. */
    void choose(ConsentChoice choice);

    /**
     * The visitor agrees to these purposes and to no others.
     *
     * @param purposes names of {@code sidetrack.consent.purposes}; others count for nothing
     */
    void accept(Collection<String> purposes);
}
