// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.store;

import java.sql.SQLException;
import java.time.Instant;

/**
 * Rolls up one hour of a site or, with site 0, of all sites: the visits that began in it and the hits that happened in
 * it.
 */
final class HourRollUp {

    private static final String VISITS = """
            select count(distinct case when v.kind > 0 then v.visitor end) as visitors,
                count(*) filter (where v.kind > 0) as visits,
                count(*) filter (where v.kind = 2) as cookieless,
                count(*) filter (where v.kind > 0 and v.views + v.events = 1) as bounces,
                coalesce({lasted}, 0) as lasted
            from sidetrack.visit v where v.site in ({sites}) and {began}""";
    private static final String HITS = """
            select count(*) filter (where h.event is null) as views, count(h.event) as events,
                coalesce(sum(h.amount), 0) as amount, {bars}
            from sidetrack.hit h where h.site in ({sites}) and h.id >= ? and h.id < ?
            """.replace("{bars}", ServerTimes.counts());
    private static final String INSERT = """
            insert into sidetrack.by_hour (site, hour_start, visitors, visits, cookieless, bounces, lasted, views,
                events, amount, {bars})
            select ?, cast(? as timestamp with time zone), v.visitors, v.visits, v.cookieless, v.bounces, v.lasted,
                h.views, h.events, h.amount, {sums}
            from ({visits}) v cross join ({hits}) h
            where v.visits > 0 or h.views > 0 or h.events > 0""".replace("{bars}", ServerTimes.columns())
            .replace("{sums}", ServerTimes.columns().replace("t", "h.t"))
            .replace("{visits}", VISITS)
            .replace("{hits}", HITS);
    /** Hits of earlier times may have been removed; their totals stay. */
    private static final String UPDATE = """
            update sidetrack.by_hour set visitors = ?, visits = ?, cookieless = ?, bounces = ?, lasted = ?
            where site = ? and hour_start = ?""";

    private final Session session;
    private final Dialect dialect;
    private final Instant hitsSince;

    HourRollUp(Session session, Dialect dialect, Instant hitsSince) {
        this.session = session;
        this.dialect = dialect;
        this.hitsSince = hitsSince;
    }

    void run(int site, String sites, Instant start, Instant end) throws SQLException {
        if (start.isBefore(hitsSince)) {
            update(site, sites, start, end);
            return;
        }
        session.update("delete from sidetrack.by_hour where site = ? and hour_start = ?", site, start);
        session.update(filled(INSERT, sites), site, start, start, end, HitIds.from(start), HitIds.from(end));
    }

    private void update(int site, String sites, Instant start, Instant end) throws SQLException {
        var counts = session.one(
                filled(VISITS, sites),
                row -> new Object[] {
                    row.getInt(1), row.getInt(2), row.getInt(3), row.getInt(4), row.getLong(5), site, start
                },
                start,
                end);
        session.update(UPDATE, counts);
    }

    private String filled(String sql, String sites) {
        return sql.replace("{sites}", sites).replace("{began}", dialect.began()).replace("{lasted}", dialect.lasted());
    }
}
