// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.consent;

import dev.sidetrack.Consent;
import java.util.HashSet;
import java.util.Set;

/**
 * A visitor's choice.
 *
 * @param consent yes or no to being measured, or neither
 * @param purposes what the visitor has agreed to
 * @param isOutdated whether it was made for another version of the policy or too long ago, so that the visitor is asked
 *     again; until then a no is a no
 */
public record Choice(Consent consent, Set<String> purposes, boolean isOutdated) {

    /** The purpose that Sidetrack itself has: measuring visits. */
    public static final String ANALYTICS = "analytics";

    /** The visitor has made no choice. */
    public static final Choice NONE = new Choice(Consent.UNASKED, Set.of(), false);

    /** Combines two choices: a no wins, and a yes needs both. */
    Choice and(Choice other) {
        var common = new HashSet<>(purposes);
        common.retainAll(other.purposes);
        if (consent == Consent.DENIED || other.consent == Consent.DENIED) {
            return new Choice(Consent.DENIED, Set.copyOf(common), isNoCurrentNo() && other.isNoCurrentNo());
        }
        return consent == other.consent ? new Choice(consent, Set.copyOf(common), false) : NONE;
    }

    private boolean isNoCurrentNo() {
        return consent != Consent.DENIED || isOutdated;
    }

    /** The choice to agree to these purposes and no others. */
    public static Choice of(Set<String> purposes) {
        return new Choice(purposes.contains(ANALYTICS) ? Consent.GRANTED : Consent.DENIED, Set.copyOf(purposes), false);
    }
}
