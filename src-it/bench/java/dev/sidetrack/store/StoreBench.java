// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.store;

import com.sun.management.OperatingSystemMXBean;
import dev.sidetrack.Hit;
import dev.sidetrack.HitCounts;
import dev.sidetrack.spi.Outcome;
import dev.sidetrack.stats.Answers;
import dev.sidetrack.stats.Dimension;
import dev.sidetrack.stats.Filter;
import dev.sidetrack.stats.Interval;
import dev.sidetrack.stats.Query;
import dev.sidetrack.stats.Slice;
import dev.sidetrack.stats.Stats;
import dev.sidetrack.stats.StatsException;
import dev.sidetrack.storetest.PostgresServer;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** Prints what a store does on this machine: {@code StoreBench h2|postgresql HITS DIRECTORY DAYS}. */
public final class StoreBench {

    private static final int BATCH = 100;
    private static final int WARM_UP = 5_000;
    private static final int ROUNDS = 15;
    private static final int HITS_OF_A_DAY = 2_500;
    private static final int LEAST_DAYS = 28;
    private static final int MOST_DAYS = 394;
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 26);
    private static final String SIZE = """
            select coalesce(sum(pg_total_relation_size(c.oid)), 0) from pg_class c join pg_namespace n on n.oid = c.relnamespace
            where n.nspname = ? and c.relkind = 'r' and c.relname ~ ?""";

    private final TestStore store;
    private final int count;
    private final Duration over;

    private StoreBench(TestStore store, int count, int days) {
        this.store = store;
        this.count = count;
        over = Duration.ofDays(days > 0 ? days : Math.max(LEAST_DAYS, Math.min(MOST_DAYS, count / HITS_OF_A_DAY)));
    }

    public static void main(String[] arguments) throws Exception {
        var count = Integer.parseInt(arguments[1]);
        var days = Integer.parseInt(arguments[3]);
        if (arguments[0].equals("postgresql")) {
            try (var server = PostgresServer.start(System.getProperty("store.given", ""))) {
                System.setProperty("store.postgres", server.url());
                var bench = new StoreBench(TestStore.on("postgresql"), count, days);
                bench.fill();
                var hits = bench.size("^(hit.*|visit)$");
                say("hit and visit with indexes: %.0f bytes a hit", (double) hits / count);
                say("roll-ups: %.1f %% of that", 100.0 * bench.size("^(by_.*|.*_list|unique_day)$") / hits);
                // As autovacuum does within a minute.
                bench.store.update("analyze");
                bench.ask();
                bench.export(Path.of(arguments[2]));
            }
        } else {
            var place = Path.of(arguments[2], "bench").toAbsolutePath();
            Files.deleteIfExists(Path.of(place + ".mv.db"));
            var bench = new StoreBench(TestStore.through("h2", any -> TestStore.h2("file:" + place)), count, days);
            bench.fill();
            bench.store.update("checkpoint sync");
            say("the whole file: %.0f bytes a hit", (double) Files.size(Path.of(place + ".mv.db")) / count);
            bench.ask();
            bench.export(Path.of(arguments[2]));
        }
    }

    private void fill() throws Exception {
        var hits = new BenchHits(TestStore.NOW, over).make(count);
        say("%,d hits over %d days, in batches of %d", hits.size(), over.toDays(), BATCH);
        send(hits.subList(0, Math.min(WARM_UP, hits.size() / 10)), 1);
        var from = Math.min(WARM_UP, hits.size() / 10);
        var half = (from + hits.size()) / 2;
        write("one writer", hits.subList(from, half), 1);
        write("four writers", hits.subList(half, hits.size()), 4);
        say(
                "rolling all up: %.1f s",
                seconds(() -> {
                    store.rollUp();
                    return null;
                }));
    }

    private void write(String what, List<Hit> hits, int writers) throws Exception {
        var before = cpuNanos();
        var seconds = send(hits, writers);
        // Where others use the machine too, this says more than the clock; a PostgreSQL's own is not in it.
        var micros = (cpuNanos() - before) / 1_000.0 / hits.size();
        say("%s: %,.0f hits/s, %.0f µs of this process's CPU a hit", what, hits.size() / seconds, micros);
    }

    private static long cpuNanos() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
    }

    /** Writes them and returns how many seconds that took. */
    private double send(List<Hit> hits, int writers) throws Exception {
        var next = new AtomicInteger();
        var threads = Executors.newFixedThreadPool(writers);
        try {
            Callable<Void> writing = () -> {
                for (var from = next.getAndAdd(BATCH); from < hits.size(); from = next.getAndAdd(BATCH)) {
                    untilTaken(hits.subList(from, Math.min(hits.size(), from + BATCH)));
                }
                return null;
            };
            return seconds(() -> {
                for (var writer : threads.invokeAll(Collections.nCopies(writers, writing))) {
                    writer.get();
                }
                return null;
            });
        } finally {
            threads.shutdown();
        }
    }

    private void untilTaken(List<Hit> batch) {
        List<Outcome> outcomes;
        do {
            outcomes = store.provider().send(batch);
        } while (outcomes.stream().anyMatch(Outcome.Retry.class::isInstance));
        if (outcomes.stream().anyMatch(outcome -> outcome != Outcome.ACCEPTED)) {
            throw new IllegalStateException(outcomes.toString());
        }
    }

    private long size(String tables) {
        return store.number(SIZE, store.schema(), tables);
    }

    private void ask() throws Exception {
        var all = Query.of(TODAY.minusDays(over.toDays()), TODAY).site("shop");
        var month = Query.of(TODAY.minusDays(27), TODAY).site("shop");
        page("all panels, " + over.toDays() + " days", all);
        page("all panels, 28 days", month);
        page("all panels, 28 days of a page", month.filter(Filter.parse("page:is:/products/0")));
        page("all panels, 28 days of a browser", month.filter(Filter.parse("browser:is:Firefox")));
    }

    /** The medians of a page's panels, which share what they have in common, and what they are together. */
    private void page(String what, Query query) throws Exception {
        var times = new LinkedHashMap<String, double[]>();
        var all = new double[ROUNDS];
        for (var round = -1; round < ROUNDS; round++) {
            for (var panel : panels(query).entrySet()) {
                try {
                    var millis = seconds(panel.getValue()) * 1_000;
                    if (round >= 0) {
                        times.computeIfAbsent(panel.getKey(), any -> new double[ROUNDS])[round] = millis;
                        all[round] += millis;
                    }
                } catch (StatsException brokenOff) {
                    say("%s: %s takes longer than 5 s", what, panel.getKey());
                }
            }
        }
        var slowest = Collections.max(times.entrySet(), Comparator.comparing(panel -> median(panel.getValue())));
        say(
                "%s: %.0f ms, of which %s %.0f ms (medians of %d)",
                what, median(all), slowest.getKey(), median(slowest.getValue()), ROUNDS);
    }

    private Map<String, Callable<?>> panels(Query query) {
        var stats = new Stats(store.stores(), new HitCounts(), new Answers());
        var panels = new LinkedHashMap<String, Callable<?>>();
        panels.put("totals", () -> stats.totals(query));
        panels.put("totals before", () -> stats.totals(query.before()));
        panels.put("series", () -> stats.series(query, Interval.DAY));
        panels.put("rising", () -> stats.rising(query, Slice.first(10)));
        panels.put("week", () -> stats.weekHours(query));
        panels.put("slowest", () -> stats.slowest(query, 10, Slice.first(10)));
        for (var dimension : Dimension.values()) {
            panels.put("top " + dimension.key(), () -> stats.top(query, dimension, Slice.first(10)));
        }
        return panels;
    }

    private void export(Path directory) throws Exception {
        var file = directory.resolve("bench.ndjson");
        try (var out = Files.newBufferedWriter(file)) {
            var seconds = seconds(() -> new HitExport(store.store())
                    .write(TODAY.minusDays(over.toDays() + 1), TODAY, null, HitExport.Format.NDJSON, out));
            say("export: %.1f s", seconds);
        } finally {
            Files.deleteIfExists(file);
        }
    }

    private static double median(double[] values) {
        var sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    private static double seconds(Callable<?> work) throws Exception {
        var start = System.nanoTime();
        work.call();
        return (System.nanoTime() - start) / 1e9;
    }

    private static void say(String format, Object... values) {
        System.out.println(String.format(Locale.ROOT, format, values));
    }
}
