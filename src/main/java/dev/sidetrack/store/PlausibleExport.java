// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.store;

import dev.sidetrack.Campaign;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * Reads the zip that Plausible's <i>Settings, Imports &amp; exports</i> makes: one file {@code imported_….csv} for each
 * report, with totals by day.
 *
 * @see <a href="https://plausible.io/docs/csv-import">Plausible on the files' columns</a>
 */
final class PlausibleExport {

    private static final Pattern FILE = Pattern.compile("(.*/)?(imported_[a-z_]+?)(_[0-9]{8}_[0-9]{8})?[.]csv");
    private static final String VISITORS = "imported_visitors";
    private static final String SOURCES = "imported_sources";
    private static final Map<String, Report> REPORTS = Map.of(
            "imported_pages", new Report(Facet.PAGE, "page", "visits"),
            "imported_entry_pages", new Report(Facet.ENTRY, "entry_page", "entrances"),
            "imported_exit_pages", new Report(Facet.EXIT, "exit_page", "exits"),
            "imported_custom_events", new Report(Facet.EVENT, "name", "visitors"),
            "imported_locations", new Report(Facet.COUNTRY, "country", "visits"),
            "imported_devices", new Report(Facet.DEVICE, "device", "visits"),
            "imported_browsers", new Report(Facet.BROWSER, "browser", "visits"),
            "imported_operating_systems", new Report(Facet.SYSTEM, "operating_system", "visits"));

    private final DayTotals totals = new DayTotals();

    private PlausibleExport() {}

    /**
     * Reads the zip.
     *
     * @throws IllegalArgumentException if it is not such an export, or a cell is invalid
     */
    static DayTotals read(Path zip) throws IOException {
        var export = new PlausibleExport();
        var hasVisitors = false;
        try (var files = new ZipFile(zip.toFile())) {
            for (var entry : files.stream().toList()) {
                var name = FILE.matcher(entry.getName());
                if (name.matches()) {
                    export.read(files, entry, name.group(2));
                    hasVisitors |= name.group(2).equals(VISITORS);
                }
            }
        }
        if (!hasVisitors) {
            throw new IllegalArgumentException(
                    zip.getFileName() + " is not an export of Plausible: it has no imported_visitors….csv");
        }
        return export.totals;
    }

    private void read(ZipFile files, ZipEntry entry, String report) throws IOException {
        try (var in = new InputStreamReader(files.getInputStream(entry), StandardCharsets.UTF_8)) {
            var rows = new CsvFile(entry.getName(), in);
            while (rows.next()) {
                if (report.equals(VISITORS)) {
                    add(rows, Facet.ALL, "", "visits").visitors(rows.number("visitors"));
                } else if (report.equals(SOURCES)) {
                    addSource(rows);
                } else if (REPORTS.containsKey(report)) {
                    add(rows, REPORTS.get(report));
                }
            }
        }
    }

    private void add(CsvFile row, Report report) {
        var name = row.text(report.name());
        var ours =
                switch (report.facet()) {
                    case DEVICE -> ForeignNames.device(name);
                    case BROWSER, SYSTEM -> ForeignNames.family(name);
                    default -> name;
                };
        // Older exports have no visits for pages.
        var sums = add(row, report.facet(), ours, row.has(report.visits()) ? report.visits() : "visitors");
        if (report.facet() == Facet.EVENT) {
            sums.events(row.number("events"));
            totals.of(row.day("date"), Facet.ALL, "").events(row.number("events"));
        }
    }

    private void addSource(CsvFile row) {
        var source = row.text("source");
        var referrer = optional(row, "referrer");
        var isDirect = source.isEmpty() || source.equals("Direct / None");
        var host = isDirect ? "" : ForeignNames.host(referrer.isEmpty() ? source : referrer);
        var campaign = new Campaign(
                optional(row, "utm_source"),
                optional(row, "utm_medium"),
                optional(row, "utm_campaign"),
                null,
                null,
                null,
                null,
                null);
        add(row, Facet.REFERRER, host, "visits");
        add(row, Facet.CHANNEL, ForeignNames.channel(campaign, host), "visits");
        add(row, Facet.SOURCE, campaign.source(), "visits");
        add(row, Facet.MEDIUM, campaign.medium(), "visits");
        add(row, Facet.CAMPAIGN, campaign.name(), "visits");
    }

    private DayTotals.Sums add(CsvFile row, Facet facet, String name, String visits) {
        return totals.of(row.day("date"), facet, name)
                .visits(row.number(visits))
                .views(count(row, "pageviews"))
                .bounces(count(row, "bounces"))
                .seconds(count(row, "visit_duration"));
    }

    private static long count(CsvFile row, String column) {
        return row.has(column) ? row.number(column) : 0;
    }

    private static String optional(CsvFile row, String column) {
        return row.has(column) ? row.text(column) : "";
    }

    /**
     * A file of the zip.
     *
     * @param facet what it lists
     * @param name the column with the name
     * @param visits the column with the number of visits
     */
    private record Report(Facet facet, String name, String visits) {}
}
