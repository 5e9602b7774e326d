// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.store;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/**
 * The time zone of the numbers: which hours and days there are.
 *
 * @param id the zone
 */
public record Zone(ZoneId id) {

    private static final long SECONDS_OF_HOUR = Duration.ofHours(1).toSeconds();

    /** The beginning of the hour that holds this time, by the clocks on the wall: some zones are half an hour off. */
    public Instant hour(Instant time) {
        var local = time.getEpochSecond() + id.getRules().getOffset(time).getTotalSeconds();
        return Instant.ofEpochSecond(time.getEpochSecond() - Math.floorMod(local, SECONDS_OF_HOUR));
    }

    /** The day that holds this time. */
    public LocalDate day(Instant time) {
        return LocalDate.ofInstant(time, id);
    }

    /** When the day begins. */
    public Instant start(LocalDate day) {
        return day.atStartOfDay(id).toInstant();
    }
}
