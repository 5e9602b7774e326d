// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.store;

import java.sql.SQLException;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * Partitions the hits on PostgreSQL by month, using the time in their ids, so that old ones are removed by dropping a
 * table. A partition is created when its first hit arrives, and for two months ahead.
 */
final class Partitions {

    private static final Pattern NAME = Pattern.compile("hit_([0-9]{4})_([0-9]{2})");
    private static final int AHEAD = 2;

    private final Database database;
    private final Set<YearMonth> known = ConcurrentHashMap.newKeySet();

    Partitions(Database database) {
        this.database = database;
    }

    /** Creates the partitions for these times and for the next two months. */
    void cover(Collection<Instant> times, Instant now) throws SQLException {
        var missing = new ArrayList<YearMonth>();
        times.stream()
                .map(Partitions::month)
                .distinct()
                .filter(month -> !known.contains(month))
                .forEach(missing::add);
        for (var ahead = 0; ahead <= AHEAD; ahead++) {
            var month = month(now).plusMonths(ahead);
            if (!known.contains(month) && !missing.contains(month)) {
                missing.add(month);
            }
        }
        if (!missing.isEmpty()) {
            database.write(session -> make(session, missing));
            known.addAll(missing);
        }
    }

    private static Void make(Session session, List<YearMonth> months) throws SQLException {
        session.run("set local lock_timeout = '5s'");
        // Another node may be creating the same month, or dropping one.
        session.run("lock table sidetrack.lease in share row exclusive mode");
        var present = present(session);
        for (var month : months) {
            if (!present.contains(month)) {
                session.run("create table sidetrack." + name(month) + " partition of sidetrack.hit for values from ('"
                        + bound(month) + "') to ('" + bound(month.plusMonths(1)) + "')");
            }
        }
        return null;
    }

    /** Drops the partitions that ended before this time; returns how many. */
    int drop(Instant before) throws SQLException {
        var dropped = database.write(session -> {
            session.run("set local lock_timeout = '5s'");
            session.run("lock table sidetrack.lease in share row exclusive mode");
            var old = present(session).stream()
                    .filter(month -> !bound(month.plusMonths(1), before))
                    .toList();
            for (var month : old) {
                session.run("drop table sidetrack." + name(month));
            }
            return old;
        });
        dropped.forEach(known::remove);
        return dropped.size();
    }

    private static boolean bound(YearMonth end, Instant before) {
        return end.atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant().isAfter(before);
    }

    private static List<YearMonth> present(Session session) throws SQLException {
        var months = new ArrayList<YearMonth>();
        session.list(
                "select relname from pg_inherits join pg_class on pg_class.oid = inhrelid"
                        + " where inhparent = 'sidetrack.hit'::regclass",
                row -> {
                    var name = NAME.matcher(row.getString(1));
                    return name.matches()
                            && months.add(
                                    YearMonth.of(Integer.parseInt(name.group(1)), Integer.parseInt(name.group(2))));
                });
        return months;
    }

    private static YearMonth month(Instant time) {
        return YearMonth.from(time.atOffset(ZoneOffset.UTC));
    }

    private static String name(YearMonth month) {
        return "hit_%04d_%02d".formatted(month.getYear(), month.getMonthValue());
    }

    private static String bound(YearMonth month) {
        return HitIds.from(month.atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant())
                .toString();
    }
}
