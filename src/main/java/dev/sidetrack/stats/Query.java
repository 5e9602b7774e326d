// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.stats;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * The hits that a question is about. Immutable: each method returns a copy.
 *
 * <pre>{@code
 * var november = Query.of(LocalDate.of(2026, 11, 1), LocalDate.of(2026, 11, 30))
 *         .site("shop")
 *         .filter(Filter.parse("country:is:DE"));
 * stats.totals(november);
 * stats.totals(november.before());
 * }</pre>
 *
 * @param site the key of a site, or {@code null} for all sites
 * @param from the first day, in the store's time zone
 * @param to the last day, which is included
 * @param filters which visits count; none for all
 * @param exactly whether a filtered answer may take as long as it needs instead of using a sample of visitors
 */
public record Query(String site, LocalDate from, LocalDate to, List<Filter> filters, boolean exactly) {

    private static final int DAYS_OF_WEEK = DayOfWeek.values().length;
    private static final int WEEKS_OF_YEAR = 52;
    private static final int MOST_FILTERS = 20;
    private static final int LONGEST_SITE = 2_000;

    /** The first day that can be queried, 2000-01-01. */
    public static final LocalDate FIRST_DAY = LocalDate.of(2000, 1, 1);

    /** The last day that can be queried, 2999-12-31. */
    public static final LocalDate LAST_DAY = LocalDate.of(2999, 12, 31);

    /**
     * Checks that the days are in order.
     *
     * @param site see {@link #site()}
     * @param from see {@link #from()}
     * @param to see {@link #to()}
     * @param filters see {@link #filters()}
     * @param exactly see {@link #exactly()}
     */
    public Query {
        Objects.requireNonNull(from, "a query needs a first day");
        Objects.requireNonNull(to, "a query needs a last day");
        filters = List.copyOf(filters);
        if (to.isBefore(from)) {
            throw new IllegalArgumentException("the first day, " + from + ", is after the last, " + to);
        }
        if (from.isBefore(FIRST_DAY) || to.isAfter(LAST_DAY)) {
            throw new IllegalArgumentException("days must be from " + FIRST_DAY + " to " + LAST_DAY);
        }
        if (site != null && (site.length() > LONGEST_SITE || site.indexOf(0) >= 0)) {
            throw new IllegalArgumentException("a site's key has at most " + LONGEST_SITE + " characters and no NUL");
        }
        if (filters.size() > MOST_FILTERS) {
            throw new IllegalArgumentException("at most " + MOST_FILTERS + " filters can be combined");
        }
    }

    /**
     * {@return all hits of all sites from one day to another, both included}
     *
     * @param from the first day
     * @param to the last day
     */
    public static Query of(LocalDate from, LocalDate to) {
        return new Query(null, from, to, List.of(), false);
    }

    /**
     * {@return this query for one site, or for all with {@code null}}
     *
     * @param site the site's key, or {@code null} for all
     */
    public Query site(String site) {
        return new Query(site, from, to, filters, exactly);
    }

    /**
     * {@return this query with one more filter}
     *
     * @param filter one more filter
     */
    public Query filter(Filter filter) {
        var more = new ArrayList<>(filters);
        more.add(filter);
        return filters(more);
    }

    /**
     * {@return this query with these filters instead of its own}
     *
     * @param filters the filters
     */
    public Query filters(List<Filter> filters) {
        return new Query(site, from, to, filters, exactly);
    }

    /** {@return this query without sampling} */
    public Query exact() {
        return new Query(site, from, to, filters, true);
    }

    /**
     * {@return this query for the previous period, moved by whole weeks so that Mondays are compared with Mondays: 28
     * days by 28, one day or seven by 7, 30 days by 35} It never begins before {@link #FIRST_DAY}, and is shorter if it
     * would.
     */
    public Query before() {
        return back((days() + DAYS_OF_WEEK - 1) / DAYS_OF_WEEK);
    }

    /** {@return this query for the period a year earlier, moved by 52 whole weeks} It is shortened in the same way. */
    public Query yearBefore() {
        return back(WEEKS_OF_YEAR);
    }

    /** {@return the number of days, 1 or more} */
    public long days() {
        return ChronoUnit.DAYS.between(from, to) + 1;
    }

    private Query back(long weeks) {
        return new Query(
                site, notTooEarly(from.minusWeeks(weeks)), notTooEarly(to.minusWeeks(weeks)), filters, exactly);
    }

    private static LocalDate notTooEarly(LocalDate day) {
        return day.isBefore(FIRST_DAY) ? FIRST_DAY : day;
    }
}
