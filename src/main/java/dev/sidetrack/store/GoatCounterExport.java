// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.store;

import dev.sidetrack.Campaign;
import java.io.IOException;
import java.io.Reader;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * Reads GoatCounter's CSV export in version 2, which has a row for each view and event, and totals it by day. A
 * session, which lasts at most eight hours, counts as a visit and as a visitor on the day it began.
 *
 * @see <a href="https://www.goatcounter.com/help/export">GoatCounter on the columns</a>
 */
final class GoatCounterExport {

    private static final String PATH = "2Path";
    private static final String CAMPAIGN = "c";
    private static final int LETTERS_OF_A_COUNTRY = 2;

    private final Zone zone;
    private final DayTotals totals = new DayTotals();
    private final Map<String, Visit> visits = new HashMap<>();

    private GoatCounterExport(Zone zone) {
        this.zone = zone;
    }

    /**
     * Reads the file.
     *
     * @throws IllegalArgumentException if it is not such an export, or a cell is invalid
     */
    static DayTotals read(String name, Reader in, Zone zone) throws IOException {
        var rows = new CsvFile(name, in);
        if (!rows.has(PATH)) {
            throw new IllegalArgumentException(name
                    + ", line 1: this is not a CSV export of GoatCounter in version 2, whose first column is " + PATH);
        }
        var export = new GoatCounterExport(zone);
        while (rows.next()) {
            if (rows.number("Bot") == 0) {
                export.add(rows);
            }
        }
        export.visits.values().forEach(export::add);
        return export.totals;
    }

    private void add(CsvFile row) {
        var isEvent = row.isTrue("Event");
        var at = row.time("Date").toInstant();
        var day = zone.day(at);
        var session = row.text("Session");
        // The first view of this path in its session.
        var isFirst = row.isTrue("FirstVisit") && !session.isEmpty();
        var views = isEvent ? 0 : 1;
        totals.of(day, Facet.ALL, "").views(views).events(1 - views);
        totals.of(day, isEvent ? Facet.EVENT : Facet.PAGE, row.text(PATH))
                .visits(isFirst ? 1 : 0)
                .views(views)
                .events(1 - views);
        if (!session.isEmpty()) {
            visits.computeIfAbsent(session, any -> new Visit(row)).add(at, isEvent, row.text(PATH));
        }
    }

    private void add(Visit visit) {
        var bounces = visit.views + visit.events == 1 ? 1 : 0;
        var day = zone.day(visit.began);
        var seconds = Duration.between(visit.began, visit.ended).toSeconds();
        totals.of(day, Facet.ALL, "").visitors(1).visits(1).bounces(bounces).seconds(seconds);
        visit.names()
                .forEach((facet, name) -> totals.of(day, facet, name)
                        .visits(1)
                        .views(visit.views)
                        .events(visit.events)
                        .bounces(bounces)
                        .seconds(seconds));
    }

    /** A session as it is being read. */
    private static final class Visit {

        private final Map<Facet, String> names = new HashMap<>();
        private Instant began = Instant.MAX;
        private Instant ended = Instant.MIN;
        private long views;
        private long events;

        Visit(CsvFile first) {
            var isCampaign = first.text("Referrer scheme").equals(CAMPAIGN);
            var referrer = first.text("Referrer");
            var host = isCampaign ? "" : ForeignNames.host(referrer);
            var location = first.text("Location");
            names.put(Facet.REFERRER, host);
            names.put(Facet.CAMPAIGN, isCampaign ? referrer : "");
            var campaign = isCampaign ? new Campaign(referrer, null, null, null, null, null, null, null) : null;
            names.put(Facet.CHANNEL, ForeignNames.channel(campaign, host));
            names.put(
                    Facet.COUNTRY,
                    location.length() < LETTERS_OF_A_COUNTRY ? "" : location.substring(0, LETTERS_OF_A_COUNTRY));
            names.put(Facet.BROWSER, ForeignNames.family(first.text("Browser")));
            names.put(Facet.SYSTEM, ForeignNames.family(first.text("System")));
            names.put(Facet.ENTRY, "");
            names.put(Facet.EXIT, "");
        }

        void add(Instant at, boolean isEvent, String path) {
            if (isEvent) {
                events++;
            } else {
                views++;
                names.merge(Facet.ENTRY, path, (known, now) -> known.isEmpty() ? now : known);
                names.put(Facet.EXIT, path);
            }
            began = at.isBefore(began) ? at : began;
            ended = at.isAfter(ended) ? at : ended;
        }

        Map<Facet, String> names() {
            return names;
        }
    }
}
