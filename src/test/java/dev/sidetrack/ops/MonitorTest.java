// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.ops;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sidetrack.HitCounts.Count;
import dev.sidetrack.LogLines;
import dev.sidetrack.SampleHits;
import dev.sidetrack.delivery.ProviderState;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.opentelemetry.sdk.metrics.data.LongPointData;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.testing.exporter.InMemoryMetricReader;
import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.management.ObjectName;
import javax.management.openmbean.TabularData;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MonitorTest {

    // The OpenTelemetry API tells that it is left alone here.
    private final LogLines log = LogLines.of("io.opentelemetry");
    private final Watched watched = new Watched();
    private final Monitor monitor = watched.monitor;

    @AfterEach
    void closeLog() {
        log.close();
    }

    @Test
    void counts_ofEveryFate_areWhatWasCounted() {
        countEverything();
        assertThat(monitor.getCaptured()).isEqualTo(1);
        assertThat(monitor.getExcluded()).isEqualTo(Map.of("path", 2L, "method", 3L));
        assertThat(monitor.getDropped()).isEqualTo(4);
        assertThat(monitor.getPublished()).isEqualTo(5);
        assertThat(monitor.getDelivered()).isEqualTo(Map.of("p", 6L));
        assertThat(monitor.getRejected()).isEqualTo(Map.of("p", 7L));
        assertThat(monitor.getRetried()).isEqualTo(Map.of("p", 8L));
        assertThat(monitor.getDead()).isEqualTo(Map.of("", 9L));
    }

    @Test
    void getBuffered_someHits_areThose() {
        assertThat(monitor.getBufferedHits()).isZero();
        watched.buffer.offer(SampleHits.event());
        assertThat(monitor.getBufferedHits()).isEqualTo(1);
        assertThat(monitor.getBufferedBytes()).isEqualTo(watched.buffer.bytes()).isPositive();
    }

    @Test
    void getOldestUndelivered_nothingWaits_isZero() {
        watched.destinations.put("p", "CLOSED", null, null);
        assertThat(monitor.getOldestUndeliveredSeconds()).isZero();
    }

    @Test
    void getOldestUndelivered_inMemoryAndOnTheQueue_isTheOlder() {
        watched.buffer.offer(Watched.at(Instant.now().minusSeconds(1_000)));
        assertThat(monitor.getOldestUndeliveredSeconds()).isBetween(1_000L, 1_030L);
        watched.destinations.put(waiting("p", 2_000));
        watched.destinations.put(waiting("q", 500));
        assertThat(monitor.getOldestUndeliveredSeconds()).isBetween(2_000L, 2_030L);
    }

    @Test
    void getOldestUndelivered_hitOfTheFuture_isZero() {
        watched.buffer.offer(Watched.at(Instant.now().plusSeconds(1_000)));
        assertThat(monitor.getOldestUndeliveredSeconds()).isZero();
    }

    @Test
    void circuits_severalProviders_areTheirs() {
        watched.destinations.put("q", "OPEN", "HTTP status 503", SampleHits.TIME);
        watched.destinations.put("p", "CLOSED", null, null);
        assertThat(monitor.getCircuits()).isEqualTo(Map.of("p", "CLOSED", "q", "OPEN"));
        assertThat(monitor.getTroubles()).isEqualTo(Map.of("q", "HTTP status 503"));
    }

    @Test
    void deadLetters_listed_areALineEach() {
        assertThat(monitor.countDeadLetters()).isEqualTo(Map.of("", 1, "p", 2));
        assertThat(monitor.listDeadLetters(2))
                .containsExactly(
                        "{\"died\":\"2026-03-04T05:07:07.891234Z\",\"provider\":\"p\",\"reason\":\"it said \\\"no\\\"\\n\",\"status\":404,\"hits\":3,"
                                + "\"attempts\":4,\"firstFailure\":\"2026-03-04T05:06:07.891234Z\"}",
                        "{\"died\":\"null\",\"status\":0,\"hits\":0,\"attempts\":0,\"firstFailure\":\"null\"}");
    }

    @Test
    void deadLetters_commands_areTheirs() {
        assertThat(monitor.replayDeadLetters()).isEqualTo(1);
        assertThat(watched.deadLetters.done).isEqualTo("replay all");
        assertThat(monitor.replayDeadLettersOf("p")).isEqualTo(2);
        assertThat(watched.deadLetters.done).isEqualTo("replay p");
        assertThat(monitor.purgeDeadLetters()).isEqualTo(3);
        assertThat(watched.deadLetters.done).isEqualTo("purge all");
        assertThat(monitor.purgeDeadLettersOf("p")).isEqualTo(4);
        assertThat(watched.deadLetters.done).isEqualTo("purge p");
    }

    @Test
    void registration_whileRegistered_isSeenByJmx() throws Exception {
        countEverything();
        var server = ManagementFactory.getPlatformMBeanServer();
        var name = new ObjectName("dev.sidetrack:type=Sidetrack,application=\"a shop, with = and \\\"\"");
        var registration = registration("a shop, with = and \"");
        registration.register("/shop");
        try {
            assertThat(server.getAttribute(name, "Captured")).isEqualTo(1L);
            assertThat(((TabularData) server.getAttribute(name, "Excluded")).size())
                    .isEqualTo(2);
            assertThat(server.invoke(
                            name, "replayDeadLettersOf", new Object[] {"p"}, new String[] {"java.lang.String"}))
                    .isEqualTo(2);
            assertThat((String[]) server.invoke(name, "listDeadLetters", new Object[] {1}, new String[] {"int"}))
                    .hasSize(1);
        } finally {
            registration.unregister();
        }
        assertThat(server.isRegistered(name)).isFalse();
        registration.unregister();
    }

    @Test
    void registration_oneLeftBehind_takesItsPlace() throws Exception {
        registration("left").register("/shop");
        var registration = registration("left");
        registration.register("/shop");
        registration.unregister();
        assertThat(ManagementFactory.getPlatformMBeanServer().queryNames(new ObjectName("dev.sidetrack:*"), null))
                .isEmpty();
    }

    @Test
    void telemetry_registered_hasTheSameNumbersUntilTakenBack() {
        countEverything();
        watched.buffer.offer(Watched.at(Instant.now().minusSeconds(1_000)));
        var reader = InMemoryMetricReader.create();
        try (var meters =
                SdkMeterProvider.builder().registerMetricReader(reader).build()) {
            var registered = TelemetryMetrics.register(monitor, meters.get("dev.sidetrack"));
            var metrics = reader.collectAllMetrics().stream()
                    .collect(Collectors.toMap(MetricData::getName, metric -> metric));
            assertThat(new TreeMap<>(metrics).keySet())
                    .containsExactly(
                            "sidetrack.hits.buffered",
                            "sidetrack.hits.captured",
                            "sidetrack.hits.cut",
                            "sidetrack.hits.dead",
                            "sidetrack.hits.delivered",
                            "sidetrack.hits.dropped",
                            "sidetrack.hits.excluded",
                            "sidetrack.hits.oldest_undelivered",
                            "sidetrack.hits.published",
                            "sidetrack.hits.rejected",
                            "sidetrack.hits.retried");
            assertThat(number(metrics, "captured", Attributes.empty())).isEqualTo(1);
            assertThat(number(metrics, "excluded", with("reason", "path"))).isEqualTo(2);
            assertThat(number(metrics, "excluded", with("reason", "method"))).isEqualTo(3);
            assertThat(number(metrics, "dropped", Attributes.empty())).isEqualTo(4);
            assertThat(number(metrics, "published", Attributes.empty())).isEqualTo(5);
            assertThat(number(metrics, "delivered", with("provider", "p"))).isEqualTo(6);
            assertThat(number(metrics, "rejected", with("provider", "p"))).isEqualTo(7);
            assertThat(number(metrics, "retried", with("provider", "p"))).isEqualTo(8);
            assertThat(number(metrics, "dead", with("provider", ""))).isEqualTo(9);
            assertThat(metrics.get("sidetrack.hits.buffered").getLongGaugeData().getPoints())
                    .extracting(LongPointData::getValue)
                    .containsExactly(1L);
            assertThat(metrics.get("sidetrack.hits.oldest_undelivered")
                            .getLongGaugeData()
                            .getPoints())
                    .extracting(LongPointData::getValue)
                    .allMatch(seconds -> seconds >= 1_000 && seconds < 1_030);
            assertThat(metrics.get("sidetrack.hits.captured").getUnit()).isEqualTo("{hit}");
            assertThat(metrics.get("sidetrack.hits.captured").getLongSumData().isMonotonic())
                    .isTrue();
            assertThat(metrics.get("sidetrack.hits.oldest_undelivered").getUnit())
                    .isEqualTo("s");

            registered.run();
            assertThat(reader.collectAllMetrics()).isEmpty();
        }
    }

    private void countEverything() {
        watched.counts.add(Count.CAPTURED, 1);
        watched.counts.add(Count.EXCLUDED, "path", 2);
        watched.counts.add(Count.EXCLUDED, "method", 3);
        watched.counts.add(Count.DROPPED, 4);
        watched.counts.add(Count.PUBLISHED, 5);
        watched.counts.add(Count.DELIVERED, "p", 6);
        watched.counts.add(Count.REJECTED, "p", 7);
        watched.counts.add(Count.RETRIED, "p", 8);
        watched.counts.add(Count.DEAD, "", 9);
    }

    private Registration registration(String application) {
        return new Registration(() -> monitor, path -> application, numbers -> () -> {});
    }

    private static ProviderState waiting(String name, int seconds) {
        return new ProviderState(
                name, "CLOSED", null, null, false, Instant.now().minusSeconds(seconds));
    }

    private static long number(Map<String, MetricData> metrics, String name, Attributes attributes) {
        List<LongPointData> points = metrics.get("sidetrack.hits." + name).getLongSumData().getPoints().stream()
                .filter(point -> point.getAttributes().equals(attributes))
                .toList();
        assertThat(points).hasSize(1);
        return points.get(0).getValue();
    }

    private static Attributes with(String key, String value) {
        return Attributes.of(AttributeKey.stringKey("sidetrack." + key), value);
    }

    @Test
    void forgetVisitor_byAnOperator_isWhatTheVisitorCouldHaveAsked() {
        monitor.forgetVisitor("client-1");
        assertThat(watched.forgotten).containsExactly(new dev.sidetrack.VisitorForgotten("client-1"));
    }
}
