// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.store;

import dev.sidetrack.Texts;
import dev.sidetrack.config.ConfigurationException;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneId;

/** The supported databases, and the SQL in which they differ. */
public enum Dialect {
    /** PostgreSQL 15 and later. */
    POSTGRESQL("PostgreSQL", 15, 0),
    /** H2 2.2 and later. */
    H2("H2", 2, 2);

    private final String product;
    private final int major;
    private final int minor;

    Dialect(String product, int major, int minor) {
        this.product = product;
        this.major = major;
        this.minor = minor;
    }

    /**
     * The dialect for this database.
     *
     * @throws ConfigurationException if the store cannot work with it
     */
    static Dialect of(DatabaseMetaData database) throws SQLException {
        for (var each : values()) {
            if (each.product.equals(database.getDatabaseProductName()) && each.isFrom(database)) {
                return each;
            }
        }
        throw new ConfigurationException("The data source leads to " + database.getDatabaseProductName() + ' '
                + database.getDatabaseProductVersion()
                + ", but hits can only be kept in PostgreSQL 15 or later or H2 2.2 or later: "
                + "name another with sidetrack.provider.<name>.data-source.");
    }

    /** The folder with its scripts. */
    String folder() {
        return Texts.lowerCase(this);
    }

    /** The total duration of visits {@code v} in microseconds; {@code null} if there are none. */
    public String lasted() {
        return this == H2
                ? "sum(datediff(microsecond, v.started, v.ended))"
                : "cast(extract(epoch from sum(v.ended - v.started)) * 1000000 as bigint)";
    }

    /** The hour, in UTC, of a timestamp column. */
    String hour(String column) {
        return this == H2 ? "date_trunc('hour', " + column + ")" : "date_trunc('hour', " + column + ", 'UTC')";
    }

    /** The hour, in UTC, of each row of {@code hit}. */
    String hourOfHit() {
        return hour(this == H2 ? "at" : "sidetrack.time_of(id)");
    }

    /** Whether a visit {@code v} began from one time until another, which are the next values. */
    public String began() {
        return this == H2 ? "v.started >= ? and v.started < ?" : "sidetrack.began(v.started, ?, ?)";
    }

    /** How many whole hours a timestamp column is after the given time. */
    public String hoursSince(Instant time, String column) {
        var since = "timestamp with time zone '" + time + "'";
        return this == H2
                ? "datediff(second, " + since + ", " + column + ") / 3600"
                : "cast(floor(extract(epoch from " + column + " - " + since + ") / 3600) as int)";
    }

    /** The day, in a zone's local time, of a timestamp expression. */
    public String day(String time, Zone zone) {
        // H2 would cast it in the time zone of the session.
        return this == H2
                ? "cast(formatdatetime(" + time + ", 'yyyy-MM-dd', 'en', '"
                        + zone.id().getId() + "') as date)"
                : "cast(" + time + " at time zone " + postgres(zone.id()) + " as date)";
    }

    /** PostgreSQL reads {@code UTC+2} as POSIX does: two hours west. */
    private static String postgres(ZoneId zone) {
        var rules = zone.getRules();
        return rules.isFixedOffset()
                ? "interval '" + rules.getOffset(Instant.EPOCH).getTotalSeconds() + " seconds'"
                : "'" + zone.getId() + "'";
    }

    /** Whether a visit has a {@code trail}: the terms of its first hundred pages and events. */
    public boolean hasTrail() {
        return this == POSTGRESQL;
    }

    /** Whether it groups rows in several ways at once. */
    public boolean hasGroupingSets() {
        return this == POSTGRESQL;
    }

    private boolean isFrom(DatabaseMetaData database) throws SQLException {
        var actual = database.getDatabaseMajorVersion();
        return actual > major || actual == major && database.getDatabaseMinorVersion() >= minor;
    }
}
