// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.store;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;

/**
 * Updates the roll-ups of all hours marked dirty: recalculates the rows of these hours, of their days and of months
 * that have ended from the visits and hits. It is idempotent, so crashes, late hits, erasures, a new time zone and a
 * restored backup need no special treatment. One node at a time does it.
 */
final class RollUp {

    private static final String CLOSED = "months-closed-before";
    private static final int MOST_AT_ONCE = 5_000;
    private static final Duration HOUR = Duration.ofHours(1);

    private final Database database;
    private final Dialect dialect;
    private final Zone zone;
    private final Clock clock;
    private final Retention retention;
    private final Lease lease;
    private final ReentrantLock running = new ReentrantLock();
    private YearMonth monthsClosedIn;

    RollUp(Database database, Dialect dialect, Zone zone, Clock clock, Retention retention) {
        this.database = database;
        this.dialect = dialect;
        this.zone = zone;
        this.clock = clock;
        this.retention = retention;
        lease = new Lease(database, "roll-up");
    }

    /** Runs until no hour is dirty; does nothing while another node is running. */
    void run() throws SQLException {
        running.lock();
        try {
            runAlone();
        } finally {
            running.unlock();
        }
    }

    /** The same for a caller who waits for an answer and should not wait for a roll-up in progress. */
    void runUnlessRunning() throws SQLException {
        if (running.tryLock()) {
            try {
                runAlone();
            } finally {
                running.unlock();
            }
        }
    }

    private void runAlone() throws SQLException {
        if (!lease.take()) {
            return;
        }
        while (database.write(this::some)) {
            lease.take();
        }
        var month = YearMonth.from(zone.day(clock.instant()));
        if (!month.equals(monthsClosedIn)) {
            database.write(session -> closeMonths(session, month));
            monthsClosedIn = month;
        }
    }

    /** Lets another node take over at once. */
    void release() throws SQLException {
        lease.release();
    }

    private boolean some(Session session) throws SQLException {
        var dirty = session.list(
                "select seq, site, hour_start from sidetrack.dirty order by seq limit " + MOST_AT_ONCE,
                row -> new Dirty(row.getLong(1), row.getInt(2), Session.instant(row, 3)));
        var hours = new TreeMap<Integer, Set<Instant>>();
        for (var each : dirty) {
            // In a zone that is offset by half an hour, it is part of two local hours.
            var ofSite = hours.computeIfAbsent(each.site(), any -> new TreeSet<>());
            var end = each.hour().plus(HOUR);
            for (var hour = zone.hour(each.hour()); hour.isBefore(end); hour = zone.hourAfter(hour)) {
                ofSite.add(hour);
            }
        }
        hours.values().forEach(ofSite -> ofSite.removeIf(hour -> hour.isBefore(retention.visitsSince())));
        sum(session, hours);
        session.update(
                "delete from sidetrack.dirty where seq in (select * from unnest(cast(? as bigint array)))",
                new Session.Array("int8", dirty.stream().map(Dirty::seq).toArray()));
        return dirty.size() == MOST_AT_ONCE;
    }

    private void sum(Session session, TreeMap<Integer, Set<Instant>> hours) throws SQLException {
        if (hours.isEmpty()) {
            return;
        }
        var sites = sites(session);
        var byHour = new HourRollUp(session, dialect, retention.hitsSince());
        var byDay = new DayRollUp(session, dialect, zone, retention.hitsSince());
        var allDays = new TreeSet<LocalDate>();
        var allHours = new TreeSet<Instant>();
        // A node whose clock was ahead may have closed a month that has not ended.
        var closed = monthsClosedBefore(session);
        var open = YearMonth.from(zone.day(clock.instant()));
        for (var ofSite : hours.entrySet()) {
            var site = ofSite.getKey();
            var days = new TreeSet<LocalDate>();
            for (var hour : ofSite.getValue()) {
                byHour.run(site, String.valueOf(site), hour, zone.hourAfter(hour));
                days.add(zone.day(hour));
            }
            for (var day : days) {
                byDay.run(site, day);
                byDay.visitors(site, String.valueOf(site), day);
            }
            for (var month : days.stream()
                    .map(YearMonth::from)
                    .filter(month -> month.isBefore(open) || month.isBefore(closed))
                    .distinct()
                    .toList()) {
                byDay.month(site, month);
            }
            allHours.addAll(ofSite.getValue());
            allDays.addAll(days);
        }
        for (var hour : allHours) {
            byHour.run(0, sites, hour, zone.hourAfter(hour));
        }
        for (var day : allDays) {
            byDay.visitors(0, sites, day);
        }
    }

    /** Rolls up the months that have ended since the last time; for the current month its days are used. */
    private Void closeMonths(Session session, YearMonth current) throws SQLException {
        var closed = Set.copyOf(session.list(
                "select distinct site, month_start from sidetrack.month_list",
                row -> row.getInt(1) + " " + YearMonth.from(Session.day(row, 2))));
        // A month that a node closed too early, and another node reopened, is rolled up again.
        var before = monthsClosedBefore(session);
        var byDay = new DayRollUp(session, dialect, zone, retention.hitsSince());
        var days = session.list(
                "select site, day_start from sidetrack.by_day where day_start < ?",
                row -> new SiteMonth(row.getInt(1), YearMonth.from(Session.day(row, 2))),
                current.atDay(1));
        for (var each : Set.copyOf(days)) {
            if (!each.month().isBefore(before) || !closed.contains(each.site() + " " + each.month())) {
                byDay.month(each.site(), each.month());
            }
        }
        session.update("delete from sidetrack.setting where name = ?", CLOSED);
        session.update("insert into sidetrack.setting (name, content) values (?, ?)", CLOSED, current.toString());
        return null;
    }

    /** The first month that is not rolled up yet. */
    static YearMonth monthsClosedBefore(Session session) throws SQLException {
        var month =
                session.one("select content from sidetrack.setting where name = ?", row -> row.getString(1), CLOSED);
        return month == null ? YearMonth.of(1, 1) : YearMonth.parse(month);
    }

    /** The numbers of all sites, separated by commas. */
    static String sites(Session session) throws SQLException {
        List<Integer> sites = session.list(
                "select id from sidetrack.term where kind = " + TermKind.SITE.code(), row -> row.getInt(1));
        return sites.isEmpty() ? "0" : sites.stream().map(String::valueOf).collect(Collectors.joining(", "));
    }

    private record Dirty(long seq, int site, Instant hour) {}

    private record SiteMonth(int site, YearMonth month) {}
}
