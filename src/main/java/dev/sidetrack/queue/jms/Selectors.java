// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.queue.jms;

import dev.sidetrack.queue.DeadLetter;
import dev.sidetrack.queue.QueueSession.Place;
import dev.sidetrack.queue.QueueSession.Selection;
import java.time.Instant;
import java.util.ArrayList;
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
        var parts = new ArrayList<String>();
        if (which.provider() != null) {
            parts.add(is(QueueNames.PROVIDER, which.provider()));
        } else if (which.readable()) {
            parts.add(QueueNames.PROVIDER + " <> " + quoted(DeadLetter.NO_PROVIDER));
        }
        if (which.reason() != null) {
            parts.add(is(QueueNames.REASON, which.reason()));
        }
        return parts.isEmpty() ? null : String.join(" AND ", parts);
    }

    private static String is(String property, String text) {
        var same = property + " = " + quoted(text);
        return text.isEmpty() ? "(" + same + " OR " + property + " IS NULL)" : same;
    }

    /** Those of version 0.1 need not tell when. */
    static String diedBefore(Instant time) {
        var millis = time.toEpochMilli();
        return QueueNames.DIED + " < " + millis + " OR " + QueueNames.DIED + " IS NULL AND JMSTimestamp < " + millis;
    }

    static String ofMessage(String id) {
        return "JMSMessageID = " + quoted(id);
    }

    static String ofMark(String mark) {
        return QueueNames.MARK + " = " + quoted(mark);
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "''") + "'";
    }
}
