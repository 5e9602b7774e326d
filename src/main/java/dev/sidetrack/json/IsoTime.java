// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.json;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/** Times of ISO 8601 in UTC, as {@link Instant#toString} writes them, but without the 700 bytes that it allocates. */
final class IsoTime {

    private static final int MICRO = 1_000;
    private static final int MILLI = 1_000_000;
    private static final int SECOND = 1_000_000_000;

    private IsoTime() {}

    static void append(StringBuilder text, Instant time) {
        var utc = LocalDateTime.ofEpochSecond(time.getEpochSecond(), 0, ZoneOffset.UTC);
        if (utc.getYear() < 1_000 || utc.getYear() > 9_999) {
            text.append(time);
            return;
        }
        text.append(utc.getYear());
        two(text.append('-'), utc.getMonthValue());
        two(text.append('-'), utc.getDayOfMonth());
        two(text.append('T'), utc.getHour());
        two(text.append(':'), utc.getMinute());
        two(text.append(':'), utc.getSecond());
        fraction(text, time.getNano());
        text.append('Z');
    }

    private static void two(StringBuilder text, int number) {
        digits(text, number, 10);
    }

    /** Three, six or nine digits, or none. */
    private static void fraction(StringBuilder text, int nanos) {
        if (nanos == 0) {
            return;
        }
        var unit = nanos % MILLI == 0 ? MILLI : nanos % MICRO == 0 ? MICRO : 1;
        digits(text.append('.'), nanos / unit, SECOND / unit / 10);
    }

    /** With zeros before it, from the digit of that power of ten on. */
    private static void digits(StringBuilder text, int number, int first) {
        for (var power = first; power > 0; power /= 10) {
            text.append((char) ('0' + number / power % 10));
        }
    }
}
