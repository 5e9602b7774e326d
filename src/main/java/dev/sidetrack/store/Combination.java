// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.store;

import dev.sidetrack.Texts;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

/**
 * A group of terms that rows refer to by a single number: a visit's origin or client.
 *
 * @param table the table it is stored in
 * @param terms the terms in the order of its columns; {@code null} where one is not known
 */
record Combination(Table table, List<Term> terms) {

    static Combination of(Table table, Term... terms) {
        return new Combination(table, Arrays.asList(terms));
    }

    UUID hash() {
        var text = new StringBuilder();
        for (var term : terms) {
            // Each term is preceded by its length, so that no two combinations produce the same text.
            text.append(term == null ? -1 : term.name().length()).append(':').append(term == null ? "" : term.name());
        }
        return Term.hash(text.toString());
    }

    /** A table of combinations. */
    enum Table {
        ORIGIN("channel, referrer, referrer_page, source, medium, campaign, keyword, content"),
        CLIENT("language, country, browser, system, device");

        final String columns;

        Table(String columns) {
            this.columns = columns;
        }

        String insert() {
            return "insert into sidetrack." + table() + " (hash, " + columns + ") values (?"
                    + ", ?".repeat(columns.split(",").length) + ")";
        }

        String table() {
            return Texts.lowerCase(this);
        }
    }
}
