// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.pages;

import java.util.List;

/** Writes a table as CSV (RFC 4180). A cell that a spreadsheet would treat as a formula is escaped. */
final class Csv {

    private final StringBuilder text = new StringBuilder();

    Csv(String... heads) {
        row((Object[]) heads);
    }

    Csv row(Object... cells) {
        for (var i = 0; i < cells.length; i++) {
            text.append(i == 0 ? "" : ",")
                    .append(cells[i] instanceof Number ? cells[i] : cell(String.valueOf(cells[i])));
        }
        text.append("\r\n");
        return this;
    }

    <T> Csv rows(List<T> rows, Cells<T> cells) {
        rows.forEach(row -> row(cells.of(row)));
        return this;
    }

    static String cell(String value) {
        var safe = !value.isEmpty() && "=+-@\t\r".indexOf(value.charAt(0)) >= 0 ? "'" + value : value;
        return safe.chars().anyMatch(c -> c == '"' || c == ',' || c == '\n' || c == '\r')
                ? '"' + safe.replace("\"", "\"\"") + '"'
                : safe;
    }

    @Override
    public String toString() {
        return text.toString();
    }

    interface Cells<T> {
        Object[] of(T row);
    }
}
