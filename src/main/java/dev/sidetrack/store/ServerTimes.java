// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.store;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * The histogram of server times: twenty bars, each twice as wide as the one before. Histograms of several ranges can be
 * added up.
 */
public final class ServerTimes {

    /** How many bars there are. */
    public static final int BARS = 20;

    private static final int FIRST_MICROS = 128;
    private static final double MICROS_PER_SECOND = 1e6;

    private ServerTimes() {}

    /** The upper bound of a bar, in microseconds; the last one has none. */
    public static long end(int bar) {
        return (long) FIRST_MICROS << bar;
    }

    /** The quantile in seconds: this share of the requests was faster; 0 without requests. */
    public static double quantile(long[] bars, double share) {
        var all = LongStream.of(bars).sum();
        var wanted = share * all;
        var before = 0L;
        for (var bar = 0; bar < BARS; bar++) {
            if (bars[bar] > 0 && before + bars[bar] >= wanted) {
                var start = bar == 0 ? 0 : end(bar - 1);
                return (start + (end(bar) - start) * (wanted - before) / bars[bar]) / MICROS_PER_SECOND;
            }
            before += bars[bar];
        }
        return 0;
    }

    /** The columns, separated by commas. */
    public static String columns() {
        return each("t%1$d");
    }

    /** The columns' sums, separated by commas. */
    public static String sums(String alias) {
        return each("sum(" + alias + ".t%1$d)");
    }

    /**
     * For each column, the number of rows of {@code hit h} that are views, separated by commas; {@code null} instead of
     * 0, which takes no space and adds nothing.
     */
    static String counts() {
        return IntStream.range(0, BARS)
                .mapToObj(bar -> "nullif(count(*) filter (where h.event is null"
                        + (bar == 0 ? "" : " and h.server_time >= " + end(bar - 1))
                        + (bar == BARS - 1 ? "" : " and h.server_time < " + end(bar)) + "), 0) as t" + bar)
                .collect(Collectors.joining(", "));
    }

    private static String each(String format) {
        return IntStream.range(0, BARS).mapToObj(format::formatted).collect(Collectors.joining(", "));
    }
}
