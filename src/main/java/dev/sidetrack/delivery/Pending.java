// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.delivery;

import dev.sidetrack.Hit;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;

/**
 * A hit on its way to a provider, and what it has been through there.
 *
 * @param hit the hit
 * @param history how often it was tried
 */
public record Pending(Hit hit, History history) {

    /** The one that happened first comes first. */
    public static final Comparator<Pending> BY_TIME =
            Comparator.comparing(pending -> pending.hit().time());

    /** The earliest hit of each visitor: what may go before all others and leaves each visitor's hits in order. */
    public static List<Pending> earliest(Collection<Pending> inOrder) {
        var earliest = new LinkedHashMap<Object, Pending>();
        inOrder.forEach(hit -> earliest.putIfAbsent(hit.visitor(), hit));
        return List.copyOf(earliest.values());
    }

    /** Whose hits arrive in order; a hit of nobody's is by itself. */
    public Object visitor() {
        return hit.visitor() == null ? hit.id() : hit.visitor().clientId();
    }

    /** This hit after it failed together with all others. */
    Pending failed(Instant now) {
        return new Pending(hit, history.failed(now));
    }

    /** This hit after it failed while others passed. */
    Pending failedAlone(Instant now) {
        return new Pending(hit, history.failedAlone(now));
    }

    /**
     * What hits have been through.
     *
     * @param attempts how often the provider was asked to take them
     * @param alone how often they failed in a request of their own, while the provider took others
     * @param firstFailure when they first failed, or {@code null} if they have not
     */
    public record History(int attempts, int alone, Instant firstFailure) {

        /** That of hits that were never tried. */
        public static final History NONE = new History(0, 0, null);

        private static final int MOST = 1_000_000;

        /** Keeps what anybody may have written into a message within bounds. */
        public History {
            attempts = Math.max(0, Math.min(attempts, MOST));
            alone = Math.max(0, Math.min(alone, MOST));
        }

        History failed(Instant now) {
            return new History(attempts + 1, alone, firstFailure == null ? now : firstFailure);
        }

        History failedAlone(Instant now) {
            return new History(attempts + 1, alone + 1, firstFailure == null ? now : firstFailure);
        }
    }
}
