// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.queue.jms;

import dev.sidetrack.queue.DeadLetter;
import dev.sidetrack.queue.QueueSession.Place;
import dev.sidetrack.queue.QueueSession.Selection;
import java.util.Collection;
import java.util.stream.Collectors;

/** What JMS selects messages by. */
final class Selectors {

    private Selectors() {}

    static String of(Place place, String provider) {
        var ofProvider = QueueNames.PROVIDER + " = " + quoted(provider);
        return switch (place) {
            case FIRST -> ofProvider + " AND " + QueueNames.FIRST + " = TRUE";
            case HITS -> ofProvider + " AND " + QueueNames.FIRST + " IS NULL";
            case WAITING -> ofProvider;
        };
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
