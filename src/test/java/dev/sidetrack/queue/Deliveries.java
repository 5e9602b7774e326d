// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.queue;

import dev.sidetrack.Hit;
import dev.sidetrack.HitCounts;
import dev.sidetrack.ManualClock;
import dev.sidetrack.Page;
import dev.sidetrack.SampleHits;
import dev.sidetrack.config.SettingsOf;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/** A delivery to one provider, called {@code p}, at a time that stands still and with jitter that is always the longest. */
final class Deliveries {

    static final String PROVIDER = "p";
    static final int CONCURRENCY = 4;
    static final int FAILURES = 5;

    final ManualClock clock = new ManualClock(SampleHits.TIME.plusSeconds(60));
    final FakeJms jms = new FakeJms();
    final FakeProvider provider = new FakeProvider();
    final HitCounts counts = new HitCounts();
    final Line line;
    final Delivery delivery;

    Deliveries() {
        this(Map.of(), Duration.ofHours(1));
    }

    Deliveries(Map<String, String> settings, Duration circuitPause) {
        line = new Line(PROVIDER, provider, CONCURRENCY, FAILURES, circuitPause, clock);
        delivery = new Delivery(SettingsOf.map(settings), new Lines(List.of(line)), counts, clock, new Highest());
    }

    /** Has a fresh batch of these hits delivered. */
    void deliver(List<Hit> hits) {
        deliver(Batch.fresh(PROVIDER, BatchCodec.write(hits), hits.size()));
    }

    void deliver(Batch batch) {
        var queued = new FakeJms();
        BatchMessage.properties(queued.context.createProducer(), batch).send(queued.hits, batch.text());
        deliver(queued.takeBack().get(0));
    }

    /** Has a message delivered that was put back. */
    void deliver(FakeJms.Sent again) {
        delivery.receive(again.message(), jms.outbox());
    }

    /** What was put back, if that is one message. */
    FakeJms.Sent theOnePutBack() {
        return theOne(jms.takeBack());
    }

    /** What was buried, if that is one message. */
    FakeJms.Sent theOneBuried() {
        return theOne(jms.takeBuried());
    }

    /** How many batches the line lets in now; it is of no use afterwards. */
    int places() {
        var places = 0;
        while (line.enter()) {
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
    static List<Hit> hits(int count) {
        return IntStream.range(0, count).mapToObj(Deliveries::hit).toList();
    }

    static Hit hit(int n) {
        return hit(n, SampleHits.TIME.plusMillis(n));
    }

    static Hit hit(int n, Instant time) {
        return new Hit(new UUID(SampleHits.ID.getMostSignificantBits(), n), time, null,
                new Page("https", "shop.example", "/" + n, null, null), null, null, null);
    }

    /** Chance at its worst: always the highest number there is. */
    static final class Highest implements RandomGenerator {

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
