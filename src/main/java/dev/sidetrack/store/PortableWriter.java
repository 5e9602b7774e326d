// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.store;

import static java.util.stream.Collectors.toSet;

import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

/**
 * Writes a batch with statements that H2 supports: finds out which hits are already stored, inserts the others, and
 * recalculates their visits from all their hits. One batch at a time, because H2 cannot lock a visitor who has no row
 * yet.
 */
final class PortableWriter implements HitWriter {

    private static final String VISITS = Scripts.read("h2/visits.sql");

    @Override
    public int write(Session session, List<StoredHit> hits, Dictionary.Numbers numbers) throws SQLException {
        session.list("select name from sidetrack.lease where name = 'write' for update", row -> 1);
        var added = added(session, hits);
        if (added.isEmpty()) {
            return 0;
        }
        insert(session, added, numbers);
        var before = visits(session, added);
        makeVisits(session, added, numbers);
        markDirty(session, added, numbers, before, visits(session, added));
        return added.size();
    }

    private static List<StoredHit> added(Session session, List<StoredHit> hits) throws SQLException {
        var byId = new LinkedHashMap<UUID, StoredHit>();
        hits.forEach(hit -> byId.putIfAbsent(hit.id(), hit));
        session.list(
                "select id from sidetrack.hit where id in (select * from unnest(cast(? as uuid array)))",
                row -> byId.remove(row.getObject(1, UUID.class)),
                Session.uuids(byId.keySet()));
        var tombstones = new HashMap<UUID, UUID>();
        byId.values().stream()
                .map(StoredHit::visitor)
                .filter(visitor -> visitor != null)
                .forEach(visitor -> tombstones.put(VisitorKey.tombstone(visitor), visitor));
        var forgotten = new HashSet<>(session.list(
                "select visitor from sidetrack.forgotten"
                        + " where visitor in (select * from unnest(cast(? as uuid array)))",
                row -> tombstones.get(row.getObject(1, UUID.class)),
                Session.uuids(tombstones.keySet())));
        return byId.values().stream()
                .filter(hit -> !forgotten.contains(hit.visitor()))
                .toList();
    }

    private static void insert(Session session, List<StoredHit> hits, Dictionary.Numbers numbers) throws SQLException {
        session.batch(
                """
                insert into sidetrack.hit (id, visitor, at, amount, visit, site, path, title, event, category, label,
                    origin, client, server_time, kind, consent, user_id, properties)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
                hits.stream()
                        .map(hit -> new Object[] {
                            hit.id(),
                            hit.visitor(),
                            hit.at(),
                            hit.amount(),
                            hit.visit(),
                            numbers.of(hit.site()),
                            numbers.of(hit.path()),
                            numbers.of(hit.title()),
                            numbers.orNull(hit.event()),
                            numbers.orNull(hit.category()),
                            numbers.orNull(hit.label()),
                            numbers.of(hit.origin()),
                            numbers.of(hit.client()),
                            hit.serverTime(),
                            hit.kind(),
                            hit.consent(),
                            hit.userId(),
                            hit.properties()
                        })
                        .toList());
    }

    private static void makeVisits(Session session, List<StoredHit> hits, Dictionary.Numbers numbers)
            throws SQLException {
        var ofVisitors = hits.stream()
                .filter(hit -> hit.visitor() != null)
                .map(hit -> new Visit(hit.visitor(), hit.visit(), numbers.of(hit.site())))
                .distinct()
                .toList();
        session.update(
                VISITS,
                column("uuid", ofVisitors, Visit::visitor),
                column("int4", ofVisitors, Visit::visit),
                column("int4", ofVisitors, Visit::site),
                column("int4", ofVisitors, visit -> VisitorKey.bucket(visit.visitor())));
        session.batch(
                """
                insert into sidetrack.visit (visitor, visit, site, started, ended, amount, entry, leaving, views,
                    events, origin, client, kind, bucket)
                values (?, 0, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, ?)""",
                hits.stream()
                        .filter(hit -> hit.visitor() == null)
                        .map(hit -> {
                            var page = hit.event() == null ? numbers.of(hit.path()) : 0;
                            return new Object[] {
                                hit.id(),
                                numbers.of(hit.site()),
                                hit.at(),
                                hit.at(),
                                hit.amount() == null ? 0 : hit.amount(),
                                page,
                                page,
                                hit.event() == null ? 1 : 0,
                                hit.event() == null ? 0 : 1,
                                numbers.of(hit.origin()),
                                numbers.of(hit.client()),
                                VisitorKey.bucket(hit.id())
                            };
                        })
                        .toList());
    }

    /** The start times of the visits of these hits' visitors. */
    private static Map<Visit, Instant> visits(Session session, List<StoredHit> hits) throws SQLException {
        var visitors = hits.stream()
                .map(StoredHit::visitor)
                .filter(visitor -> visitor != null)
                .collect(toSet());
        var started = new HashMap<Visit, Instant>();
        session.list(
                """
                select visitor, visit, site, started from sidetrack.visit
                where visitor in (select * from unnest(cast(? as uuid array)))""",
                row -> started.put(
                        new Visit(row.getObject(1, UUID.class), row.getInt(2), row.getInt(3)), Session.instant(row, 4)),
                Session.uuids(visitors));
        return started;
    }

    private static void markDirty(
            Session session,
            List<StoredHit> hits,
            Dictionary.Numbers numbers,
            Map<Visit, Instant> before,
            Map<Visit, Instant> after)
            throws SQLException {
        var dirty = new HashSet<Hour>();
        for (var hit : hits) {
            var site = numbers.of(hit.site());
            dirty.add(Hour.of(site, hit.at()));
            if (hit.visitor() != null) {
                var visit = new Visit(hit.visitor(), hit.visit(), site);
                markVisit(visit, before, after, dirty);
            }
        }
        session.batch(
                "insert into sidetrack.dirty (site, hour_start) values (?, ?)",
                dirty.stream()
                        .map(hour -> new Object[] {hour.site(), hour.start()})
                        .toList());
    }

    /**
     * If a visit is new or its start has moved, the previous day of the visitor's next visit, on the site and on any
     * site, changes too.
     */
    private static void markVisit(Visit visit, Map<Visit, Instant> before, Map<Visit, Instant> after, Set<Hour> dirty) {
        var was = before.get(visit);
        var is = after.get(visit);
        dirty.add(Hour.of(visit.site(), is));
        if (is.equals(was)) {
            return;
        }
        var times = new ArrayList<Instant>(List.of(is));
        if (was != null) {
            dirty.add(Hour.of(visit.site(), was));
            times.add(was);
        }
        for (var time : times) {
            markNext(visit, time, after, dirty, other -> true);
            markNext(visit, time, after, dirty, other -> other.site() == visit.site());
        }
    }

    private static void markNext(
            Visit visit,
            Instant time,
            Map<Visit, Instant> after,
            Set<Hour> dirty,
            java.util.function.Predicate<Visit> which) {
        after.entrySet().stream()
                .filter(entry -> entry.getKey().visitor().equals(visit.visitor()) && which.test(entry.getKey()))
                .filter(entry -> entry.getValue().isAfter(time))
                .min(Map.Entry.comparingByValue())
                .ifPresent(next -> dirty.add(Hour.of(next.getKey().site(), next.getValue())));
    }

    private static <T> Session.Array column(String type, List<T> rows, Function<T, Object> value) {
        return new Session.Array(type, rows.stream().map(value).toArray());
    }

    private record Visit(UUID visitor, int visit, int site) {}

    private record Hour(int site, Instant start) {

        static Hour of(int site, Instant time) {
            return new Hour(site, time.truncatedTo(ChronoUnit.HOURS));
        }
    }
}
