// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.ops;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.LongCounterBuilder;
import io.opentelemetry.api.metrics.Meter;
import io.opentelemetry.api.metrics.ObservableLongMeasurement;
import jakarta.enterprise.inject.spi.CDI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** The MBean's numbers as OpenTelemetry metrics; loaded only where the server has that API. */
final class TelemetryMetrics {

    private static final String UNIT = "{hit}";

    private final List<Runnable> registered = new ArrayList<>();
    private final Meter meter;

    private TelemetryMetrics(Meter meter) {
        this.meter = meter;
    }

    /**
     * Registers the numbers with the server's OpenTelemetry, if there is one; closing the result unregisters them. The
     * global instance is never used, because getting it would prevent the application from setting it.
     */
    static Runnable register(SidetrackMXBean numbers) {
        var telemetry = CDI.current().select(OpenTelemetry.class);
        return telemetry.isResolvable() ? register(numbers, telemetry.get().getMeter("dev.sidetrack")) : () -> {};
    }

    static Runnable register(SidetrackMXBean numbers, Meter meter) {
        var metrics = new TelemetryMetrics(meter);
        metrics.counter("captured", numbers::getCaptured);
        metrics.counter("excluded", "reason", numbers::getExcluded);
        metrics.counter("cut", numbers::getCut);
        metrics.counter("dropped", numbers::getDropped);
        metrics.counter("published", numbers::getPublished);
        metrics.counter("delivered", "provider", numbers::getDelivered);
        metrics.counter("filtered", "reason", numbers::getFiltered);
        metrics.counter("rejected", "provider", numbers::getRejected);
        metrics.counter("retried", "provider", numbers::getRetried);
        metrics.counter("dead", "provider", numbers::getDead);
        metrics.gauge("buffered", UNIT, numbers::getBufferedHits);
        metrics.gauge("oldest_undelivered", "s", numbers::getOldestUndeliveredSeconds);
        return () -> metrics.registered.forEach(Runnable::run);
    }

    private void counter(String name, LongSupplier number) {
        registered.add(builder(name).buildWithCallback(measured -> measured.record(number.getAsLong()))::close);
    }

    private void counter(String name, String attribute, Supplier<Map<String, Long>> numbers) {
        var key = AttributeKey.stringKey("sidetrack." + attribute);
        registered.add(builder(name).buildWithCallback(measured -> record(measured, key, numbers.get()))::close);
    }

    private void gauge(String name, String unit, LongSupplier number) {
        registered.add(meter.gaugeBuilder("sidetrack.hits." + name)
                .ofLongs()
                .setUnit(unit)
                .buildWithCallback(measured -> measured.record(number.getAsLong()))::close);
    }

    private LongCounterBuilder builder(String name) {
        return meter.counterBuilder("sidetrack.hits." + name).setUnit(UNIT);
    }

    private static void record(
            ObservableLongMeasurement measured, AttributeKey<String> key, Map<String, Long> numbers) {
        numbers.forEach((detail, number) -> measured.record(number, Attributes.of(key, detail)));
    }
}
