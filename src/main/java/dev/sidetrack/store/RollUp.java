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
 * Sums up what has changed: takes the dirty hours and makes their rows, then those of their days and of months that are
 * over, anew from visits and hits. It does not matter how often: a kill, late hits, an erasure, another time zone and a
 * restored backup are all the same to it. One node does it at a time.
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
        lease = new Lease(database, clock, "roll-up");
    }

    /** Until nothing is dirty; nothing happens while another node does it. */
    void run() throws SQLException {
        running.lock();
        try {
            runAlone();
        } finally {
            running.unlock();
        }
    }

    /** The same for somebody who waits for an answer, and not also for what goes on. */
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

    /** Lets another node do it at once. */
    void release() throws SQLException {
        lease.release();
    }

    private boolean some(Session session) throws SQLException {
        var dirty = session.list(
                "select seq, site, hour_start from sidetrack.dirty order by seq limit " + MOST_AT_ONCE,
                row -> new Dirty(row.getLong(1), row.getInt(2), Session.instant(row, 3)));
        var hours = new TreeMap<Integer, Set<Instant>>();
        for (var each : dirty) {
            // In a zone that is half an hour off it is part of two.
            var ofSite = hours.computeIfAbsent(each.site(), any -> new TreeSet<>());
            ofSite.add(zone.hour(each.hour()));
            ofSite.add(zone.hour(each.hour().plus(HOUR).minusNanos(1)));
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
        // A clock that was ahead may have closed one that goes on.
        var closed = monthsClosedBefore(session);
        var open = YearMonth.from(zone.day(clock.instant()));
        for (var ofSite : hours.entrySet()) {
            var site = ofSite.getKey();
            var days = new TreeSet<LocalDate>();
            for (var hour : ofSite.getValue()) {
                byHour.run(site, String.valueOf(site), hour);
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
            byHour.run(0, sites, hour);
        }
        for (var day : allDays) {
            byDay.visitors(0, sites, day);
        }
    }

    /** Sums up the months that have ended since: while a month goes on, its days do. */
    private Void closeMonths(Session session, YearMonth current) throws SQLException {
        var closed = Set.copyOf(session.list(
                "select distinct site, month_start from sidetrack.month_list",
                row -> row.getInt(1) + " " + YearMonth.from(Session.day(row, 2))));
        // One that a clock which was ahead has closed and another node opened again is made anew.
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

    /** The first month whose days are not yet summed up. */
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
