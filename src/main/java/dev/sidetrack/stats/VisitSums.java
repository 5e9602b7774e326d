// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.stats;

import dev.sidetrack.store.Lines;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Sums of the visits of a query with filters, grouped by what several answers are made of. Looking at the visits costs
 * more than summing them up, so PostgreSQL makes all groups at once, for whichever answer comes first.
 */
enum VisitSums {
    /** By where they came from. */
    ORIGIN("v.origin"),
    /** By what their visitors came with. */
    CLIENT("v.client"),
    /** By the quarter of an hour, since 1970, in which they began; no zone changes its offset within one. */
    QUARTER("cast(floor(extract(epoch from v.started) / 900) as int)");

    static final int SECONDS_OF_QUARTER = 900;

    private static final int FETCH = 1_000;
    private static final String SUMS = """
            count(*) filter (where v.kind > 0), sum(v.views), sum(v.events),
            count(*) filter (where v.kind > 0 and v.views + v.events = 1), {lasted}, sum(v.amount)""";

    private static final String ONE = "select {column}, {sums} from {visits} group by {column}";
    /** In each row, all columns are null but the one that it is grouped by. */
    private static final String ALL = """
            select coalesce({column}), {sums}, case {which} end from {visits} group by grouping sets ({sets})""";

    private static final int WHICH = 8;

    private final String column;

    VisitSums(String column) {
        this.column = column;
    }

    /** Their lines, which may not be changed. */
    Lines of(Scope scope) throws SQLException {
        return scope.store().dialect().hasGroupingSets()
                ? scope.shared("visits", () -> all(scope)).get(this)
                : scope.shared("visits by " + this, () -> by(scope, column));
    }

    private static Map<VisitSums, Lines> all(Scope scope) throws SQLException {
        var lines = new EnumMap<VisitSums, Lines>(VisitSums.class);
        Stream.of(values()).forEach(each -> lines.put(each, new Lines()));
        scope.session()
                .each(
                        ALL.replace("{column}", joined(each -> each.column, ", "))
                                .replace("{which}", joined(VisitSums::which, " "))
                                .replace("{sets}", joined(each -> "(" + each.column + ")", ", "))
                                .replace("{sums}", sums(scope))
                                .replace("{visits}", scope.visits()),
                        FETCH,
                        row -> lines.get(values()[row.getInt(WHICH)]).add(row, false),
                        scope.start(),
                        scope.end());
        return lines;
    }

    private String which() {
        return "when grouping(" + column + ") = 0 then " + ordinal();
    }

    private static String joined(Function<VisitSums, String> part, String separator) {
        return Stream.of(values()).map(part).collect(Collectors.joining(separator));
    }

    /** The lines of visits grouped by this column, and by no other. */
    static Lines by(Scope scope, String column) throws SQLException {
        var lines = new Lines();
        scope.session()
                .each(
                        ONE.replace("{column}", column)
                                .replace("{sums}", sums(scope))
                                .replace("{visits}", scope.visits()),
                        FETCH,
                        row -> lines.add(row, false),
                        scope.start(),
                        scope.end());
        return lines;
    }

    private static String sums(Scope scope) {
        return SUMS.replace("{lasted}", scope.store().dialect().lasted());
    }
}
