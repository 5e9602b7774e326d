// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.store;

import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;

/** Sums up one day of a site by every facet, who was there, and the months that are over. */
final class DayRollUp {

    private static final String COLUMNS =
            "site, facet, day_start, term, visits, views, events, bounces, lasted, amount";
    private static final String ALL =
            """
            insert into sidetrack.by_day ({columns}, {bars})
            select h.site, 0, cast(? as date), 0, sum(h.visits), sum(h.views), sum(h.events), sum(h.bounces),
                sum(h.lasted), sum(h.amount), {sums}
            from sidetrack.by_hour h where h.site = ? and h.hour_start >= ? and h.hour_start < ? group by h.site
            """.replace("{bars}", ServerTimes.columns()).replace("{sums}", ServerTimes.sums("h"));
    private static final String OF_VISITS = """
            insert into sidetrack.by_day ({columns})
            select v.site, cast(? as smallint), cast(? as date), {term}, count(*) filter (where v.kind > 0),
                sum(v.views), sum(v.events), count(*) filter (where v.kind > 0 and v.views + v.events = 1),
                sum({lasted}), sum(v.amount)
            from sidetrack.visit v
            join sidetrack.origin o on o.id = v.origin
            join sidetrack.client c on c.id = v.client
            where v.site = ? and v.started >= ? and v.started < ?
            group by v.site, {term}""";
    private static final String OF_PAGES = """
            insert into sidetrack.by_day ({columns}, {bars})
            select p.site, 1, cast(? as date), p.path, count(*) filter (where p.kind > 0 and p.views > 0), sum(p.views),
                sum(p.events), 0, 0, sum(p.amount), {sums}
            from (
                select h.site, h.path, h.visitor, h.visit, max(h.kind) as kind,
                    count(*) filter (where h.event is null) as views, count(h.event) as events,
                    coalesce(sum(h.amount), 0) as amount, {counts}
                from sidetrack.hit h
                where h.site = ? and h.path <> 0 and h.id >= ? and h.id < ?
                group by h.site, h.path, h.visitor, h.visit
            ) p group by p.site, p.path""".replace("{bars}", ServerTimes.columns())
            .replace("{sums}", ServerTimes.sums("p"))
            .replace("{counts}", ServerTimes.counts());
    private static final String OF_EVENTS = """
            insert into sidetrack.by_day ({columns})
            select e.site, 9, cast(? as date), e.event, count(*) filter (where e.kind > 0), 0, sum(e.events),
                0, 0, sum(e.amount)
            from (
                select h.site, h.event, h.visitor, h.visit, max(h.kind) as kind, count(*) as events,
                    coalesce(sum(h.amount), 0) as amount
                from sidetrack.hit h
                where h.site = ? and h.event is not null and h.id >= ? and h.id < ?
                group by h.site, h.event, h.visitor, h.visit
            ) e group by e.site, e.event""";
    /**
     * Which visits count stands within the maximum, since H2 would look for them by site and time instead of visitor.
     */
    private static final String UNIQUE = """
            insert into sidetrack.unique_day (site, day_start, previous_day, visitors)
            select cast(? as int), cast(? as date), u.previous_day, count(*) from (
                select {day} as previous_day from (
                    select (select max(case when w.site in ({sites}) and w.kind > 0 and w.started < ?
                        then w.started end) from sidetrack.visit w where w.visitor = v.visitor) as previous
                    from (select distinct v.visitor from sidetrack.visit v
                        where v.site in ({sites}) and v.kind > 0 and v.started >= ? and v.started < ?) v
                ) p
            ) u group by u.previous_day""";

    private static final String MONTH =
            """
            insert into sidetrack.by_month (site, facet, month_start, term, visits, views, events, bounces,
                lasted, amount, {bars})
            select d.site, d.facet, cast(? as date), d.term, sum(d.visits), sum(d.views), sum(d.events), sum(d.bounces),
                sum(d.lasted), sum(d.amount), {sums}
            from sidetrack.by_day d where d.site = ? and d.day_start >= ? and d.day_start < ?
            group by d.site, d.facet, d.term
            """.replace("{bars}", ServerTimes.columns()).replace("{sums}", ServerTimes.sums("d"));

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
        var hitsAreThere = !start.isBefore(hitsSince);
        session.update(
                "delete from sidetrack.by_day where site = ? and day_start = ?"
                        + (hitsAreThere ? "" : " and facet not in (1, 9)"),
                site,
                day);
        session.update(filled(ALL), day, site, start, end);
        for (var facet : Facet.values()) {
            if (facet.column() != null) {
                session.update(
                        filled(OF_VISITS).replace("{term}", facet.column()), facet.code(), day, site, start, end);
            }
        }
        if (hitsAreThere) {
            session.update(filled(OF_PAGES), day, site, HitIds.from(start), HitIds.from(end));
            session.update(filled(OF_EVENTS), day, site, HitIds.from(start), HitIds.from(end));
        }
    }

    /** Who was there, at a site or, with site 0, at any. */
    void visitors(int site, String sites, LocalDate day) throws SQLException {
        var start = zone.start(day);
        session.update("delete from sidetrack.unique_day where site = ? and day_start = ?", site, day);
        session.update(
                UNIQUE.replace("{day}", dialect.day("p.previous", zone)).replace("{sites}", sites),
                site,
                day,
                start,
                start,
                zone.start(day.plusDays(1)));
    }

    void month(int site, YearMonth month) throws SQLException {
        session.update("delete from sidetrack.by_month where site = ? and month_start = ?", site, month.atDay(1));
        session.update(
                filled(MONTH),
                month.atDay(1),
                site,
                month.atDay(1),
                month.plusMonths(1).atDay(1));
    }

    private String filled(String sql) {
        return sql.replace("{columns}", COLUMNS).replace("{lasted}", dialect.lasted());
    }
}
