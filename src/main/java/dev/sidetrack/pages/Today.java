// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.pages;

import dev.sidetrack.config.Shared;
import dev.sidetrack.stats.Stats;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;

/** Which day it is where the statistics are kept. */
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

    ZoneId zone() {
        return stats.isAvailable() ? stats.zone() : ZoneId.systemDefault();
    }
}
