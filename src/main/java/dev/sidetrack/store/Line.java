// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.store;

import java.sql.ResultSet;
import java.sql.SQLException;

/** The totals of one value in a list, added up as rows are read. */
public final class Line {

    /** The columns that {@link #add(ResultSet, boolean)} reads, after the term's column. */
    private static final int FIRST_BAR = 8;

    long visits;
    long views;
    long events;
    long bounces;
    long lasted;
    double amount;
    long[] bars;

    Line() {}

    /** Visits that count. */
    public long visits() {
        return visits;
    }

    /** Views. */
    public long views() {
        return views;
    }

    /** Events. */
    public long events() {
        return events;
    }

    /** Visits with a single view or event. */
    public long bounces() {
        return bounces;
    }

    /** The total duration of visits, in microseconds. */
    public long lasted() {
        return lasted;
    }

    /** The sum of the events' values. */
    public double amount() {
        return amount;
    }

    /** The histogram of {@link ServerTimes}, or {@code null} if there are none. */
    public long[] bars() {
        return bars;
    }

    /** Adds visits, views, events, bounces, duration and amount, starting with the second column. */
    void add(ResultSet row, boolean withBars) throws SQLException {
        visits += row.getLong(2);
        views += row.getLong(3);
        events += row.getLong(4);
        bounces += row.getLong(5);
        lasted += row.getLong(6);
        amount += row.getDouble(7);
        for (var bar = 0; withBars && bar < ServerTimes.BARS; bar++) {
            addBar(bar, row.getLong(FIRST_BAR + bar));
        }
    }

    void add(Line other) {
        visits += other.visits;
        views += other.views;
        events += other.events;
        bounces += other.bounces;
        lasted += other.lasted;
        amount += other.amount;
        for (var bar = 0; other.bars != null && bar < ServerTimes.BARS; bar++) {
            addBar(bar, other.bars[bar]);
        }
    }

    void addBar(int bar, long hits) {
        if (hits > 0) {
            if (bars == null) {
                bars = new long[ServerTimes.BARS];
            }
            bars[bar] += hits;
        }
    }
}
