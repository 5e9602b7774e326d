// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.demo;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** An order that was placed; the total is in euros. */
public record Order(String id, String sku, String product, int quantity, BigDecimal total, Instant placed) {

    private static final DateTimeFormatter FORMAT = DateTimeFormatter.ofPattern(
                    "d MMM uuuu, HH:mm 'UTC'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    /** When it was placed, for people. */
    public String placedText() {
        return FORMAT.format(placed);
    }
}
