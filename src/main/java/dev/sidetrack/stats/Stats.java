// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.stats;

import dev.sidetrack.HitCounts;
import dev.sidetrack.HitCounts.Count;
import dev.sidetrack.config.ConfigurationException;
import dev.sidetrack.config.Shared;
import dev.sidetrack.stats.StatsException.Reason;
import dev.sidetrack.store.Session;
import dev.sidetrack.store.Store;
import dev.sidetrack.store.Stores;
import dev.sidetrack.store.Term;
import dev.sidetrack.store.TermKind;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;

/**
 * Answers queries about the hits in the operator's database.
 *
 * <pre>{@code
 * @Inject Stats stats;
 *
 * var week = Query.of(today.minusDays(6), today).site("shop");
 * stats.totals(week).visitors();
 * stats.top(week, Dimension.PAGE, Slice.first(10)).rows();
 * stats.series(week, Interval.DAY);
 * }</pre>
 *
 * <p>Every method may throw a {@link StatsException}: no store is configured, too many queries run at once (four at a
 * time, five seconds each), or the database is unreachable. An unknown site has no hits. Answers are cached for ten
 * seconds.
 */
@Shared
public class Stats {

    private static final int MOST_LATEST = 1_000;

    private final Stores stores;
    private final HitCounts counts;
    private final Answers answers;

    @Inject
    Stats(Stores stores, HitCounts counts) {
        this(stores, counts, new Answers());
    }

    /**
     * Queries the first of these stores; the counts say how many hits are still on their way.
     *
     * @param stores the stores
     * @param counts how many hits are on their way
     * @param answers the cache of answers
     */
    public Stats(Stores stores, HitCounts counts, Answers answers) {
        this.stores = stores;
        this.counts = counts;
        this.answers = answers;
    }

    /** {@return whether a provider of type {@code database} is configured} */
    public boolean isAvailable() {
        return stores.areConfigured();
    }

    /** {@return the store's time zone, {@code sidetrack.time-zone}} */
    public ZoneId zone() {
        return store().zone().id();
    }

    /**
     * {@return warnings for readers, a sentence each, such as that the database loses everything at a restart; empty if
     * all is well}
     */
    public List<String> warnings() {
        return store().warnings();
    }

    /** {@return the keys of all sites with hits, in order; the default site's is empty} */
    public List<String> sites() {
        return read(session -> session.list(
                "select name from sidetrack.term where kind = ? order by name",
                row -> row.getString(1),
                TermKind.SITE.code()));
    }

    /**
     * {@return the totals of the period}
     *
     * @param query the period, the site and the filters
     */
    public Totals totals(Query query) {
        return answers.of(List.of("totals", query), () -> ask(query, TotalsQuestion::ask));
    }

    /**
     * {@return the totals of each step of the period, including steps in which nothing happened}
     *
     * @param query the period, the site and the filters
     * @param interval how long each step is
     */
    public List<Point> series(Query query, Interval interval) {
        return answers.of(
                List.of("series", query, interval),
                () -> ask(query, scope -> new SeriesQuestion(scope, interval).ask()));
    }

    /**
     * {@return the values of a dimension, most visits first}
     *
     * @param query the period, the site and the filters
     * @param by the dimension
     * @param slice which lines
     */
    public Top top(Query query, Dimension by, Slice slice) {
        return answers.of(
                List.of("top", query, by, slice), () -> ask(query, scope -> new TopQuestion(scope, by, slice).ask()));
    }

    /**
     * {@return the pages whose visits rose most since the period before}
     *
     * @param query the period, the site and the filters
     * @param slice which lines
     */
    public Part<Change> rising(Query query, Slice slice) {
        return answers.of(List.of("rising", query, slice), () -> ask(query, scope -> RisingQuestion.ask(scope, slice)));
    }

    /**
     * {@return events with their share of all visits, most visits first}
     *
     * @param query the period, the site and the filters
     * @param limit how many at most
     */
    public List<Goal> goals(Query query, int limit) {
        var visits = totals(query).visits();
        return top(query, Dimension.EVENT, Slice.first(limit)).rows().stream()
                .map(row -> new Goal(
                        row.value(),
                        row.visits(),
                        row.events(),
                        visits == 0 ? 0 : (double) row.visits() / visits,
                        row.amount()))
                .toList();
    }

    /**
     * {@return the number of visits that took these 2 to 6 steps in this order}
     *
     * @param query the period, the site and the filters
     * @param steps the steps in their order
     */
    public Funnel funnel(Query query, List<Step> steps) {
        return answers.of(List.of("funnel", query, steps), () -> ask(query, scope -> FunnelQuestion.ask(scope, steps)));
    }

    /**
     * {@return the pages that were viewed next after this one, most visits first; an empty value is the end of the
     * visit}
     *
     * @param query the period, the site and the filters
     * @param path the page's path
     * @param limit how many at most
     */
    public List<Row> next(Query query, String path, int limit) {
        return answers.of(
                List.of("next", query, path, limit),
                () -> ask(query, scope -> NeighboursQuestion.ask(scope, path, true, limit)));
    }

    /**
     * {@return the pages that were viewed just before this one, most visits first; an empty value is the beginning of
     * the visit}
     *
     * @param query the period, the site and the filters
     * @param path the page's path
     * @param limit how many at most
     */
    public List<Row> previous(Query query, String path, int limit) {
        return answers.of(
                List.of("previous", query, path, limit),
                () -> ask(query, scope -> NeighboursQuestion.ask(scope, path, false, limit)));
    }

    /**
     * {@return visits by weekday and hour}
     *
     * @param query the period, the site and the filters
     */
    public WeekHours weekHours(Query query) {
        return answers.of(List.of("weekHours", query), () -> ask(query, WeekHoursQuestion::ask));
    }

    /**
     * {@return the pages with the highest 95th percentile of server time, of those with at least this many views}
     * Filters do not apply.
     *
     * @param query the period, the site and the filters
     * @param leastViews the fewest views that a listed page may have
     * @param slice which lines
     */
    public Part<PageTime> slowest(Query query, int leastViews, Slice slice) {
        return answers.of(
                List.of("slowest", query, leastViews, slice),
                () -> ask(query, scope -> SlowestQuestion.ask(scope, leastViews, slice)));
    }

    /**
     * {@return the number of visitors with a hit in the last five minutes, on one site or, with {@code null}, on any}
     *
     * @param site the site's key, or {@code null} for all
     */
    public long online(String site) {
        var store = store();
        return read(session -> LiveQuestion.online(session, store, number(session, site)));
    }

    /**
     * {@return the latest hits, newest first, on one site or, with {@code null}, on any}
     *
     * @param site the site's key, or {@code null} for all
     * @param limit how many at most
     */
    public List<RecentHit> latest(String site, int limit) {
        if (limit < 1 || limit > MOST_LATEST) {
            throw new IllegalArgumentException("the number of hits must be from 1 to " + MOST_LATEST);
        }
        var store = store();
        return read(session -> LiveQuestion.latest(session, store, number(session, site), limit));
    }

    /** {@return how many hits were stored, are waiting, were rejected and were lost} */
    public Deliveries deliveries() {
        store().refresh();
        long stored = read(session -> session.one(
                "select coalesce(sum(views + events), 0) from sidetrack.by_hour where site = 0",
                row -> row.getLong(1)));
        var name = stores.firstName();
        var dead = count(Count.DEAD, name);
        var waiting = count(Count.QUEUED, name) - count(Count.DELIVERED, name) - dead;
        var rejected = dead - count(Count.REPLAYED, name);
        // Hits that another node, or this one before its restart, put on the queue may be delivered here.
        return new Deliveries(stored, Math.max(0, waiting), Math.max(0, rejected), counts.of(Count.DROPPED));
    }

    private long count(Count count, String provider) {
        return counts.by(count).getOrDefault(provider, 0L);
    }

    /**
     * {@return notes of the period and its site, oldest first} Filters do not apply.
     *
     * @param query the period, the site and the filters
     */
    public List<Note> notes(Query query) {
        return ask(query, Notes::of);
    }

    /**
     * Adds a note to one site or, with {@code null}, to all.
     *
     * @param site the site's key, or {@code null} for all
     * @param time when it was
     * @param text the note, a short sentence
     * @return the note as it is stored
     */
    public Note note(String site, Instant time, String text) {
        return failing(() -> Notes.add(store(), site, time, text));
    }

    /**
     * Removes a note; does nothing if there is none.
     *
     * @param id the note's id
     */
    public void removeNote(long id) {
        failing(() -> {
            Notes.remove(store(), id);
            return null;
        });
    }

    /**
     * Gives whoever has the token with this SHA-256 access to the numbers of one site.
     *
     * @param hash the SHA-256 of the token, in hexadecimal
     * @param site the site's key, empty for the default site
     * @param until when it ends
     * @return the new share
     */
    public Share addShare(String hash, String site, Instant until) {
        return failing(() -> Shares.add(store(), hash, site, until));
    }

    /** {@return all shares, newest first} */
    public List<Share> shares() {
        return failing(() -> Shares.all(store()));
    }

    /**
     * {@return the share with this SHA-256; {@code null} if there is none or it has expired}
     *
     * @param hash the SHA-256 of the token, in hexadecimal
     */
    public Share share(String hash) {
        return failing(() -> Shares.find(store(), hash));
    }

    /**
     * Removes a share; does nothing if there is none.
     *
     * @param hash the SHA-256 of the token, in hexadecimal
     */
    public void removeShare(String hash) {
        failing(() -> {
            Shares.remove(store(), hash);
            return null;
        });
    }

    /**
     * {@return the text stored under this name for all nodes, or {@code null}; never a cached one}
     *
     * @param name at most 50 characters
     */
    public String kept(String name) {
        return failing(() -> StoredSettings.find(store(), name));
    }

    /**
     * Stores a text under a name if the stored one is still {@code before}. If several nodes try at once, one succeeds.
     *
     * @param name at most 50 characters
     * @param before the text that must be stored now, or {@code null} for none
     * @param text at most 500 characters
     * @return whether it was stored
     */
    public boolean keep(String name, String before, String text) {
        return failing(() -> StoredSettings.replace(store(), name, before, text));
    }

    private <T> T ask(Query query, Question<T> question) {
        var store = store();
        if (!query.to().isBefore(store.zone().day(store.clock().instant()))) {
            store.refresh();
        }
        return read(session -> question.ask(new Scope(session, store, query, answers.parts())));
    }

    private <T> T read(Store.Question<T> question) {
        return failing(() -> store().read(question));
    }

    private Store store() {
        if (!stores.areConfigured()) {
            throw new StatsException(
                    Reason.NO_STORE,
                    "No provider of type 'database' is configured, so there are no numbers to show.",
                    null);
        }
        return failing(stores::first);
    }

    private static Integer number(Session session, String site) throws SQLException {
        return site == null ? null : Integer.valueOf(Terms.number(session, new Term(TermKind.SITE, site), -1));
    }

    private static <T> T failing(Action<T> action) {
        try {
            return action.run();
        } catch (SQLException failed) {
            var reason = Stores.isBusy(failed) ? Reason.BUSY : Reason.UNAVAILABLE;
            throw new StatsException(reason, Stores.sentence(failed), failed);
        } catch (ConfigurationException wrong) {
            throw new StatsException(Reason.UNAVAILABLE, wrong.getMessage(), wrong);
        }
    }

    private interface Question<T> {
        T ask(Scope scope) throws SQLException;
    }

    private interface Action<T> {
        T run() throws SQLException;
    }
}
