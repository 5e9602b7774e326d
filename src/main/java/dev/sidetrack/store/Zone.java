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

    /**
     * The start of the local hour that contains this time. Some zones are offset by half an hour, and one changes its
     * clocks by half an hour: then another hour starts.
     */
    public Instant hour(Instant time) {
        var hour = Instant.ofEpochSecond(time.getEpochSecond() - secondsOfHour(time));
        var change = id.getRules().previousTransition(time.plusNanos(1));
        return change != null && change.getInstant().isAfter(hour) ? change.getInstant() : hour;
    }

    /** The start of the next local hour: an hour later, unless the clocks change before. */
    public Instant hourAfter(Instant hour) {
        var next = hour.plusSeconds(SECONDS_OF_HOUR - secondsOfHour(hour));
        var change = id.getRules().nextTransition(hour);
        return change != null && change.getInstant().isBefore(next) ? change.getInstant() : next;
    }

    private long secondsOfHour(Instant time) {
        var local = time.getEpochSecond() + id.getRules().getOffset(time).getTotalSeconds();
        return Math.floorMod(local, SECONDS_OF_HOUR);
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
