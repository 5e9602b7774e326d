// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.queue.jms;

import dev.sidetrack.queue.DeadLetter;
import dev.sidetrack.queue.QueueSession.Place;
import dev.sidetrack.queue.QueueSession.Selection;
import java.util.Collection;
import java.util.stream.Collectors;

/** What JMS selects messages by. */
final class Selectors {

    private static final long LEFT_BEHIND_MILLIS = 15_000;

    private Selectors() {}

    /** Of the hits those of this node, and what others have left for so long that they may be dead. */
    static String of(Place place, String provider, long now) {
        var ofProvider = QueueNames.PROVIDER + " = " + quoted(provider);
        return switch (place) {
            case FIRST -> ofProvider + " AND " + QueueNames.FIRST + " = TRUE";
            case HITS -> ofProvider + " AND " + ofThisNode(now) + " AND " + QueueNames.FIRST + " IS NULL";
            case WAITING -> ofProvider;
        };
    }

    private static String ofThisNode(long now) {
        return "(" + QueueNames.NODE + " = " + quoted(BatchMessage.NODE) + " OR " + QueueNames.NODE + " IS NULL OR "
                + ofLeftBehind(now) + ")";
    }

    /** What nobody has taken for a while. */
    static String ofLeftBehind(long now) {
        return "JMSTimestamp < " + (now - LEFT_BEHIND_MILLIS);
    }

    static String ofNone(Collection<String> providers) {
        var none = QueueNames.PROVIDER + " IS NULL";
        return providers.isEmpty()
                ? null
                : none + " OR " + QueueNames.PROVIDER + " NOT IN "
                        + providers.stream().map(Selectors::quoted).collect(Collectors.joining(", ", "(", ")"));
    }

    /** {@code null} for all. */
    static String of(Selection which) {
        if (which.provider() != null) {
            return QueueNames.PROVIDER + " = " + quoted(which.provider());
        }
        return which.readable() ? QueueNames.PROVIDER + " <> " + quoted(DeadLetter.NO_PROVIDER) : null;
    }

    static String ofMessage(String id) {
        return "JMSMessageID = " + quoted(id);
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "''") + "'";
    }
}
