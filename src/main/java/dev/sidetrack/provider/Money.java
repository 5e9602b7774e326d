// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.provider;

import dev.sidetrack.StandardEvents;
import dev.sidetrack.TrackedEvent;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;

/** Amounts and their currency. */
final class Money {

    private Money() {}

    /** The currency of an event's value: its own if it is valid, otherwise the default, or {@code null}. */
    static String currency(TrackedEvent event, String defaultCurrency) {
        var own = event.properties().get(StandardEvents.CURRENCY);
        return own instanceof String code && code.strip().matches("[A-Za-z]{3}")
                ? code.strip().toUpperCase(Locale.ROOT)
                : defaultCurrency;
    }

    /** The sum of the known values, without the errors of binary fractions. */
    static double sum(Double... amounts) {
        var sum = BigDecimal.ZERO;
        for (var amount : amounts) {
            sum = amount == null ? sum : sum.add(BigDecimal.valueOf(amount));
        }
        return sum.doubleValue();
    }

    /** The amount, rounded to hundredths. */
    static BigDecimal hundredths(double amount) {
        return BigDecimal.valueOf(amount).setScale(2, RoundingMode.HALF_UP);
    }
}
