// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack;

import java.util.Set;

/**
 * A visitor has made a choice; fired as a CDI event once the choice is stored.
 *
 * <pre>{@code void changed(@Observes ConsentChanged change) { audit.log(change.consent(), change.purposes()); }}</pre>
 *
 * @param consent the visitor's answer to being measured
 * @param purposes all that the visitor has agreed to
 */
public record ConsentChanged(Consent consent, Set<String> purposes) {

    /**
     * Takes a copy.
     *
     * @param consent see {@link #consent()}
     * @param purposes see {@link #purposes()}
     */
    public ConsentChanged {
        purposes = Set.copyOf(purposes);
    }
}
