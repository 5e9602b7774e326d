// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.stats;

import dev.sidetrack.store.Session;
import dev.sidetrack.store.Store;
import dev.sidetrack.store.Term;
import dev.sidetrack.store.TermKind;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletionException;

/** A query in terms of the tables: numbers of sites, times, and conditions for its filters. */
final class Scope {

    /**
     * With more visits than this, a sample is used: an eighth of the visitors, or with very many visits a sixteenth.
     */
    static final int MOST_VISITS = 500_000;

    private static final int VERY_MANY_VISITS = 4_000_000;
    /** The groups of visitors, of which a sample takes the first ones. */
    private static final int BUCKETS = 1_024;

    private static final int EIGHTH = 8;
    private static final int SIXTEENTH = 16;
    private static final int NO_SITE = -1;
    private static final int ALL_SITES = 0;

    private final Session session;
    private final Store store;
    private final Query query;
    private final Answers parts;
    private final int site;
    private final String sites;
    private final String conditions;
    private final int factor;
    private final boolean whole;

    Scope(Session session, Store store, Query query, Answers parts) throws SQLException {
        this.session = session;
        this.store = store;
        this.query = query;
        this.parts = parts;
        var all = session.list(
                "select id from sidetrack.term where kind = ? order by id", row -> row.getInt(1), TermKind.SITE.code());
        site = query.site() == null ? ALL_SITES : Terms.number(session, new Term(TermKind.SITE, query.site()), NO_SITE);
        sites = query.site() != null ? String.valueOf(site) : all.isEmpty() ? String.valueOf(NO_SITE) : Terms.list(all);
        var text = new StringBuilder();
        var isWhole = true;
        for (var filter : query.filters()) {
            var condition = Conditions.of(session, store.dialect(), filter, query.exactly());
            text.append(" and ").append(condition.sql());
            isWhole &= condition.whole();
        }
        whole = isWhole;
        factor = query.filters().isEmpty() || query.exactly() ? 1 : factor(visitsOfRange());
        if (factor > 1) {
            text.append(" and v.bucket < ").append(BUCKETS / factor);
        }
        conditions = text.toString();
    }

    /** The same for the previous period. */
    Scope before() throws SQLException {
        return new Scope(session, store, query.before(), parts);
    }

    /** What several answers to this query have in common, which may not be changed: the first one asks for it. */
    <T> T shared(String part, Shared<T> shared) throws SQLException {
        try {
            return parts.of(List.of(part, query, factor), () -> {
                try {
                    return shared.ask();
                } catch (SQLException failed) {
                    throw new CompletionException(failed);
                }
            });
        } catch (CompletionException failed) {
            if (failed.getCause() instanceof SQLException cause) {
                throw cause;
            }
            throw failed;
        }
    }

    Session session() {
        return session;
    }

    Store store() {
        return store;
    }

    Query query() {
        return query;
    }

    /** Whether the roll-ups can answer it. */
    boolean isUnfiltered() {
        return query.filters().isEmpty();
    }

    /** The number of the site; 0 for all sites. */
    int site() {
        return site;
    }

    /** The numbers of the sites, separated by commas. */
    String sites() {
        return sites;
    }

    Instant start() {
        return store.zone().start(query.from());
    }

    Instant end() {
        return store.zone().start(query.to().plusDays(1));
    }

    /** Whether only a part is included: of the visitors, or of the values of a filter. */
    boolean isSampled() {
        return factor > 1 || !whole;
    }

    /** The factor that scales counts of a sample. */
    int factor() {
        return factor;
    }

    private static int factor(long visits) {
        return visits <= MOST_VISITS ? 1 : visits <= VERY_MANY_VISITS ? EIGHTH : SIXTEENTH;
    }

    /**
     * The visits {@code v}, with their origins {@code o} and clients {@code c}, between two times, which are the next
     * values.
     */
    String visits() {
        return """
                sidetrack.visit v
                left join sidetrack.origin o on o.id = v.origin
                left join sidetrack.client c on c.id = v.client
                where v.site in (%s) and %s%s""".formatted(sites, store.dialect().began(), conditions);
    }

    private long visitsOfRange() throws SQLException {
        return session.one(
                "select coalesce(sum(visits), 0) from sidetrack.by_hour"
                        + " where site = ? and hour_start >= ? and hour_start < ?",
                row -> row.getLong(1),
                site,
                start(),
                end());
    }

    /**
     * What several answers have in common.
     *
     * @param <T> what it is
     */
    interface Shared<T> {
        T ask() throws SQLException;
    }
}
