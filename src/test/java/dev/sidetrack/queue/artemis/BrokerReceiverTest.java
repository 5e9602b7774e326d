// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.queue.artemis;

import static dev.sidetrack.queue.Deliveries.hits;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sidetrack.Hit;
import dev.sidetrack.LogLines;
import dev.sidetrack.delivery.Backoff;
import dev.sidetrack.queue.Batch;
import dev.sidetrack.queue.BatchCodec;
import dev.sidetrack.queue.Deliveries;
import dev.sidetrack.queue.jms.FakeJms;
import dev.sidetrack.queue.jms.QueueNames;
import dev.sidetrack.spi.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BrokerReceiverTest {

    private static final Backoff AT_ONCE = new Backoff(Duration.ZERO, Duration.ZERO, new Random());

    private final Deliveries deliveries = new Deliveries();
    private final FakeBroker broker = new FakeBroker();
    private final LogLines log = LogLines.of("dev.sidetrack.queue");
    private final BrokerQueue queue = new BrokerQueue(broker::open, null, unsure -> {});
    private final BrokerReceiver receiver =
            new BrokerReceiver(queue, deliveries.receiver, new BrokerWatch(() -> "{}"), AT_ONCE);

    @AfterEach
    void closeLog() {
        log.close();
    }

    @Test
    void run_batchesWaiting_deliversEachOnce() {
        put(hits(2));
        put(hits(3));
        broker.whenEmpty = receiver::stop;
        receiver.run();
        assertThat(deliveries.provider.requests()).containsExactly(hits(2), hits(3));
        assertThat(broker.waiting).isEmpty();
        assertThat(broker.committed).isEmpty();
        assertThat(broker.closed).isEqualTo(1);
    }

    @Test
    void run_providerInTrouble_putsTheBatchBackInTheSameTransaction() {
        put(hits(2));
        deliveries.provider.answers(Outcome.retry("busy", null));
        broker.whenEmpty = receiver::stop;
        receiver.run();
        assertThat(broker.committed).singleElement().satisfies(back -> {
            assertThat(back.hits()).isEqualTo(hits(2));
            assertThat(back.property(QueueNames.ATTEMPTS)).isEqualTo(1);
            assertThat(back.delay()).isPositive();
        });
    }

    @Test
    void run_brokerAwayForAWhile_connectsAgainAndTellsTwice() {
        put(hits(1));
        broker.away = true;
        var tries = new int[1];
        var flaky = new BrokerQueue(() -> {
            broker.away = tries[0]++ < 3;
            return broker.open();
        }, null, unsure -> {});
        var patient = new BrokerReceiver(flaky, deliveries.receiver, new BrokerWatch(() -> "{}"), AT_ONCE);
        broker.whenEmpty = patient::stop;
        patient.run();
        assertThat(deliveries.provider.requests()).containsExactly(hits(1));
        assertThat(tries[0]).isEqualTo(4);
        assertThat(log.lines()).hasSize(2);
        assertThat(log.lines().get(0)).contains("No batches come from the broker").contains("away");
        assertThat(log.lines().get(1)).contains("Batches come from the broker again");
    }

    @Test
    void run_commitFails_leavesTheBatchToTheNextConnection() {
        put(hits(1));
        broker.diesAtCommit = true;
        broker.whenEmpty = receiver::stop;
        deliveries.provider.answer = hits -> {
            broker.diesAtCommit = deliveries.provider.requests().size() < 2;
            return Outcome.forAll(hits, Outcome.ACCEPTED);
        };
        receiver.run();
        assertThat(deliveries.provider.requests()).containsExactly(hits(1), hits(1));
        assertThat(broker.waiting).isEmpty();
    }

    @Test
    void run_interruptedWhileStopping_tellsNothing() {
        broker.whenEmpty = () -> {
            receiver.stop();
            throw new IllegalStateException("interrupted");
        };
        receiver.run();
        assertThat(log.lines()).isEmpty();
    }

    @Test
    void run_brokerThatBlocks_warnsOnce() {
        var watch = new BrokerWatch(() -> "{\"addressFullMessagePolicy\":\"BLOCK\"}");
        watch.connected();
        watch.connected();
        assertThat(log.lines()).singleElement().asString().contains("BLOCK");
    }

    private void put(List<Hit> hits) {
        var queued = new FakeJms();
        queued.session().send(List.of(Batch.fresh(Deliveries.PROVIDER, BatchCodec.write(hits), hits.size())));
        broker.waiting.add(queued.takeBack().get(0).message());
    }
}
