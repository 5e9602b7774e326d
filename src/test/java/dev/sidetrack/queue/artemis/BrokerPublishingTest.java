// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.queue.artemis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sidetrack.HitCounts;
import dev.sidetrack.HitCounts.Count;
import dev.sidetrack.LogLines;
import dev.sidetrack.SampleHits;
import dev.sidetrack.buffer.HitBuffer;
import dev.sidetrack.config.SettingsOf;
import dev.sidetrack.delivery.FakeProvider;
import dev.sidetrack.queue.Deliveries;
import dev.sidetrack.queue.Fresh;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class BrokerPublishingTest {

    private final Deliveries deliveries = new Deliveries();
    private final HitCounts counts = new HitCounts();
    private final HitBuffer buffer = new HitBuffer(100, Long.MAX_VALUE, 100, counts, System::nanoTime);
    private final FakeBroker broker = new FakeBroker();
    private final List<Thread> threads = new ArrayList<>();
    private final LogLines log = LogLines.of("dev.sidetrack");

    @AfterEach
    void closeLog() {
        log.close();
    }

    @Test
    void stop_hitsInMemory_areOnTheQueueOrDeliveredAndNoThreadIsLeft() throws InterruptedException {
        var running = running(Map.of("sidetrack.batch.linger", "PT1M"));
        buffer.offer(SampleHits.pageView());
        running.stop(null);
        assertThat(broker.committed.size() + deliveries.provider.requests().size())
                .isEqualTo(1);
        assertThat(counts.of(Count.PUBLISHED)).isEqualTo(1);
        assertThat(threads).hasSize(3).noneMatch(Thread::isAlive);
        assertThat(broker.closed).isEqualTo(broker.opened);
    }

    @Test
    void run_hitsCaptured_areDelivered() throws InterruptedException {
        var sent = new CountDownLatch(1);
        deliveries.provider.answer = hits -> {
            sent.countDown();
            return FakeProvider.accept(hits);
        };
        var running = running(Map.of("sidetrack.batch.linger", "PT0.001S"));
        buffer.offer(SampleHits.pageView());
        sent.await();
        running.stop(null);
        assertThat(deliveries.provider.requests()).containsExactly(List.of(SampleHits.pageView()));
        assertThat(broker.committed).isEmpty();
    }

    @Test
    void start_brokerAway_connectsLaterAndTellsEachChangeOnce() throws InterruptedException {
        broker.away = true;
        var sent = new CountDownLatch(1);
        deliveries.provider.answer = hits -> {
            sent.countDown();
            return FakeProvider.accept(hits);
        };
        var running = running(Map.of("sidetrack.batch.linger", "PT0.001S"));
        buffer.offer(SampleHits.pageView());
        awaitLine("WARNING Receiving from the queue failed");
        broker.away = false;
        sent.await();
        awaitLine("Receiving from the queue works again");
        running.stop(null);
        assertThat(log.lines())
                .filteredOn(line -> line.contains("Receiving from the queue failed"))
                .hasSize(1);
        assertThat(log.lines())
                .filteredOn(line -> line.contains("Receiving from the queue works again"))
                .hasSize(1);
    }

    @Test
    void start_secondTime_startsNothingMore() {
        var running = running(Map.of());
        var before = threads.size();
        running.start(task -> {
            throw new AssertionError("another thread");
        });
        assertThat(threads).hasSize(before);
        running.stop(null);
    }

    /** The listener and the filter of a web application both tell. */
    @Test
    void stop_secondTime_tellsAndCountsNothingMore() {
        broker.away = true;
        var running = running(Map.of("sidetrack.shutdown-timeout", "PT0.05S"));
        buffer.offer(SampleHits.pageView());
        running.stop(null);
        running.stop(null);
        assertThat(log.lines()).filteredOn(line -> line.contains("are lost")).hasSize(1);
        assertThat(counts.of(Count.DROPPED)).isEqualTo(1);
    }

    @Test
    void start_urlWithParameters_tellsTheBrokerWithoutThem() {
        running(Map.of()).stop(null);
        assertThat(log.lines()).anyMatch(line -> line.contains("Using the broker at tcp://broker.example:61616."));
        assertThat(log.lines()).noneMatch(line -> line.contains("hush"));
    }

    @Test
    void start_anyProvider_tellsWhereItsHitsGo() {
        running(Map.of()).stop(null);
        assertThat(log.lines()).contains("INFO Sending hits to p: FakeProvider");
    }

    @Test
    void start_dryRun_tellsThatNothingIsSent() {
        running(Map.of("sidetrack.dry-run", "true")).stop(null);
        assertThat(log.lines())
                .contains("INFO Requests to providers are logged instead of sent (sidetrack.dry-run=true).");
    }

    private void awaitLine(String text) {
        while (log.lines().stream().noneMatch(line -> line.contains(text))) {
            Thread.onSpinWait();
        }
    }

    private BrokerPublishing running(Map<String, String> more) {
        var all = new HashMap<>(Map.of("sidetrack.broker.url", "tcp://broker.example:61616?trustStorePassword=hush"));
        all.putAll(more);
        var settings = SettingsOf.map(all);
        var destinations = deliveries.destinations();
        var publishing = Fresh.publishing(settings, buffer, destinations, counts);
        var queue = new BrokerQueue(broker::open, List::of, null, publishing::takeBack);
        var running = new BrokerPublishing(settings, publishing, queue);
        running.start(task -> {
            var thread = new Thread(task);
            threads.add(thread);
            return thread;
        });
        return running;
    }
}
