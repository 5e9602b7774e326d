// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack;

import java.util.Set;

/**
 * A visitor agrees to some of the purposes that the site asks for ({@code sidetrack.consent.purposes}) and to no
 * others; fired as a CDI event it takes effect like a {@link ConsentChoice}.
 *
 * <pre>{@code choices.fire(new AcceptedPurposes(Set.of("analytics", "ads")));}</pre>
 *
 * @param purposes the names of the purposes; names that the site does not ask for count for nothing
 */
public record AcceptedPurposes(Set<String> purposes) {

    /** Takes a copy. */
    public AcceptedPurposes {
        purposes = Set.copyOf(purposes);
    }
}
