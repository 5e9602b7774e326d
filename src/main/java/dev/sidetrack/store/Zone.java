// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.store;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/**
 * The time zone of the statistics, which determines hours and days.
 *
 * @param id the zone
 */
public record Zone(ZoneId id) {

    private static final long SECONDS_OF_HOUR = Duration.ofHours(1).toSeconds();

    /** The start of the local hour that contains this time: some zones are offset by half an hour. */
    public Instant hour(Instant time) {
        var local = time.getEpochSecond() + id.getRules().getOffset(time).getTotalSeconds();
        return Instant.ofEpochSecond(time.getEpochSecond() - Math.floorMod(local, SECONDS_OF_HOUR));
    }

    /** The local day that contains this time. */
    public LocalDate day(Instant time) {
        return LocalDate.ofInstant(time, id);
    }

    /** The time at which the day starts. */
    public Instant start(LocalDate day) {
        return day.atStartOfDay(id).toInstant();
    }
}
