// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.stats;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;
import static java.util.stream.Collectors.toMap;

import dev.sidetrack.store.ServerTimes;
import dev.sidetrack.store.TestStore;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Every number once more, straight from the table of hits by loops over all of them: slow, and too simple to be wrong.
 */
final class Oracle {

    private static final String HITS = """
            select h.id, h.visitor, h.visit, s.name, p.name, e.name, h.amount, h.kind, h.server_time,
                r.name, ch.name, so.name, me.name, ca.name, co.name, la.name, br.name, sy.name, de.name
            from sidetrack.hit h
            join sidetrack.term s on s.id = h.site join sidetrack.term p on p.id = h.path left join sidetrack.term e on e.id = h.event
            join sidetrack.origin o on o.id = h.origin join sidetrack.client c on c.id = h.client
            join sidetrack.term r on r.id = o.referrer join sidetrack.term ch on ch.id = o.channel
            join sidetrack.term so on so.id = o.source join sidetrack.term me on me.id = o.medium join sidetrack.term ca on ca.id = o.campaign
            join sidetrack.term co on co.id = c.country join sidetrack.term la on la.id = c.language
            join sidetrack.term br on br.id = c.browser join sidetrack.term sy on sy.id = c.system join sidetrack.term de on de.id = c.device
            order by h.id""";
    private static final List<Dimension> OF_HIT = List.of(
            Dimension.REFERRER,
            Dimension.CHANNEL,
            Dimension.SOURCE,
            Dimension.MEDIUM,
            Dimension.CAMPAIGN,
            Dimension.COUNTRY,
            Dimension.LANGUAGE,
            Dimension.BROWSER,
            Dimension.SYSTEM,
            Dimension.DEVICE);

    private final ZoneId zone;
    private final List<Hit> hits = new ArrayList<>();
    private final List<Visit> visits = new ArrayList<>();

    Oracle(TestStore store) {
        zone = store.store().zone().id();
        for (var row : store.rows(HITS)) {
            var of = new TreeMap<Dimension, String>();
            for (var i = 0; i < OF_HIT.size(); i++) {
                of.put(OF_HIT.get(i), (String) row.get(9 + i));
            }
            var id = (UUID) row.get(0);
            var fraction = (id.getMostSignificantBits() & 0xFFF) / 4096.0;
            var time = Instant.ofEpochMilli(id.getMostSignificantBits() >>> 16)
                    .plusNanos((long) Math.ceil(fraction * 1_000) * 1_000);
            hits.add(new Hit(
                    id,
                    (UUID) row.get(1),
                    number(row.get(2)),
                    (String) row.get(3),
                    time,
                    (String) row.get(4),
                    (String) row.get(5),
                    (Double) row.get(6),
                    number(row.get(7)),
                    row.get(8) == null ? null : number(row.get(8)),
                    of));
        }
        hits.stream()
                .collect(groupingBy(hit -> List.of(hit.owner(), hit.visit(), hit.site()), LinkedHashMap::new, toList()))
                .values()
                .forEach(ofVisit -> visits.add(new Visit(ofVisit)));
    }

    long hits() {
        return hits.size();
    }

    Totals totals(Query query) {
        var began = visits.stream()
                .filter(visit -> isIn(query, visit.site(), visit.started()) && matches(query, visit))
                .toList();
        var happened = query.filters().isEmpty()
                ? hits.stream().filter(hit -> isIn(query, hit.site(), hit.at())).toList()
                : began.stream().flatMap(visit -> visit.hits().stream()).toList();
        return totals(began, happened, query.filters().isEmpty());
    }

    Map<Instant, Totals> series(Query query, Interval interval) {
        var began = visits.stream()
                .filter(visit -> isIn(query, visit.site(), visit.started()) && matches(query, visit))
                .collect(groupingBy(visit -> step(query, interval, visit.started())));
        var isUnfiltered = query.filters().isEmpty();
        var happened = hits.stream()
                .filter(hit -> isUnfiltered && isIn(query, hit.site(), hit.at()))
                .collect(groupingBy(hit -> step(query, interval, hit.at())));
        var series = new TreeMap<Instant, Totals>();
        var steps = new HashSet<>(began.keySet());
        steps.addAll(happened.keySet());
        for (var step : steps) {
            var ofStep = began.getOrDefault(step, List.of());
            series.put(
                    step,
                    totals(
                            ofStep,
                            isUnfiltered
                                    ? happened.getOrDefault(step, List.of())
                                    : ofStep.stream()
                                            .flatMap(visit -> visit.hits().stream())
                                            .toList(),
                            isUnfiltered));
        }
        return series;
    }

    List<Row> top(Query query, Dimension by) {
        var isUnfiltered = query.filters().isEmpty();
        var began = visits.stream()
                .filter(visit -> isIn(query, visit.site(), visit.started()) && matches(query, visit))
                .toList();
        var rows = new ArrayList<Row>();
        if (by == Dimension.PAGE || by == Dimension.EVENT) {
            Function<Hit, String> value =
                    by == Dimension.PAGE ? Hit::path : hit -> hit.event() == null ? "" : hit.event();
            var happened = isUnfiltered
                    ? hits.stream()
                            .filter(hit -> isIn(query, hit.site(), hit.at()))
                            .toList()
                    : began.stream()
                            .flatMap(visit -> visit.hits().stream())
                            .filter(hit -> by == Dimension.EVENT || hit.event() == null)
                            .toList();
            happened.stream().collect(groupingBy(value)).forEach((name, ofName) -> {
                Predicate<Hit> counts = hit -> hit.kind() > 0 && (by == Dimension.EVENT || hit.event() == null);
                long visits = isUnfiltered
                        ? ofName.stream()
                                .filter(counts)
                                .map(hit -> List.of(hit.owner(), hit.visit(), hit.site(), day(hit.at())))
                                .distinct()
                                .count()
                        : ofName.stream()
                                .filter(counts)
                                .map(hit -> List.of(hit.owner(), hit.visit(), hit.site()))
                                .distinct()
                                .count();
                var views = by == Dimension.EVENT
                        ? 0
                        : ofName.stream().filter(hit -> hit.event() == null).count();
                var events = ofName.stream().filter(hit -> hit.event() != null).count();
                if (!name.isEmpty() && (by == Dimension.EVENT || views > 0)) {
                    rows.add(new Row(name, visits, views, events, 0, 0, isUnfiltered ? sum(ofName) : 0));
                }
            });
        } else {
            began.stream().collect(groupingBy(visit -> visit.value(by))).forEach((name, ofName) -> {
                if (!name.isEmpty()
                        || !Set.of(
                                        Dimension.ENTRY,
                                        Dimension.EXIT,
                                        Dimension.SOURCE,
                                        Dimension.MEDIUM,
                                        Dimension.CAMPAIGN)
                                .contains(by)) {
                    var of = totals(
                            ofName,
                            ofName.stream()
                                    .flatMap(visit -> visit.hits().stream())
                                    .toList(),
                            false);
                    rows.add(new Row(
                            name, of.visits(), of.views(), of.events(), of.bounces(), of.seconds(), of.value()));
                }
            });
        }
        rows.sort(Comparator.comparing(Row::visits)
                .thenComparing(Row::views)
                .thenComparing(Row::events)
                .reversed()
                .thenComparing(Row::value));
        return rows;
    }

    List<Long> funnel(Query query, List<Step> steps) {
        var reached = new ArrayList<Long>();
        for (var wanted = 1; wanted <= steps.size(); wanted++) {
            var first = steps.subList(0, wanted);
            reached.add(visits.stream()
                    .filter(visit ->
                            visit.kind() > 0 && isIn(query, visit.site(), visit.started()) && matches(query, visit))
                    .filter(visit -> takes(visit.hits(), first))
                    .count());
        }
        return reached;
    }

    private static boolean takes(List<Hit> hits, List<Step> steps) {
        if (steps.isEmpty()) {
            return true;
        }
        for (var i = 0; i < hits.size(); i++) {
            var step = steps.get(0);
            var hit = hits.get(i);
            var is = step.dimension() == Dimension.EVENT
                    ? step.value().equals(hit.event())
                    : hit.event() == null && step.value().equals(hit.path());
            if (is) {
                return takes(hits.subList(i + 1, hits.size()), steps.subList(1, steps.size()));
            }
        }
        return false;
    }

    /** The pages just before or after that page, with how many visits and how often. */
    Map<String, List<Long>> neighbours(Query query, String path, int step) {
        var views = new TreeMap<String, Long>();
        var times = new TreeMap<String, Long>();
        visits.stream()
                .filter(visit ->
                        visit.kind() > 0 && isIn(query, visit.site(), visit.started()) && matches(query, visit))
                .forEach(visit -> {
                    var pages = visit.hits().stream()
                            .filter(hit -> hit.event() == null && !hit.path().isEmpty())
                            .map(Hit::path)
                            .toList();
                    var found = new HashSet<String>();
                    for (var i = 0; i < pages.size(); i++) {
                        if (pages.get(i).equals(path)) {
                            var beyond = i + step < 0 || i + step == pages.size();
                            var neighbour = beyond ? "" : pages.get(i + step);
                            views.merge(neighbour, 1L, Long::sum);
                            times.merge(neighbour, found.add(neighbour) ? 1L : 0L, Long::sum);
                        }
                    }
                });
        var neighbours = new TreeMap<String, List<Long>>();
        views.forEach((page, count) -> neighbours.put(page, List.of(times.get(page), count)));
        return neighbours;
    }

    /** The pages with more visits than in the period before, with both numbers. */
    Map<String, List<Long>> rising(Query query) {
        var before = top(query.before(), Dimension.PAGE).stream().collect(toMap(Row::value, Row::visits));
        var rising = new TreeMap<String, List<Long>>();
        top(query, Dimension.PAGE).stream()
                .filter(row -> row.visits() > before.getOrDefault(row.value(), 0L))
                .forEach(row -> rising.put(row.value(), List.of(row.visits(), before.getOrDefault(row.value(), 0L))));
        return rising;
    }

    List<List<Long>> weekHours(Query query) {
        var counts = visits.stream()
                .filter(visit ->
                        visit.kind() > 0 && isIn(query, visit.site(), visit.started()) && matches(query, visit))
                .map(visit -> visit.started().atZone(zone))
                .collect(groupingBy(time -> time.getDayOfWeek().ordinal() * 24 + time.getHour(), counting()));
        var week = new ArrayList<List<Long>>();
        for (var day = 0; day < 7; day++) {
            var hours = new ArrayList<Long>();
            for (var hour = 0; hour < 24; hour++) {
                hours.add(counts.getOrDefault(day * 24 + hour, 0L));
            }
            week.add(hours);
        }
        return week;
    }

    private static Totals totals(List<Visit> began, List<Hit> happened, boolean withServerTime) {
        var real = began.stream().filter(visit -> visit.kind() > 0).toList();
        var bars = new long[ServerTimes.BARS];
        happened.stream()
                .filter(hit -> withServerTime && hit.event() == null && hit.serverTime() != null)
                .forEach(hit -> bars[bar(hit.serverTime())]++);
        var timed = java.util.stream.LongStream.of(bars).sum();
        return new Totals(
                real.stream()
                        .map(visit -> visit.hits().get(0).visitor())
                        .distinct()
                        .count(),
                real.size(),
                happened.stream().filter(hit -> hit.event() == null).count(),
                happened.stream().filter(hit -> hit.event() != null).count(),
                real.stream().filter(visit -> visit.hits().size() == 1).count(),
                began.stream()
                                .mapToLong(visit -> Duration.between(visit.started(), visit.ended())
                                                .toNanos()
                                        / 1000)
                                .sum()
                        / 1e6,
                sum(happened),
                timed == 0
                        ? ServerTime.NONE
                        : new ServerTime(timed, ServerTimes.quantile(bars, 0.5), ServerTimes.quantile(bars, 0.95)),
                true,
                real.stream().anyMatch(visit -> visit.kind() == 2));
    }

    private static int bar(int micros) {
        var bar = 0;
        while (bar < ServerTimes.BARS - 1 && micros >= 128L << bar) {
            bar++;
        }
        return bar;
    }

    private static double sum(List<Hit> hits) {
        return hits.stream()
                .filter(hit -> hit.amount() != null)
                .map(hit -> BigDecimal.valueOf(hit.amount()))
                .reduce(BigDecimal.ZERO, BigDecimal::add)
                .doubleValue();
    }

    private boolean isIn(Query query, String site, Instant time) {
        var day = day(time);
        return (query.site() == null || query.site().equals(site))
                && !day.isBefore(query.from())
                && !day.isAfter(query.to());
    }

    private LocalDate day(Instant time) {
        return LocalDate.ofInstant(time, zone);
    }

    private Instant step(Query query, Interval interval, Instant time) {
        var local = time.atZone(zone);
        if (interval == Interval.HOUR) {
            // An hour in which clocks change ends there.
            var hour = local.toOffsetDateTime().truncatedTo(ChronoUnit.HOURS).toInstant();
            var change = zone.getRules().previousTransition(time.plusNanos(1));
            return change != null && change.getInstant().isAfter(hour) ? change.getInstant() : hour;
        }
        var day = local.toLocalDate();
        var first =
                switch (interval) {
                    case WEEK -> day.minusDays(day.getDayOfWeek().ordinal());
                    case MONTH -> day.withDayOfMonth(1);
                    default -> day;
                };
        return (first.isBefore(query.from()) ? query.from() : first)
                .atStartOfDay(zone)
                .toInstant();
    }

    private static boolean matches(Query query, Visit visit) {
        return query.filters().stream().allMatch(filter -> matches(filter, visit));
    }

    private static boolean matches(Filter filter, Visit visit) {
        var values =
                switch (filter.dimension()) {
                    case PAGE ->
                        visit.hits().stream()
                                .filter(hit -> hit.event() == null)
                                .map(Hit::path)
                                .filter(path -> !path.isEmpty())
                                .toList();
                    case EVENT ->
                        visit.hits().stream()
                                .map(Hit::event)
                                .filter(event -> event != null)
                                .toList();
                    default -> List.of(visit.value(filter.dimension()));
                };
        return switch (filter.match()) {
            case IS, IN -> values.stream().anyMatch(filter.values()::contains);
            case NOT -> values.stream().noneMatch(filter.values()::contains);
            case CONTAINS ->
                values.stream()
                        .anyMatch(value -> value.toLowerCase()
                                .contains(filter.values().get(0).toLowerCase()));
        };
    }

    private static int number(Object number) {
        return ((Number) number).intValue();
    }

    private record Hit(
            UUID id,
            UUID visitor,
            int visit,
            String site,
            Instant at,
            String path,
            String event,
            Double amount,
            int kind,
            Integer serverTime,
            Map<Dimension, String> of) {

        UUID owner() {
            return visitor == null ? id : visitor;
        }
    }

    private record Visit(List<Hit> hits) {

        int kind() {
            return hits.get(0).kind();
        }

        String site() {
            return hits.get(0).site();
        }

        Instant started() {
            return hits.stream().map(Hit::at).min(Comparator.naturalOrder()).orElseThrow();
        }

        Instant ended() {
            return hits.stream().map(Hit::at).max(Comparator.naturalOrder()).orElseThrow();
        }

        String value(Dimension dimension) {
            var views = hits.stream().filter(hit -> hit.event() == null).toList();
            return switch (dimension) {
                case ENTRY -> views.isEmpty() ? "" : views.get(0).path();
                case EXIT -> views.isEmpty() ? "" : views.get(views.size() - 1).path();
                default -> hits.get(0).of().get(dimension);
            };
        }
    }
}
