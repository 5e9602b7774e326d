// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.pages;

import dev.sidetrack.config.Shared;
import dev.sidetrack.stats.Stats;
import dev.sidetrack.stats.StatsException;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;

/** Today's date in the time zone of the statistics. */
@Shared
class Today {

    private final Stats stats;
    private final Clock clock;

    @Inject
    Today(Stats stats) {
        this(stats, Clock.systemUTC());
    }

    Today(Stats stats, Clock clock) {
        this.stats = stats;
        this.clock = clock;
    }

    LocalDate date() {
        return LocalDate.now(clock.withZone(zone()));
    }

    /**
     * The server's own time zone while the database, which stores it, is unreachable, so that the live view can show
     * why.
     */
    ZoneId zone() {
        try {
            return stats.isAvailable() ? stats.zone() : ZoneId.systemDefault();
        } catch (StatsException away) {
            return ZoneId.systemDefault();
        }
    }
}
