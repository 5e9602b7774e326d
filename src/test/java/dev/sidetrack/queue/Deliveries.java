// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.queue;

import dev.sidetrack.Hit;
import dev.sidetrack.HitCounts;
import dev.sidetrack.HitOutcomes;
import dev.sidetrack.Page;
import dev.sidetrack.SampleHits;
import dev.sidetrack.config.SettingsOf;
import dev.sidetrack.delivery.Backoff;
import dev.sidetrack.delivery.Circuit;
import dev.sidetrack.delivery.Destination;
import dev.sidetrack.delivery.Destinations;
import dev.sidetrack.delivery.FakeProvider;
import dev.sidetrack.delivery.Route;
import dev.sidetrack.delivery.Workers;
import dev.sidetrack.testing.ManualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * The delivery to one provider, called {@code p}, at a time that stands still and with jitter that is always the
 * longest.
 */
public final class Deliveries {

    public static final String PROVIDER = "p";
    public static final int FAILURES = 5;
    public static final Duration PROBE_PAUSE = Duration.ofSeconds(4);

    public final ManualClock clock = new ManualClock(SampleHits.TIME.plusSeconds(60));
    public final FakeQueue queue = new FakeQueue(clock);
    public final FakeProvider provider = new FakeProvider();
    public final HitCounts counts = new HitCounts();
    public final HitOutcomes outcomes = new HitOutcomes();
    public final Circuit circuit;
    public final Destination destination;
    final Deliverer deliverer;
    final Workers workers = new Workers(Thread::new);

    public Deliveries() {
        this(1, Map.of());
    }

    public Deliveries(int concurrency, Map<String, String> settings) {
        var random = new Highest();
        circuit = new Circuit(
                PROVIDER, FAILURES, PROBE_PAUSE, new Backoff(Duration.ofSeconds(1), PROBE_PAUSE, random), clock);
        destination = new Destination(PROVIDER, provider, Route.ofAll(PROVIDER), circuit, concurrency);
        var all = SettingsOf.map(settings);
        var settlement = new Settlement(PROVIDER, all, counts, outcomes, new DeadLetterLog(clock), clock, random);
        deliverer = new Deliverer(destination, all, settlement, workers, clock);
    }

    /** The one destination. */
    public Destinations destinations() {
        return new Destinations(List.of(destination));
    }

    /** Publishes a batch of these hits and has it delivered. */
    public Duration deliver(List<Hit> hits) {
        queue.publish(PROVIDER, hits);
        return step();
    }

    /** Does one transaction of delivery; returns when the next is due. */
    public Duration step() {
        try {
            var ahead = deliverer.ahead(!queue.at(QueueSession.Place.HITS).isEmpty());
            if (ahead != null) {
                return ahead;
            }
            var next = queue.work(deliverer::in);
            deliverer.committed();
            return next;
        } catch (RuntimeException | Error failed) {
            deliverer.rolledBack();
            throw failed;
        }
    }

    /** Goes on until nothing is left to do, letting the time pass that it asks for; at most so many steps. */
    public void run(int steps) {
        for (var step = 0; step < steps; step++) {
            var pause = step();
            if (pause == null) {
                return;
            }
            clock.pass(pause);
        }
    }

    /** Goes on for so long. */
    public void pass(Duration time) {
        var end = clock.instant().plus(time);
        while (clock.instant().isBefore(end)) {
            var pause = step();
            var left = Duration.between(clock.instant(), end);
            clock.pass(pause == null || pause.compareTo(left) > 0 ? left : pause);
        }
    }

    /** Goes on until the circuit is open. */
    public void open() {
        for (var failure = 0; circuit.isClosed(); failure++) {
            if (failure > FAILURES) {
                throw new AssertionError("the circuit does not open");
            }
            clock.pass(step());
        }
    }

    /** So many hits, each with an id, a time and a path of its own. */
    public static List<Hit> hits(int count) {
        return hits(0, count);
    }

    /** Those from one number to before another. */
    public static List<Hit> hits(int from, int to) {
        return IntStream.range(from, to).mapToObj(Deliveries::hit).toList();
    }

    public static Hit hit(int n) {
        return hit(n, SampleHits.TIME.plusMillis(n));
    }

    public static Hit hit(int n, Instant time) {
        return new Hit(
                new UUID(SampleHits.ID.getMostSignificantBits(), n),
                time,
                null,
                new Page("https", "shop.example", "/" + n, null, null),
                null,
                null,
                null);
    }

    /** Chance at its worst: always the highest number there is. */
    public static final class Highest implements RandomGenerator {

        @Override
        public long nextLong() {
            return Long.MAX_VALUE;
        }

        @Override
        public long nextLong(long bound) {
            return bound - 1;
        }
    }
}
