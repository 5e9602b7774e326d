// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.stats;

import dev.sidetrack.config.Shared;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;

/**
 * Answers questions about the hits in the operator's database.
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
 * <p>Every method may throw a {@link StatsException}: no store is configured, too many ask at once (four questions at a time, five
 * seconds each), or the database is away. An unknown site is one without hits.
 */
@Shared
public class Stats {

    /** Whether a provider of type {@code database} is configured, so that there is anything to ask. */
    public boolean isAvailable() {
        return false;
    }

    /** The store's time zone, {@code sidetrack.time-zone}. */
    public ZoneId zone() {
        throw none();
    }

    /** What readers should know, a sentence each, such as that the database forgets everything at a restart; empty if all is well. */
    public List<String> warnings() {
        throw none();
    }

    /** The keys of all sites with hits, in order; the default site's is empty. */
    public List<String> sites() {
        throw none();
    }

    /** The numbers of the period. */
    public Totals totals(Query query) {
        throw none();
    }

    /** The numbers of each step of the period, also of those in which nothing happened. */
    public List<Point> series(Query query, Interval interval) {
        throw none();
    }

    /** The values of a dimension, most visits first. */
    public Top top(Query query, Dimension by, Slice slice) {
        throw none();
    }

    /** The pages whose visits rose most since the period before. */
    public List<Change> rising(Query query, int limit) {
        throw none();
    }

    /** Events with their share of all visits, most visits first. */
    public List<Goal> goals(Query query, int limit) {
        throw none();
    }

    /** How many visits took all of these 2 to 6 steps in this order. */
    public Funnel funnel(Query query, List<Step> steps) {
        throw none();
    }

    /** The pages that were viewed next after this one, most visits first; an empty value is the end of the visit. */
    public List<Row> next(Query query, String path, int limit) {
        throw none();
    }

    /** The pages that were viewed just before this one, most visits first; an empty value is the beginning of the visit. */
    public List<Row> previous(Query query, String path, int limit) {
        throw none();
    }

    /** Visits by weekday and hour. */
    public WeekHours weekHours(Query query) {
        throw none();
    }

    /** The pages with the highest 95th percentile of server time, of those with at least so many views. Filters do not apply. */
    public List<PageTime> slowest(Query query, int leastViews, int limit) {
        throw none();
    }

    /** Visitors with a hit in the last five minutes, at a site or, with {@code null}, at any. */
    public long online(String site) {
        throw none();
    }

    /** The last hits, newest first, at a site or, with {@code null}, at any; 1 to 1000. */
    public List<RecentHit> latest(String site, int limit) {
        throw none();
    }

    /** How many hits are stored, wait and were rejected. */
    public Deliveries deliveries() {
        throw none();
    }

    /** Notes of the period and its site, oldest first. Filters do not apply. */
    public List<Note> notes(Query query) {
        throw none();
    }

    /** Adds a note on a site or, with {@code null}, on all. */
    public Note note(String site, Instant time, String text) {
        throw none();
    }

    /** Removes a note; nothing happens if it is gone. */
    public void removeNote(long id) {
        throw none();
    }

    private static StatsException none() {
        return new StatsException(StatsException.Reason.NO_STORE,
                "No provider of type 'database' is configured, so that there are no numbers to show.", null);
    }
}
