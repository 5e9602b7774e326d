// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.stats;

import dev.sidetrack.store.Session;
import dev.sidetrack.store.Store;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/** Stores {@link Share}s until they expire. */
final class Shares {

    private static final String ALL = "select hash, site, created, until from sidetrack.share where until > ?";

    private Shares() {}

    static Share add(Store store, String hash, String site, Instant until) throws SQLException {
        var share = new Share(hash, site, store.clock().instant(), until);
        return store.change(session -> {
            session.update("delete from sidetrack.share where until <= ?", share.created());
            session.update(
                    "insert into sidetrack.share (hash, site, created, until) values (?, ?, ?, ?)",
                    hash,
                    site,
                    share.created(),
                    until);
            return share;
        });
    }

    static List<Share> all(Store store) throws SQLException {
        return store.read(session -> session.list(
                ALL + " order by created desc", Shares::share, store.clock().instant()));
    }

    static Share find(Store store, String hash) throws SQLException {
        return store.read(session ->
                session.one(ALL + " and hash = ?", Shares::share, store.clock().instant(), hash));
    }

    static void remove(Store store, String hash) throws SQLException {
        store.change(session -> session.update("delete from sidetrack.share where hash = ?", hash));
    }

    private static Share share(ResultSet row) throws SQLException {
        return new Share(row.getString(1), row.getString(2), Session.instant(row, 3), Session.instant(row, 4));
    }
}
