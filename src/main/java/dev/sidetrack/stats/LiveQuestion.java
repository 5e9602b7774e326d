// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.stats;

import dev.sidetrack.store.Session;
import dev.sidetrack.store.Store;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/** What is happening now: from the latest hits, which are at the end of their table. */
final class LiveQuestion {

    private static final Duration NOW = Duration.ofMinutes(5);
    private static final String ONLINE =
            "select count(distinct h.visitor) from sidetrack.hit h where h.id >= ? and h.kind > 0";
    private static final String LATEST = """
            select h.id, s.name, p.name, e.name, r.name, k.name, b.name
            from (select * from sidetrack.hit h where h.id >= ?{site} order by h.id desc limit ?) h
            join sidetrack.term s on s.id = h.site
            join sidetrack.term p on p.id = h.path
            left join sidetrack.term e on e.id = h.event
            join sidetrack.origin o on o.id = h.origin join sidetrack.term r on r.id = o.referrer
            join sidetrack.client c on c.id = h.client join sidetrack.term k on k.id = c.country
            join sidetrack.term b on b.id = c.browser
            order by h.id desc""";
    private static final Duration RECENT = Duration.ofDays(31);

    private LiveQuestion() {}

    static long online(Session session, Store store, Integer site) throws SQLException {
        var since = store.idFrom(store.clock().instant().minus(NOW));
        return session.one(ONLINE + ofSite(site), row -> row.getLong(1), since);
    }

    static List<RecentHit> latest(Session session, Store store, Integer site, int limit) throws SQLException {
        return session.list(
                LATEST.replace("{site}", ofSite(site)),
                row -> recent(store, row),
                store.idFrom(store.clock().instant().minus(RECENT)),
                limit);
    }

    private static RecentHit recent(Store store, ResultSet row) throws SQLException {
        var id = row.getObject(1, UUID.class);
        return new RecentHit(
                id,
                store.timeOf(id),
                row.getString(2),
                orNull(row.getString(3)),
                row.getString(4),
                orNull(row.getString(5)),
                orNull(row.getString(6)),
                orNull(row.getString(7)));
    }

    private static String ofSite(Integer site) {
        return site == null ? "" : " and h.site = " + site;
    }

    private static String orNull(String text) {
        return text.isEmpty() ? null : text;
    }
}
