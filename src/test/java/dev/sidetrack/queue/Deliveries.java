// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.queue;

import dev.sidetrack.Hit;
import dev.sidetrack.HitCounts;
import dev.sidetrack.ManualClock;
import dev.sidetrack.Page;
import dev.sidetrack.SampleHits;
import dev.sidetrack.config.SettingsOf;
import dev.sidetrack.delivery.Circuit;
import dev.sidetrack.delivery.Destination;
import dev.sidetrack.delivery.Destinations;
import dev.sidetrack.delivery.FakeProvider;
import dev.sidetrack.delivery.Route;
import dev.sidetrack.queue.jms.BatchMessage;
import dev.sidetrack.queue.jms.FakeJms;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/** A delivery to one provider, called {@code p}, at a time that stands still and with jitter that is always the longest. */
public final class Deliveries {

    public static final String PROVIDER = "p";
    public static final int CONCURRENCY = 4;
    public static final int FAILURES = 5;

    public final ManualClock clock = new ManualClock(SampleHits.TIME.plusSeconds(60));
    public final FakeJms jms = new FakeJms();
    public final FakeProvider provider = new FakeProvider();
    public final HitCounts counts = new HitCounts();
    public final Circuit circuit;
    public final BatchReceiver receiver;

    public Deliveries() {
        this(Map.of(), Duration.ofHours(1));
    }

    public Deliveries(Map<String, String> settings, Duration circuitPause) {
        circuit = new Circuit(PROVIDER, CONCURRENCY, FAILURES, circuitPause, clock);
        receiver = new BatchReceiver(SettingsOf.map(settings), destinations(), counts, clock, new Highest());
    }

    /** The one destination. */
    public Destinations destinations() {
        return new Destinations(List.of(new Destination(PROVIDER, provider, Route.ofAll(PROVIDER), circuit)));
    }

    /** Has a fresh batch of these hits delivered. */
    public void deliver(List<Hit> hits) {
        deliver(Batch.fresh(PROVIDER, BatchCodec.write(hits), hits.size()));
    }

    public void deliver(Batch batch) {
        var queued = new FakeJms();
        BatchMessage.properties(queued.context.createProducer(), batch).send(queued.hits, batch.text());
        deliver(queued.takeBack().get(0));
    }

    /** Has a message delivered that was put back. */
    public void deliver(FakeJms.Sent again) {
        receiver.receive(() -> BatchMessage.read(again.message()), jms.session());
    }

    /** What was put back, if that is one message. */
    public FakeJms.Sent theOnePutBack() {
        return theOne(jms.takeBack());
    }

    /** What was buried, if that is one message. */
    public FakeJms.Sent theOneDeadLetter() {
        return theOne(jms.takeDeadLetters());
    }

    /** How many batches the circuit lets in now; it is of no use afterwards. */
    public int places() {
        var places = 0;
        while (circuit.enter()) {
            places++;
        }
        return places;
    }

    private static FakeJms.Sent theOne(List<FakeJms.Sent> messages) {
        if (messages.size() != 1) {
            throw new AssertionError("not one message but " + messages);
        }
        return messages.get(0);
    }

    /** So many hits, each with an id, a time and a path of its own. */
    public static List<Hit> hits(int count) {
        return IntStream.range(0, count).mapToObj(Deliveries::hit).toList();
    }

    public static Hit hit(int n) {
        return hit(n, SampleHits.TIME.plusMillis(n));
    }

    public static Hit hit(int n, Instant time) {
        return new Hit(new UUID(SampleHits.ID.getMostSignificantBits(), n), time, null,
                new Page("https", "shop.example", "/" + n, null, null), null, null, null);
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
