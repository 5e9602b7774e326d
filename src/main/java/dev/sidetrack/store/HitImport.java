// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.store;

import dev.sidetrack.json.JsonReader;
import java.io.BufferedReader;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Imports hits that {@link HitExport} wrote as NDJSON; hits that the store already has are skipped. */
final class HitImport {

    private static final int AT_ONCE = 200;
    private static final List<Column> ORIGIN = List.of(
            new Column(TermKind.CHANNEL, "channel"),
            new Column(TermKind.HOST, "referrer"),
            new Column(TermKind.REFERRER_PAGE, "referrerPage"),
            new Column(TermKind.SOURCE, "source"),
            new Column(TermKind.MEDIUM, "medium"),
            new Column(TermKind.CAMPAIGN, "campaign"),
            new Column(TermKind.KEYWORD, "keyword"),
            new Column(TermKind.CONTENT, "content"));
    private static final List<Column> CLIENT = List.of(
            new Column(TermKind.LANGUAGE, "language"),
            new Column(TermKind.COUNTRY, "country"),
            new Column(TermKind.BROWSER, "browser"),
            new Column(TermKind.SYSTEM, "system"),
            new Column(TermKind.DEVICE, "device"));

    private final Store store;

    /** Imports into this store. */
    public HitImport(Store store) {
        this.store = store;
    }

    /**
     * Reads all lines; returns how many hits were new.
     *
     * @throws IllegalArgumentException if a line is not a hit; the lines before it may have been stored, so the file
     *     can simply be imported again
     */
    public long read(BufferedReader lines) throws IOException, SQLException {
        var added = 0L;
        var hits = new ArrayList<StoredHit>();
        var number = 1L;
        // What waits for a roll-up is not to be mixed up with what comes.
        store.rollUp();
        for (var line = lines.readLine(); line != null; line = lines.readLine(), number++) {
            if (!line.isBlank()) {
                var hit = hit(line, number);
                if (hit.at().isBefore(store.hitsSince())) {
                    throw new IllegalArgumentException("Line " + number + " is of " + hit.at() + ", but of days before "
                            + store.zone().day(store.hitsSince()) + " this database keeps no hits, only their totals:"
                            + " import it into an empty database.");
                }
                hits.add(hit);
            }
            if (hits.size() == AT_ONCE) {
                added += store.write(hits);
                hits.clear();
            }
        }
        if (!hits.isEmpty()) {
            added += store.write(hits);
        }
        store.rollUp();
        return added;
    }

    private static StoredHit hit(String line, long number) {
        try {
            return hit(line);
        } catch (RuntimeException malformed) {
            throw new IllegalArgumentException("Line " + number + " is no hit as an export writes it.", malformed);
        }
    }

    private static StoredHit hit(String line) {
        var texts = new HashMap<String, String>();
        var numbers = new HashMap<String, Double>();
        var json = new JsonReader(line);
        json.beginObject();
        for (var name = json.nextName(); name != null; name = json.nextName()) {
            switch (name) {
                case "kind", "visit", "value", "serverTimeMicros", "consent" ->
                    numbers.put(name, ((Number) json.scalar()).doubleValue());
                default -> texts.put(name, json.string());
            }
        }
        return hit(texts, numbers);
    }

    private static StoredHit hit(Map<String, String> texts, Map<String, Double> numbers) {
        var visitor = texts.get("visitor");
        var server = numbers.get("serverTimeMicros");
        var time = Instant.parse(texts.get("time"));
        return new StoredHit(
                HitIds.of(UUID.fromString(texts.get("id")), time),
                visitor == null ? null : UUID.fromString(visitor),
                numbers.get("kind").intValue(),
                numbers.get("visit").intValue(),
                time,
                term(TermKind.SITE, texts.getOrDefault("site", "")),
                term(TermKind.PATH, texts.get("path")),
                term(TermKind.TITLE, texts.get("title")),
                term(TermKind.EVENT, texts.get("event")),
                term(TermKind.CATEGORY, texts.get("category")),
                term(TermKind.LABEL, texts.get("label")),
                numbers.get("value"),
                combination(Combination.Table.ORIGIN, texts, ORIGIN),
                combination(Combination.Table.CLIENT, texts, CLIENT),
                server == null ? null : server.intValue(),
                numbers.get("consent").intValue(),
                texts.get("user"),
                texts.get("properties"));
    }

    private static Combination combination(Combination.Table table, Map<String, String> texts, List<Column> columns) {
        return Combination.of(
                table,
                columns.stream()
                        .map(column -> term(column.kind(), texts.get(column.name())))
                        .toArray(Term[]::new));
    }

    private static Term term(TermKind kind, String text) {
        return Term.of(kind, text);
    }

    private record Column(TermKind kind, String name) {}
}
