// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.store;

import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Set;

/**
 * Daily totals from another analytics system. They are in a table of their own, which queries add to the roll-ups, so
 * that no later roll-up changes them.
 */
final class ImportedDays {

    private static final String INSERT = """
            insert into sidetrack.imported_day
                (site, day_start, facet, term, visitors, visits, views, events, bounces, lasted)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""";
    private static final String PRESENT = """
            select day_start from sidetrack.by_day where site = ?
            union select day_start from sidetrack.imported_day where site = ? and facet = 0""";

    private final Database database;
    private final Dictionary dictionary;

    ImportedDays(Database database, Dictionary dictionary) {
        this.database = database;
        this.dictionary = dictionary;
    }

    /** Adds the days for which the site has no numbers yet; returns how many there were. */
    int add(Term site, DayTotals totals) throws SQLException {
        var terms = new HashSet<Term>(Set.of(site));
        totals.days().values().forEach(day -> day.keySet().forEach(of -> terms.add(of.term())));
        terms.remove(null);
        var numbers = dictionary.numbers(terms, site.name());
        return database.write(session -> {
            var siteNumber = numbers.get(site);
            var present =
                    new HashSet<LocalDate>(session.list(PRESENT, row -> Session.day(row, 1), siteNumber, siteNumber));
            var added = 0;
            for (var day : totals.days().entrySet()) {
                if (present.add(day.getKey())) {
                    var rows = new ArrayList<Object[]>();
                    // Marks the day as present, even if nothing else is known about it.
                    totals.of(day.getKey(), Facet.ALL, "");
                    day.getValue()
                            .forEach((of, sums) -> rows.add(sums.row(
                                    siteNumber,
                                    day.getKey(),
                                    of.facet(),
                                    of.term() == null ? 0 : numbers.get(of.term()))));
                    session.batch(INSERT, rows);
                    added++;
                }
            }
            return added;
        });
    }
}
