// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * Streams hits from the database, each with the texts that its numbers stand for. These are looked up for a thousand
 * hits at a time: with twenty joins PostgreSQL took four times as long.
 */
final class HitReader {

    private static final int PAGE = 1_000;
    private static final String HITS = """
            select h.id, h.site, h.visitor, h.kind, h.visit, h.path, h.title, h.event, h.category, h.label, h.amount,
                h.origin, h.client, h.server_time, h.consent, h.user_id, cast(h.properties as varchar)
            from {hits} h.id > ? and h.id >= ? and h.id < ? order by h.id""";
    private static final String ALL = HITS.replace("{hits}", "sidetrack.hit h where");
    private static final String OF_VISITS_THROUGH = HITS.replace("{hits}", """
            sidetrack.visit v
            join sidetrack.hit h on h.visitor = v.visitor and h.visit = v.visit and h.site = v.site
            where v.started < ? and v.ended >= ? and""");
    private static final Instant FIRST = Instant.EPOCH;
    private static final Instant LAST = Instant.parse("9999-01-01T00:00:00Z");
    private static final int TIME = 1;
    private static final int SITE = 2;
    private static final int PATH = 6;
    private static final int AMOUNT = 11;
    private static final int ORIGIN = 12;
    private static final int CLIENT = 13;
    private static final int COLUMNS = 18;

    private final Session session;
    private final Lookup terms = new Lookup("select t.id, t.name from sidetrack.term t where t.id", 1);
    private final Lookup origins = new Lookup("""
            select o.id, channel.name, referrer.name, page.name, source.name, medium.name, campaign.name,
                keyword.name, content.name
            from sidetrack.origin o
            join sidetrack.term channel on channel.id = o.channel
            join sidetrack.term referrer on referrer.id = o.referrer
            join sidetrack.term page on page.id = o.referrer_page
            join sidetrack.term source on source.id = o.source
            join sidetrack.term medium on medium.id = o.medium
            join sidetrack.term campaign on campaign.id = o.campaign
            join sidetrack.term keyword on keyword.id = o.keyword
            join sidetrack.term content on content.id = o.content
            where o.id""", 8);
    private final Lookup clients = new Lookup("""
            select c.id, language.name, country.name, browser.name, system.name, device.name
            from sidetrack.client c
            join sidetrack.term language on language.id = c.language
            join sidetrack.term country on country.id = c.country
            join sidetrack.term browser on browser.id = c.browser
            join sidetrack.term system on system.id = c.system
            join sidetrack.term device on device.id = c.device
            where c.id""", 5);

    private final List<Object[]> page = new ArrayList<>(PAGE);

    HitReader(Session session) {
        this.session = session;
    }

    /**
     * Passes on the values of each hit of a period after this id, oldest first, in the order of
     * {@link HitExport#columns}; and of each that was before or after, in a visit that was in the period too: with a
     * part of its hits, the visit would begin or end at another time.
     */
    void each(UUID after, Instant from, Instant to, Consumer<List<Object>> hit) throws SQLException {
        each(OF_VISITS_THROUGH, hit, from, from, after, HitIds.from(FIRST), HitIds.from(from));
        each(ALL, hit, after, HitIds.from(from), HitIds.from(to));
        each(OF_VISITS_THROUGH, hit, to, to, after, HitIds.from(to), HitIds.from(LAST));
        tell(hit);
    }

    private void each(String sql, Consumer<List<Object>> hit, Object... values) throws SQLException {
        session.each(
                sql,
                PAGE,
                row -> {
                    page.add(values(row));
                    if (page.size() == PAGE) {
                        tell(hit);
                    }
                },
                values);
    }

    private static Object[] values(ResultSet row) throws SQLException {
        var values = new Object[COLUMNS];
        values[0] = row.getObject(1, UUID.class);
        values[TIME] = HitIds.time((UUID) values[0]);
        for (var i = TIME + 1; i < values.length; i++) {
            values[i] = row.getObject(i);
        }
        return values;
    }

    private void tell(Consumer<List<Object>> hit) throws SQLException {
        var names = new ArrayList<Integer>();
        for (var values : page) {
            names.add((Integer) values[SITE]);
            for (var i = PATH; i < AMOUNT; i++) {
                names.add((Integer) values[i]);
            }
        }
        terms.find(session, names);
        origins.find(
                session, page.stream().map(values -> (Integer) values[ORIGIN]).toList());
        clients.find(
                session, page.stream().map(values -> (Integer) values[CLIENT]).toList());
        page.forEach(values -> hit.accept(withNames(values)));
        page.clear();
    }

    private List<Object> withNames(Object[] values) {
        var all = new ArrayList<>();
        for (var i = 0; i < values.length; i++) {
            var lookup =
                    i == ORIGIN ? origins : i == CLIENT ? clients : i == SITE || i >= PATH && i < AMOUNT ? terms : null;
            if (lookup == null) {
                all.add(values[i]);
            } else {
                all.addAll(lookup.of((Integer) values[i]));
            }
        }
        return all;
    }
}
