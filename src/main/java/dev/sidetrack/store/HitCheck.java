// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.store;

import dev.sidetrack.Hit;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Rejects hits that no database can store or that would distort every total. */
final class HitCheck {

    /** Totals of millions of such values are still exact to the cent. */
    private static final double LARGEST_VALUE = 1e12;

    private static final int LONGEST_PROPERTIES = 65_536;
    private static final int LONGEST_USER_ID = 500;
    /** More than the clocks of a cluster differ by; a hit dated tomorrow would be in every chart until then. */
    private static final Duration FURTHEST_AHEAD = Duration.ofHours(1);

    private final Clock clock;

    HitCheck(Clock clock) {
        this.clock = clock;
    }

    /** Why this hit is rejected, without any of the visitor's data; {@code null} if it is accepted. */
    String refusal(Hit hit, String properties) {
        var ahead = Duration.between(clock.instant(), hit.time());
        if (ahead.compareTo(FURTHEST_AHEAD) > 0) {
            return "its time is " + ahead.toMinutes() + " minutes ahead of this server's clock: set the clocks right";
        }
        if (hit.time().isBefore(Instant.EPOCH)) {
            return "its time is before 1970, which ids of version 7 cannot tell";
        }
        var event = hit.event();
        if (event != null && event.value() != null && Math.abs(event.value()) > LARGEST_VALUE) {
            return "its value is beyond 1e12";
        }
        if (properties != null && properties.length() > LONGEST_PROPERTIES) {
            return "its properties take " + properties.length() + " characters, of which 65536 can be kept";
        }
        var visitor = hit.visitor();
        if (visitor != null && visitor.userId() != null && visitor.userId().length() > LONGEST_USER_ID) {
            return "its user id has " + visitor.userId().length() + " characters, of which 500 can be kept";
        }
        return null;
    }
}
