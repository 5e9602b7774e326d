// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.pages;

import dev.sidetrack.stats.Change;
import dev.sidetrack.stats.Deliveries;
import dev.sidetrack.stats.Dimension;
import dev.sidetrack.stats.Funnel;
import dev.sidetrack.stats.Goal;
import dev.sidetrack.stats.Interval;
import dev.sidetrack.stats.Note;
import dev.sidetrack.stats.PageTime;
import dev.sidetrack.stats.Part;
import dev.sidetrack.stats.Point;
import dev.sidetrack.stats.Query;
import dev.sidetrack.stats.RecentHit;
import dev.sidetrack.stats.Row;
import dev.sidetrack.stats.ServerTime;
import dev.sidetrack.stats.Slice;
import dev.sidetrack.stats.Stats;
import dev.sidetrack.stats.Step;
import dev.sidetrack.stats.Top;
import dev.sidetrack.stats.Totals;
import dev.sidetrack.stats.WeekHours;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The numbers of a shop of some size, the same each time, and the questions that were asked. */
public class FakeStats extends Stats {

    static final ZoneId ZONE = ZoneId.of("Europe/Berlin");
    /** The most slow or rising pages that were asked for at once. */
    int mostAskedFor;

    private static final double[] WEEK = {1, 1.06, 1.04, 1.08, 1, 0.66, 0.62};
    private static final Map<Dimension, List<String>> VALUES = Map.ofEntries(
            Map.entry(
                    Dimension.PAGE,
                    List.of(
                            "/",
                            "/cart",
                            "/products/steel-light-2",
                            "/checkout",
                            "/products/gloves-alpine-4",
                            "/products/sport-sport-5",
                            "/products/stove-city-6",
                            "/products/stove-watch-7",
                            "/products/retro-steel-8",
                            "/about")),
            Map.entry(Dimension.ENTRY, List.of("/", "/products/steel-light-2", "/blog/how-to-choose-a-stove")),
            Map.entry(Dimension.EXIT, List.of("/thanks", "/", "/cart")),
            Map.entry(
                    Dimension.REFERRER,
                    List.of(
                            "",
                            "google.com",
                            "bing.com",
                            "duckduckgo.com",
                            "news.ycombinator.com",
                            "reddit.com",
                            "t.co",
                            "linkedin.com",
                            "facebook.com",
                            "example.org")),
            Map.entry(Dimension.CHANNEL, List.of("direct", "search", "social", "mail", "paid", "referral", "ai")),
            Map.entry(Dimension.SOURCE, List.of("newsletter", "google", "meta")),
            Map.entry(Dimension.MEDIUM, List.of("email", "cpc", "social")),
            Map.entry(
                    Dimension.CAMPAIGN,
                    List.of("november", "october", "brand", "shoes", "coffee", "retarget", "lookalike", "launch")),
            Map.entry(
                    Dimension.EVENT,
                    List.of("add-to-cart", "search", "newsletter-signup", "order-placed", "download", "video-play")),
            Map.entry(Dimension.COUNTRY, List.of("US", "DE", "GB", "FR", "ES", "NL", "BR", "CA")),
            Map.entry(Dimension.LANGUAGE, List.of("en", "de", "fr", "es", "nl", "pt")),
            Map.entry(Dimension.BROWSER, List.of("Chrome", "Firefox", "Safari", "Edge", "Samsung Internet")),
            Map.entry(Dimension.SYSTEM, List.of("Windows", "Android", "iOS", "macOS", "Linux")),
            Map.entry(Dimension.DEVICE, List.of("desktop", "mobile", "tablet")));

    final List<Query> asked = new ArrayList<>();
    final List<Slice> slices = new ArrayList<>();
    List<String> hostile = List.of();
    boolean available = true;
    Deliveries deliveries = new Deliveries(10_000_000, 0, 0, 0);
    RuntimeException failure;

    final Map<String, String> kept = new HashMap<>();

    FakeStats() {
        super(null, null, null);
    }

    @Override
    public String kept(String name) {
        if (failure != null) {
            throw failure;
        }
        return kept.get(name);
    }

    @Override
    public boolean keep(String name, String before, String text) {
        if (!Objects.equals(kept.get(name), before)) {
            return false;
        }
        kept.put(name, text);
        return true;
    }

    @Override
    public boolean isAvailable() {
        return available;
    }

    @Override
    public ZoneId zone() {
        if (failure != null) {
            throw failure;
        }
        return ZONE;
    }

    @Override
    public List<String> warnings() {
        return List.of();
    }

    @Override
    public List<String> sites() {
        return List.of("", "blog", "docs");
    }

    @Override
    public Totals totals(Query query) {
        note(query);
        var totals = new Totals[] {Totals.NONE};
        series(query, Interval.DAY).forEach(point -> totals[0] = sum(totals[0], point.totals()));
        return totals[0];
    }

    @Override
    public List<Point> series(Query query, Interval interval) {
        note(query);
        var points = new ArrayList<Point>();
        if (interval == Interval.HOUR) {
            for (var day = query.from(); !day.isAfter(query.to()); day = day.plusDays(1)) {
                for (var hour = 0; hour < 24; hour++) {
                    points.add(new Point(
                            day.atStartOfDay(ZONE).plusHours(hour),
                            scaled(day, (0.2 + Math.sin(Math.PI * hour / 24)) / 20)));
                }
            }
            return points;
        }
        for (var day = query.from(); !day.isAfter(query.to()); day = day.plusDays(1)) {
            var starts = points.isEmpty()
                    || interval == Interval.DAY
                    || interval == Interval.WEEK && day.getDayOfWeek().getValue() == 1
                    || interval == Interval.MONTH && day.getDayOfMonth() == 1;
            if (starts) {
                points.add(new Point(day.atStartOfDay(ZONE), scaled(day, 1)));
            } else {
                var last = points.remove(points.size() - 1);
                points.add(new Point(last.from(), sum(last.totals(), scaled(day, 1))));
            }
        }
        return points;
    }

    private static Totals scaled(LocalDate day, double by) {
        var growth = 1 + (day.toEpochDay() - 20_700) * 0.004;
        var visits = by
                * 8_200
                * growth
                * WEEK[day.getDayOfWeek().ordinal()]
                * (1 + 0.05 * Math.sin(day.toEpochDay() * 1.7));
        return new Totals(
                Math.round(visits * 0.87),
                Math.round(visits),
                Math.round(visits * 2.59),
                Math.round(visits * 0.3),
                Math.round(visits * 0.46),
                Math.round(visits) * 91.0,
                visits * 0.9,
                new ServerTime(Math.round(visits * 2.6), 0.021, 0.06 + 0.01 * Math.sin(day.toEpochDay())),
                true,
                false);
    }

    private static Totals sum(Totals one, Totals other) {
        return new Totals(
                one.visitors() + other.visitors(),
                one.visits() + other.visits(),
                one.views() + other.views(),
                one.events() + other.events(),
                one.bounces() + other.bounces(),
                one.seconds() + other.seconds(),
                one.value() + other.value(),
                other.serverTime(),
                true,
                false);
    }

    @Override
    public Top top(Query query, Dimension by, Slice slice) {
        note(query);
        slices.add(slice);
        var values = hostile.isEmpty() ? VALUES.get(by) : hostile;
        var rows = IntStream.range(0, values.size())
                .mapToObj(i -> {
                    var visits = Math.round(99_100 / Math.pow(i + 1, 1.2));
                    return new Row(
                            values.get(i),
                            visits,
                            by == Dimension.EVENT ? 0 : Math.round(visits * 1.3),
                            visits / 9,
                            visits / 3,
                            visits * 80.0,
                            i * 10.5);
                })
                .filter(row -> slice.search() == null || row.value().contains(slice.search()))
                .toList();
        return new Top(
                rows.stream().skip(slice.offset()).limit(slice.limit()).toList(),
                by == Dimension.PAGE ? 3_596 : rows.size(),
                true);
    }

    @Override
    public Part<Change> rising(Query query, Slice slice) {
        var hundreds = IntStream.range(0, 120).mapToObj(i -> new Change("/old/" + i, 200 - i, 0));
        return part(
                Stream.concat(
                        Stream.concat(
                                hostile.stream().map(value -> new Change(value, 9_000, 1)),
                                Stream.of(
                                        new Change("/blog/how-to-choose-a-stove", 4_100, 900),
                                        new Change("/sale", 3_000, 2_500))),
                        hundreds),
                Change::value,
                slice);
    }

    @Override
    public List<Goal> goals(Query query, int limit) {
        return top(query, Dimension.EVENT, Slice.first(limit)).rows().stream()
                .map(row -> new Goal(
                        row.value(),
                        row.visits() / 6,
                        row.events(),
                        row.visits() / 6 / 228_900.0,
                        row.value().equals("order-placed") || hostile.contains(row.value()) ? 201_346 : 0))
                .toList();
    }

    @Override
    public Funnel funnel(Query query, List<Step> steps) {
        return new Funnel(
                steps,
                IntStream.range(0, steps.size()).mapToObj(i -> 30_000L >> i).toList(),
                true);
    }

    @Override
    public WeekHours weekHours(Query query) {
        note(query);
        return new WeekHours(IntStream.range(0, 7)
                .mapToObj(day -> IntStream.range(0, 24)
                        .mapToObj(hour ->
                                Math.round(WEEK[day] * 3_000 * Math.exp(-Math.pow((hour - 15.5) / 5.5, 2))) + 200)
                        .toList())
                .toList());
    }

    @Override
    public Part<PageTime> slowest(Query query, int leastViews, Slice slice) {
        return part(
                Stream.concat(
                        hostile.stream().map(value -> new PageTime(value, new ServerTime(10, 0.1, 0.2))),
                        IntStream.range(0, 12)
                                .mapToObj(i -> new PageTime(
                                        "/products/smart-max-" + (30 + i),
                                        new ServerTime(2_079 + 1_500L * i, 0.03, 0.069 - i * 0.001)))),
                PageTime::path,
                slice);
    }

    private <T> Part<T> part(Stream<T> all, Function<T, String> name, Slice slice) {
        mostAskedFor = Math.max(mostAskedFor, slice.limit());
        var found = all.filter(each -> slice.search() == null
                        || name.apply(each)
                                .toLowerCase(Locale.ROOT)
                                .contains(slice.search().toLowerCase(Locale.ROOT)))
                .toList();
        return new Part<>(
                found.stream().skip(slice.offset()).limit(slice.limit()).toList(), found.size());
    }

    @Override
    public long online(String site) {
        return 143;
    }

    @Override
    public List<RecentHit> latest(String site, int limit) {
        return List.of(new RecentHit(
                UUID.fromString("019cb6f1-1a13-73c0-8d4e-0123456789ab"),
                Instant.parse("2026-11-21T10:00:00Z"),
                "",
                hostile.isEmpty() ? "/cart" : hostile.get(0),
                hostile.isEmpty() ? null : hostile.get(hostile.size() - 1),
                "google.com",
                "DE",
                "Firefox"));
    }

    @Override
    public Deliveries deliveries() {
        return deliveries;
    }

    @Override
    public List<Note> notes(Query query) {
        return List.of(
                new Note(
                        1,
                        null,
                        query.from().plusDays(5).atTime(12, 0).atZone(ZONE).toInstant(),
                        "2.4.0 deployed"),
                new Note(
                        2,
                        null,
                        ZonedDateTime.of(query.to().minusDays(7), java.time.LocalTime.NOON, ZONE)
                                .toInstant(),
                        hostile.isEmpty() ? "Newsletter" : hostile.get(3)));
    }

    private void note(Query query) {
        if (failure != null) {
            throw failure;
        }
        asked.add(query);
    }
}
