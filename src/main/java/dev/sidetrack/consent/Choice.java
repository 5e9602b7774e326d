// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.consent;

import dev.sidetrack.Consent;
import java.util.HashSet;
import java.util.Set;

/**
 * What a visitor has said.
 *
 * @param consent yes or no to being measured, or neither
 * @param purposes what the visitor has agreed to
 * @param isOutdated whether it was said of another version of the policy or too long ago, so that a mode which asks
 *     does so again; until then a no is a no
 */
public record Choice(Consent consent, Set<String> purposes, boolean isOutdated) {

    /** The purpose that Sidetrack itself has: measuring visits. */
    public static final String ANALYTICS = "analytics";

    /** Nothing was said. */
    public static final Choice NONE = new Choice(Consent.UNASKED, Set.of(), false);

    /** What is left of two answers that are both there: a no wins, and a yes needs both. */
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

    /** The visitor agrees to these purposes and no others. */
    public static Choice of(Set<String> purposes) {
        return new Choice(purposes.contains(ANALYTICS) ? Consent.GRANTED : Consent.DENIED, Set.copyOf(purposes), false);
    }
}
