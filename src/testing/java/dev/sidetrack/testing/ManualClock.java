// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.testing;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * A clock that only advances when a test says so.
 *
 * <pre>{@code
 * var clock = new ManualClock(Instant.parse("2026-03-04T05:06:07Z"));
 * clock.pass(Duration.ofMinutes(7));
 * }</pre>
 */
public final class ManualClock extends Clock {

    private volatile Instant now;

    /**
     * A clock that shows this time.
     *
     * @param now the time it shows
     */
    public ManualClock(Instant now) {
        this.now = now;
    }

    /**
     * Advances the clock.
     *
     * @param time how much
     */
    public void pass(Duration time) {
        now = now.plus(time);
    }

    @Override
    public Instant instant() {
        return now;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException();
    }
}
