// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.store;

import dev.sidetrack.json.JsonWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Writes all hits of a period and the others of its visits, streaming them from the database. An interrupted export
 * continues after the last id that was written.
 *
 * <pre>{@code
 * var last = new HitExport(store).write(from, to, null, HitExport.Format.NDJSON, writer);
 * new HitExport(store).write(from, to, last, HitExport.Format.NDJSON, writer);   // the hits since then
 * }</pre>
 */
final class HitExport {

    private static final UUID FIRST = new UUID(0, 0);
    /** Spreadsheets treat cells that begin with these as formulas. */
    private static final String FORMULA = "=+-@\t\r";

    private final Store store;

    /** Exports from this store. */
    public HitExport(Store store) {
        this.store = store;
    }

    /**
     * Writes the hits of these days, both included, and the others of visits that were in them too, oldest first,
     * starting after this id ({@code null}: from the first); returns the id of the last one.
     *
     * @throws UncheckedIOException if {@code out} fails
     */
    public UUID write(LocalDate from, LocalDate to, UUID after, Format format, Appendable out) throws SQLException {
        var last = new UUID[] {after};
        if (format == Format.CSV && after == null) {
            append(out, String.join(",", HitColumns.NAMES) + "\r\n");
        }
        store.database().readLong(session -> {
            new HitReader(session)
                    .each(
                            after == null ? FIRST : after,
                            store.zone().start(from),
                            store.zone().start(to.plusDays(1)),
                            hit -> {
                                append(out, format == Format.CSV ? csv(hit) : json(hit));
                                last[0] = (UUID) hit.get(0);
                            });
            return null;
        });
        return last[0];
    }

    private static String csv(List<Object> hit) {
        return hit.stream()
                .map(value -> value == null ? "" : value instanceof String text ? cell(text) : value.toString())
                .collect(Collectors.joining(",", "", "\r\n"));
    }

    /** As RFC 4180 has it. */
    static String cell(String text) {
        var safe = !text.isEmpty() && FORMULA.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
        return safe.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r')
                ? '"' + safe.replace("\"", "\"\"") + '"'
                : safe;
    }

    private static String json(List<Object> hit) {
        var json = new JsonWriter().object();
        for (var i = 0; i < hit.size(); i++) {
            var value = hit.get(i);
            if (value != null && !"".equals(value)) {
                json.name(HitColumns.NAMES.get(i)).value(jsonValue(value));
            }
        }
        return json.end() + "\n";
    }

    private static Object jsonValue(Object value) {
        return value instanceof Integer || value instanceof Short
                ? (Object) ((Number) value).longValue()
                : value instanceof UUID || value instanceof Instant ? value.toString() : value;
    }

    private static void append(Appendable out, String text) {
        try {
            out.append(text);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** How hits are written. */
    public enum Format {
        /** RFC 4180, with names in the first line. */
        CSV,
        /** A JSON object per line, without empty fields. */
        NDJSON
    }

    /** The names of the columns. */
    public static List<String> columns() {
        return HitColumns.NAMES;
    }
}
