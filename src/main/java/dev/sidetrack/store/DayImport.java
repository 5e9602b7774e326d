// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.store;

import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.zip.GZIPInputStream;

/**
 * Imports what Plausible or GoatCounter counted before Sidetrack, as totals per day. Imported days have no hits and no
 * hours and cannot be filtered, and the visitors of several days are the sum of the daily visitors.
 *
 * <pre>{@code var read = new DayImport(store).read("shop", Path.of("shop_example_20261126.zip"));}</pre>
 *
 * <p>A day for which the site already has numbers, its own or imported ones, is left unchanged, so importing a file
 * again changes nothing. The whole file is read before anything is written, and either all of it is written or nothing.
 */
final class DayImport {

    private static final LocalDate FIRST = LocalDate.of(2000, 1, 1);

    private final Store store;

    /** Imports into this store. */
    public DayImport(Store store) {
        this.store = store;
    }

    /**
     * Reads a file: the zip of Plausible, or else the CSV file of GoatCounter, which may be gzipped.
     *
     * @param site the key of the site that the numbers belong to; empty for the default site
     * @throws IllegalArgumentException if the file is neither, or contains an error: the message names file, line and
     *     column
     */
    public Result read(String site, Path file) throws IOException, SQLException {
        var totals = totals(file);
        var today = store.zone().day(store.clock().instant());
        for (var day : totals.days().keySet()) {
            if (day.isBefore(FIRST) || day.isAfter(today)) {
                throw new IllegalArgumentException(file.getFileName() + " has numbers of " + day
                        + ", but days must be from " + FIRST + " to today");
            }
        }
        var added = store.addDays(Term.of(TermKind.SITE, site), totals);
        return new Result(added, totals.days().size() - added);
    }

    private DayTotals totals(Path file) throws IOException {
        var name = file.getFileName().toString();
        if (name.endsWith(".zip")) {
            return PlausibleExport.read(file);
        }
        try (var bytes = Files.newInputStream(file);
                var plain = name.endsWith(".gz") ? new GZIPInputStream(bytes) : bytes;
                var in = new InputStreamReader(plain, StandardCharsets.UTF_8)) {
            return GoatCounterExport.read(name, in, store.zone());
        }
    }

    /**
     * The result of importing a file.
     *
     * @param added how many days were added
     * @param present how many days already had numbers and were left unchanged
     */
    public record Result(int added, int present) {}
}
