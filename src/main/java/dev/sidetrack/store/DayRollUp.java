// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.store;

import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.EnumMap;
import java.util.Map;

/** Rolls up one day of a site by every facet, its visitors, and months that have ended. */
final class DayRollUp {

    private static final String ALL =
            """
            insert into sidetrack.by_day (site, day_start, visits, views, events, bounces, lasted, amount, {bars})
            select h.site, cast(? as date), sum(h.visits), sum(h.views), sum(h.events), sum(h.bounces), sum(h.lasted),
                sum(h.amount), {sums}
            from sidetrack.by_hour h where h.site = ? and h.hour_start >= ? and h.hour_start < ? group by h.site
            """.replace("{bars}", ServerTimes.columns()).replace("{sums}", ServerTimes.sums("h"));
    private static final String OF_VISITS = """
            select {term}, count(*) filter (where v.kind > 0), sum(v.views), sum(v.events),
                count(*) filter (where v.kind > 0 and v.views + v.events = 1), {lasted}, sum(v.amount)
            from sidetrack.visit v
            left join sidetrack.origin o on o.id = v.origin
            left join sidetrack.client c on c.id = v.client
            where v.site = ? and {began}
            group by {term}""";
    private static final String OF_PAGES =
            """
            select p.path, count(*) filter (where p.kind > 0 and p.views > 0), sum(p.views), sum(p.events), 0, 0,
                sum(p.amount), {sums}
            from (
                select h.path, h.visitor, h.visit, max(h.kind) as kind,
                    count(*) filter (where h.event is null) as views,
                    count(h.event) as events, coalesce(sum(h.amount), 0) as amount, {counts}
                from sidetrack.hit h
                where h.site = ? and h.path <> 0 and h.id >= ? and h.id < ?
                group by h.path, h.visitor, h.visit
            ) p group by p.path""".replace("{sums}", ServerTimes.sums("p")).replace("{counts}", ServerTimes.counts());
    private static final String OF_EVENTS = """
            select e.event, count(*) filter (where e.kind > 0), 0, sum(e.events), 0, 0, sum(e.amount)
            from (
                select h.event, h.visitor, h.visit, max(h.kind) as kind, count(*) as events,
                    coalesce(sum(h.amount), 0) as amount
                from sidetrack.hit h
                where h.site = ? and h.event is not null and h.id >= ? and h.id < ?
                group by h.event, h.visitor, h.visit
            ) e group by e.event""";
    /**
     * The condition on visits is inside the maximum because H2 would otherwise look them up by site and time instead of
     * by visitor.
     */
    private static final String UNIQUE = """
            insert into sidetrack.unique_day (site, day_start, previous_day, visitors)
            select cast(? as int), cast(? as date), u.previous_day, count(*) from (
                select {day} as previous_day from (
                    select (select max(case when w.site in ({sites}) and w.kind > 0 and w.started < ?
                        then w.started end) from sidetrack.visit w where w.visitor = v.visitor) as previous
                    from (select distinct v.visitor from sidetrack.visit v
                        where v.site in ({sites}) and v.kind > 0 and {began}) v
                ) p
            ) u group by u.previous_day""";

    private static final int FETCH = 1_000;

    private final Session session;
    private final Dialect dialect;
    private final Zone zone;
    private final Instant hitsSince;

    DayRollUp(Session session, Dialect dialect, Zone zone, Instant hitsSince) {
        this.session = session;
        this.dialect = dialect;
        this.zone = zone;
        this.hitsSince = hitsSince;
    }

    void run(int site, LocalDate day) throws SQLException {
        var start = zone.start(day);
        var end = zone.start(day.plusDays(1));
        session.update("delete from sidetrack.by_day where site = ? and day_start = ?", site, day);
        session.update(ALL, day, site, start, end);
        var lists = new EnumMap<Facet, Lines>(Facet.class);
        for (var facet : Facet.values()) {
            if (facet.column() != null) {
                var sql = OF_VISITS
                        .replace("{term}", facet.column())
                        .replace("{began}", dialect.began())
                        .replace("{lasted}", dialect.lasted());
                lists.put(facet, lines(sql, false, site, start, end));
            }
        }
        // Hits of earlier times may have been removed; their totals stay.
        if (!start.isBefore(hitsSince)) {
            lists.put(Facet.PAGE, lines(OF_PAGES, true, site, HitIds.from(start), HitIds.from(end)));
            lists.put(Facet.EVENT, lines(OF_EVENTS, false, site, HitIds.from(start), HitIds.from(end)));
        }
        replace("day", site, day, lists);
    }

    /** Rolls up the day's visitors, of one site or, with site 0, of all. */
    void visitors(int site, String sites, LocalDate day) throws SQLException {
        var start = zone.start(day);
        session.update("delete from sidetrack.unique_day where site = ? and day_start = ?", site, day);
        session.update(
                UNIQUE.replace("{day}", dialect.day("p.previous", zone))
                        .replace("{began}", dialect.began())
                        .replace("{sites}", sites),
                site,
                day,
                start,
                start,
                zone.start(day.plusDays(1)));
    }

    /** Rolls up a month of a site from its days. */
    void month(int site, YearMonth month) throws SQLException {
        var lists = new EnumMap<Facet, Lines>(Facet.class);
        for (var facet : Facet.values()) {
            lists.put(facet, new Lines());
        }
        session.each(
                "select facet, lines from sidetrack.day_list"
                        + " where site = ? and day_start >= ? and day_start < ? order by day_start",
                FETCH,
                row -> lists.get(Facet.of(row.getInt(1))).add(row.getBytes(2)),
                site,
                month.atDay(1),
                month.plusMonths(1).atDay(1));
        replace("month", site, month.atDay(1), lists);
    }

    private Lines lines(String sql, boolean bars, Object... values) throws SQLException {
        var lines = new Lines();
        session.each(sql, FETCH, row -> lines.add(row, bars), values);
        return lines;
    }

    private void replace(String step, int site, LocalDate start, Map<Facet, Lines> lists) throws SQLException {
        session.batch(
                "delete from sidetrack." + step + "_list where site = ? and " + step + "_start = ? and facet = ?",
                lists.keySet().stream()
                        .map(facet -> new Object[] {site, start, facet.code()})
                        .toList());
        session.batch(
                "insert into sidetrack." + step + "_list (site, " + step + "_start, facet, lines) values (?, ?, ?, ?)",
                lists.entrySet().stream()
                        .filter(list -> !list.getValue().byTerm().isEmpty())
                        .map(list -> new Object[] {
                            site, start, list.getKey().code(), list.getValue().packed()
                        })
                        .toList());
    }
}
