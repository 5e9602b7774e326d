// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.store;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A CSV file (RFC 4180) whose first line names its columns, read row by row. Every error is an
 * {@link IllegalArgumentException} that names the file, line and column, but not the text, which may contain an
 * address.
 */
final class CsvFile {

    private static final int BYTE_ORDER_MARK = '\uFEFF';
    /** How ClickHouse writes a missing value. */
    private static final String NULL = "\\N";

    private static final long MOST = 1_000_000_000;

    private final String name;
    private final BufferedReader in;
    private final Map<String, Integer> columns = new HashMap<>();
    private List<String> cells;
    private int line;
    private int lineOfRow;

    CsvFile(String name, Reader reader) throws IOException {
        this.name = name;
        in = new BufferedReader(reader);
        in.mark(1);
        if (in.read() != BYTE_ORDER_MARK) {
            in.reset();
        }
        if (!next()) {
            throw new IllegalArgumentException(name + " is empty: its first line should name its columns");
        }
        cells.forEach(column -> columns.put(column.strip(), columns.size()));
    }

    /** Moves to the next row; {@code false} if there is none. */
    boolean next() throws IOException {
        do {
            cells = read();
        } while (cells != null && cells.size() == 1 && cells.get(0).isEmpty());
        if (cells != null && !columns.isEmpty() && cells.size() != columns.size()) {
            throw wrong(
                    "there are " + cells.size() + " cells, but the first line names " + columns.size() + " columns");
        }
        return cells != null;
    }

    /** Whether the file has this column. */
    boolean has(String column) {
        return columns.containsKey(column);
    }

    /** The text in this column; empty if it is missing. */
    String text(String column) {
        var index = columns.get(column);
        if (index == null) {
            throw new IllegalArgumentException(name + ", line 1: there is no column '" + column + "'");
        }
        var text = cells.get(index);
        return text.equals(NULL) ? "" : text;
    }

    /** The whole number in this column, 0 to one billion; 0 if it is missing. */
    long number(String column) {
        var text = text(column);
        try {
            var number = text.isEmpty() ? 0 : Long.parseLong(text);
            if (number >= 0 && number <= MOST) {
                return number;
            }
        } catch (NumberFormatException told) {
            // Treated like a number that is too large.
        }
        throw wrong(column, "is not a whole number from 0 to " + MOST);
    }

    /** The boolean in this column, which must be {@code true} or {@code false}. */
    boolean isTrue(String column) {
        var text = text(column);
        if (!text.equals("true") && !text.equals("false")) {
            throw wrong(column, "is neither true nor false");
        }
        return text.equals("true");
    }

    /** The day in this column, such as {@code 2026-11-26}. */
    LocalDate day(String column) {
        try {
            return LocalDate.parse(text(column));
        } catch (DateTimeException told) {
            throw wrong(column, "is not a day such as 2026-11-26");
        }
    }

    /** The time in this column, such as {@code 2026-11-26T14:10:00Z}. */
    OffsetDateTime time(String column) {
        try {
            return OffsetDateTime.parse(text(column));
        } catch (DateTimeException told) {
            throw wrong(column, "is not a time such as 2026-11-26T14:10:00Z");
        }
    }

    /** An error in this column of the current row. */
    IllegalArgumentException wrong(String column, String what) {
        return wrong("column '" + column + "' " + what);
    }

    private IllegalArgumentException wrong(String what) {
        return new IllegalArgumentException(name + ", line " + lineOfRow + ": " + what);
    }

    private List<String> read() throws IOException {
        lineOfRow = ++line;
        var c = in.read();
        if (c < 0) {
            return null;
        }
        var row = new ArrayList<String>();
        var cell = new StringBuilder();
        for (; c >= 0 && c != '\n'; c = in.read()) {
            if (c == '"' && cell.isEmpty()) {
                quoted(cell);
            } else if (c == ',') {
                row.add(cell.toString());
                cell.setLength(0);
            } else if (c != '\r') {
                cell.append((char) c);
            }
        }
        row.add(cell.toString());
        return row;
    }

    /** Reads up to the closing quote of the cell. */
    private void quoted(StringBuilder cell) throws IOException {
        for (var c = in.read(); c >= 0; c = in.read()) {
            if (c == '"') {
                in.mark(1);
                if (in.read() != '"') {
                    in.reset();
                    return;
                }
            }
            if (c == '\n') {
                line++;
            }
            cell.append((char) c);
        }
        throw wrong("a quote is opened and never closed");
    }
}
