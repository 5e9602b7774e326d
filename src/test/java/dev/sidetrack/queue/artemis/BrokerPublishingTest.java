// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.queue.artemis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sidetrack.HitCounts;
import dev.sidetrack.HitCounts.Fate;
import dev.sidetrack.LogLines;
import dev.sidetrack.SampleHits;
import dev.sidetrack.buffer.HitBuffer;
import dev.sidetrack.config.SettingsOf;
import dev.sidetrack.queue.Deliveries;
import dev.sidetrack.queue.Fresh;
import dev.sidetrack.queue.Publishing;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

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
    void stop_hitsInMemory_haveAllGoneAndNoThreadIsLeft() throws InterruptedException {
        var waiting = new CountDownLatch(2);
        broker.whenEmpty = waiting::countDown;
        var running = running(Map.of("sidetrack.batch.linger", "PT1M"));
        waiting.await();
        buffer.offer(SampleHits.pageView());
        running.stop(null);
        assertThat(broker.committed).singleElement().satisfies(sent -> assertThat(sent.hits()).containsExactly(SampleHits.pageView()));
        assertThat(counts.of(Fate.PUBLISHED)).isEqualTo(1);
        assertThat(threads).hasSize(3).noneMatch(Thread::isAlive);
        assertThat(broker.closed).isEqualTo(broker.opened);
    }

    @Test
    void start_urlWithParameters_tellsTheBrokerWithoutThem() {
        running(Map.of()).stop(null);
        assertThat(log.lines()).anyMatch(line -> line.contains("by the broker at tcp://broker.example:61616."));
        assertThat(log.lines()).noneMatch(line -> line.contains("hush"));
    }

    @Test
    void start_anyProvider_tellsWhereItsHitsGo() {
        running(Map.of()).stop(null);
        assertThat(log.lines()).contains("INFO Hits go to p: FakeProvider");
    }

    @Test
    void start_dryRun_tellsThatNothingIsSent() {
        running(Map.of("sidetrack.dry-run", "true")).stop(null);
        assertThat(log.lines()).contains("INFO Requests to providers are logged instead of sent (sidetrack.dry-run=true).");
    }

    @Test
    void start_switchedOff_startsNothing() {
        running(Map.of("sidetrack.enabled", "false")).stop(null);
        assertThat(threads).isEmpty();
        assertThat(broker.opened).isZero();
    }

    private BrokerPublishing running(Map<String, String> more) {
        var all = new HashMap<>(Map.of(
                "sidetrack.broker.url", "tcp://broker.example:61616?trustStorePassword=hush",
                "sidetrack.broker.consumers", "2"));
        all.putAll(more);
        var settings = SettingsOf.map(all);
        var destinations = deliveries.destinations();
        var publishing = new Publishing(settings, buffer, destinations, counts, Fresh.queueState(Clock.systemUTC()));
        var queue = new BrokerQueue(broker::open, null, publishing::takeBack);
        var running = new BrokerPublishing(settings, publishing, queue, deliveries.receiver);
        running.start(task -> {
            var thread = new Thread(task);
            threads.add(thread);
            return thread;
        });
        return running;
    }
}
