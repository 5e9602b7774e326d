// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.pages;

import dev.sidetrack.Texts;
import dev.sidetrack.stats.Filter;
import dev.sidetrack.stats.Interval;
import dev.sidetrack.stats.Query;
import dev.sidetrack.stats.Slice;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * The query in an address: {@code site}, {@code period} or {@code from} and {@code to}, {@code compare}, filters
 * {@code f}, and the tabs of the page. The API and the page parse it in the same way; every view has a link.
 */
final class View {

    private static final List<String> PERIODS = List.of("today", "7d", "28d", "12mo");
    private static final List<String> COMPARISONS = List.of("before", "year", "off");
    private static final List<String> BOOLEANS = List.of("false", "true");
    private static final int MOST_ECHOED = 50;
    private static final int DAYS_BY_HOUR = 2;
    private static final int DAYS_BY_DAY = 92;
    private static final int DAYS_BY_WEEK = 730;

    private final Parameters parameters;
    private final String period;
    private final Query query;

    private View(Parameters parameters, String period, Query query) {
        this.parameters = parameters;
        this.period = period;
        this.query = query;
    }

    /** Parses an address on this day; {@code onlySite} is the only site the viewer may see, or {@code null} for all. */
    static View of(Parameters parameters, LocalDate today, String onlySite) {
        var hasDays = parameters.one("from") != null || parameters.one("to") != null;
        var period = hasDays ? "custom" : choice(parameters, "period", "28d", PERIODS);
        var to = hasDays ? day(parameters, "to", today) : today;
        var first = earliest(to.minusDays(days(hasDays ? "28d" : period) - 1));
        var from = hasDays ? day(parameters, "from", first) : first;
        choice(parameters, "compare", "before", COMPARISONS);
        var site = onlySite == null ? site(parameters) : onlySite;
        return new View(parameters, period, query(parameters, site, from, to));
    }

    private static LocalDate earliest(LocalDate day) {
        return day.isBefore(Query.FIRST_DAY) ? Query.FIRST_DAY : day;
    }

    /** A star means all sites, as does a missing parameter; empty means the default site. */
    static String site(Parameters parameters) {
        var site = parameters.oneOrEmpty("site");
        return "*".equals(site) ? null : site;
    }

    private static Query query(Parameters parameters, String site, LocalDate from, LocalDate to) {
        var days = read("from", () -> Query.of(from, to));
        var ofSite = read("site", () -> days.site(site));
        var query = read(
                "f",
                () -> ofSite.filters(
                        parameters.all("f").stream().map(Filter::parse).toList()));
        return isTrue(parameters, "exact") ? query.exact() : query;
    }

    /** The parsed parameter, or a problem if its value is invalid. */
    static <T> T read(String parameter, Supplier<T> made) {
        try {
            return made.get();
        } catch (IllegalArgumentException refused) {
            throw Problem.badRequest(parameter, refused.getMessage());
        }
    }

    private static int days(String period) {
        return switch (period) {
            case "today" -> 1;
            case "7d" -> 7;
            case "28d" -> 28;
            default -> 364;
        };
    }

    private static LocalDate day(Parameters parameters, String name, LocalDate fallback) {
        var text = parameters.one(name);
        return text == null ? fallback : day(name, text);
    }

    /** A day that can be queried. */
    static LocalDate day(String name, String text) {
        try {
            var day = LocalDate.parse(text);
            if (!day.isBefore(Query.FIRST_DAY) && !day.isAfter(Query.LAST_DAY)) {
                return day;
            }
        } catch (DateTimeException malformed) {
            // Reported below.
        }
        throw Problem.badRequest(
                name,
                "'" + cut(text) + "' is not a day such as 2026-11-30, from " + Query.FIRST_DAY + " to "
                        + Query.LAST_DAY);
    }

    static String cut(String text) {
        return text.length() > MOST_ECHOED ? Texts.cut(text, MOST_ECHOED) + "…" : text;
    }

    /** The value of a parameter that has to be one of these. */
    static String choice(Parameters parameters, String name, String fallback, List<String> known) {
        var value = parameters.one(name);
        if (value != null && !known.contains(value)) {
            throw Problem.badRequest(name, "'" + cut(value) + "' is none of " + String.join(", ", known));
        }
        return value == null ? fallback : value;
    }

    static boolean isTrue(Parameters parameters, String name) {
        return "true".equals(choice(parameters, name, "false", BOOLEANS));
    }

    Query query() {
        return query;
    }

    /** The lines of a list that {@code search} asks for. */
    Slice slice(int offset, int limit) {
        return read("search", () -> new Slice(parameters.one("search"), offset, limit));
    }

    /**
     * The period to compare with, or {@code null} for none; a period that begins before the first day is incomplete.
     */
    Query compared() {
        var before = comparison().equals("year") ? query.yearBefore() : query.before();
        return comparison().equals("off") || before.days() < query.days() ? null : before;
    }

    String comparison() {
        return choice(parameters, "compare", "before", COMPARISONS);
    }

    /** {@code today}, {@code 7d}, {@code 28d}, {@code 12mo} or {@code custom}. */
    String period() {
        return period;
    }

    Parameters parameters() {
        return parameters;
    }

    /** How long each step of the chart is. */
    Interval interval() {
        if (query.days() < DAYS_BY_HOUR) {
            return Interval.HOUR;
        }
        return query.days() <= DAYS_BY_DAY
                ? Interval.DAY
                : query.days() <= DAYS_BY_WEEK ? Interval.WEEK : Interval.MONTH;
    }

    /** The tab chosen for a part of the page. */
    String shown(String part, List<String> known) {
        return choice(parameters, part, known.get(0), known);
    }

    /** The query string of this view with one parameter changed. */
    String with(String name, String value) {
        return orDot(parameters.with(name, value).without(List.of("offset")));
    }

    String withPeriod(String value) {
        return orDot(parameters.without(List.of("from", "to", "offset")).with("period", value));
    }

    String withFilter(Filter filter) {
        var more = new ArrayList<>(parameters.all("f"));
        if (!more.contains(filter.toString())) {
            more.add(filter.toString());
        }
        return orDot(parameters.with("f", more).without(List.of("offset", "search")));
    }

    String withoutFilter(Filter filter) {
        return orDot(parameters.with(
                "f",
                parameters.all("f").stream()
                        .filter(each -> !Filter.parse(each).equals(filter))
                        .toList()));
    }

    private static String orDot(Parameters changed) {
        var text = changed.toString();
        return text.isEmpty() ? "?" : text;
    }
}
