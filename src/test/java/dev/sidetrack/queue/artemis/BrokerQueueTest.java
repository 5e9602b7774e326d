// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.queue.artemis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.sidetrack.queue.Batch;
import dev.sidetrack.queue.DeadLetter;
import dev.sidetrack.queue.QueueRefusedException;
import dev.sidetrack.queue.QueueSession.Place;
import dev.sidetrack.queue.jms.FakeJms;
import jakarta.jms.JMSRuntimeException;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BrokerQueueTest {

    private static final List<Batch> ONE = List.of(Batch.fresh("p", "one", 1));
    private static final List<Batch> TWO = List.of(Batch.fresh("p", "two", 1), Batch.fresh("q", "two", 1));

    private final FakeBroker broker = new FakeBroker();
    private final FakeBroker other = new FakeBroker();
    private final Transactions transactions = new Transactions();
    private final List<Batch> unsure = new ArrayList<>();
    private final List<Batch> told = new ArrayList<>();
    private final BrokerQueue queue =
            new BrokerQueue(broker::open, () -> List.of(other.open()), transactions.registry, unsure::addAll);

    @Test
    void send_severalBatches_commitsThemAndKeepsTheConnection() {
        queue.send(TWO);
        queue.send(ONE);
        assertThat(broker.committed).extracting(FakeJms.Sent::text).containsExactly("two", "two", "one");
        assertThat(broker.opened).isEqualTo(1);
    }

    @Test
    void send_brokerAway_throwsAndConnectsAnewNextTime() {
        queue.send(ONE);
        broker.away = true;
        assertThatExceptionOfType(JMSRuntimeException.class).isThrownBy(() -> queue.send(TWO));
        broker.away = false;
        queue.send(TWO);
        assertThat(broker.committed).extracting(FakeJms.Sent::text).containsExactly("one", "two", "two");
        assertThat(broker.opened).isEqualTo(2);
        assertThat(broker.closed).isEqualTo(1);
    }

    @Test
    void send_afterTheConnectionBroke_usesAnother() {
        queue.send(ONE);
        broker.restart();
        queue.send(ONE);
        assertThat(broker.opened).isEqualTo(2);
        assertThat(broker.closed).isEqualTo(1);
    }

    @Test
    void work_thatFails_leavesNothing() {
        assertThatIllegalStateException()
                .isThrownBy(() -> queue.work(queues -> {
                    ONE.forEach(batch -> queues.put(Place.HITS, batch));
                    throw new IllegalStateException("no");
                }))
                .withMessage("no");
        assertThat(broker.committed).isEmpty();
        assertThat(broker.closed).isEqualTo(1);
    }

    @Test
    void join_withoutATransaction_commitsAtOnce() {
        queue.join(ONE, () -> told.addAll(ONE));
        assertThat(broker.committed).hasSize(1);
        assertThat(told).isEqualTo(ONE);
    }

    @Test
    void join_inATransaction_commitsWithIt() {
        transactions.begin();
        queue.join(ONE, () -> told.addAll(ONE));
        queue.join(TWO, () -> told.addAll(TWO));
        assertThat(broker.committed).isEmpty();
        assertThat(told).isEmpty();
        transactions.end(Status.STATUS_COMMITTED);
        assertThat(broker.committed).hasSize(3);
        assertThat(told).hasSize(3);
        assertThat(broker.opened).isEqualTo(1);
        queue.send(ONE);
        assertThat(broker.opened).isEqualTo(1);
    }

    @Test
    void join_inATransactionThatRollsBack_leavesNothing() {
        transactions.begin();
        queue.join(ONE, () -> told.addAll(ONE));
        transactions.end(Status.STATUS_ROLLEDBACK);
        assertThat(told).isEmpty();
        queue.send(TWO);
        assertThat(broker.committed).extracting(FakeJms.Sent::text).containsExactly("two", "two");
        assertThat(unsure).isEmpty();
    }

    @Test
    void join_brokerDiesAtTheCommit_hasThemSentAgain() {
        transactions.begin();
        queue.join(ONE, () -> told.addAll(ONE));
        broker.diesAtCommit = true;
        transactions.end(Status.STATUS_COMMITTED);
        assertThat(unsure).isEqualTo(ONE);
        assertThat(told).isEmpty();
        assertThat(broker.closed).isEqualTo(1);
    }

    @Test
    void join_refusedInTheMiddle_keepsWhatWentBefore() {
        transactions.begin();
        queue.join(ONE, () -> told.addAll(ONE));
        broker.away = true;
        assertThatExceptionOfType(QueueRefusedException.class)
                .isThrownBy(() -> queue.join(TWO, () -> told.addAll(TWO)));
        broker.away = false;
        transactions.end(Status.STATUS_COMMITTED);
        assertThat(broker.committed).isEmpty();
        assertThat(unsure).isEqualTo(ONE);
        assertThat(told).isEmpty();
    }

    @Test
    void join_brokerAway_isRefusedAndTheTransactionStays() {
        transactions.begin();
        broker.away = true;
        assertThatExceptionOfType(QueueRefusedException.class)
                .isThrownBy(() -> queue.join(ONE, () -> told.addAll(ONE)));
        transactions.end(Status.STATUS_COMMITTED);
        assertThat(unsure).isEmpty();
        assertThat(told).isEmpty();
    }

    @Test
    void join_afterTheCommit_isRefusedAndLeavesNoConnectionOpen() {
        transactions.begin();
        transactions.isOver = true;
        assertThatExceptionOfType(QueueRefusedException.class)
                .isThrownBy(() -> queue.join(ONE, () -> told.addAll(ONE)));
        assertThat(told).isEmpty();
        assertThat(broker.closed).isEqualTo(broker.opened).isEqualTo(1);
    }

    @Test
    void send_nodeUsesAnotherBrokerNow_opensAConnectionThere() {
        queue.send(ONE);
        broker.isLeft = true;
        queue.send(ONE);
        assertThat(broker.opened).isEqualTo(2);
        assertThat(broker.closed).isEqualTo(1);
    }

    @Test
    void gather_batchesOfAnotherBroker_areHereAndNoLongerThere() {
        put(other, Place.FIRST, ONE);
        put(other, Place.HITS, TWO);
        put(other, Place.WAITING, TWO);
        assertThat(queue.gather(100)).isEqualTo(5);
        assertThat(other.committed).isEmpty();
        assertThat(broker.committed)
                .extracting(sent -> sent.to() + " " + sent.text() + " " + sent.priority())
                .containsExactly("hits one 9", "hits two 4", "hits two 4", "waiting two 4", "waiting two 4");
        assertThat(queue.gather(100)).isZero();
        assertThat(other.closed).isEqualTo(other.opened);
    }

    @Test
    void gather_moreThanAtMost_takesTheRestNextTime() {
        put(other, Place.HITS, TWO);
        assertThat(queue.gather(1)).isEqualTo(1);
        assertThat(queue.gather(1)).isEqualTo(1);
        assertThat(queue.gather(1)).isZero();
        assertThat(broker.committed).extracting(FakeJms.Sent::text).containsExactly("two", "two");
    }

    @Test
    void gather_deadLettersOfAnotherBroker_keepReasonAndText() {
        var session = other.open();
        session.queues().deadLetter(DeadLetter.of(ONE.get(0), "no such page", 404, Instant.EPOCH), "one");
        session.commit();
        assertThat(queue.gather(100)).isEqualTo(1);
        assertThat(broker.committed).singleElement().satisfies(letter -> {
            assertThat(letter.to()).hasToString("dead letters");
            assertThat(letter.text()).isEqualTo("one");
            assertThat(letter.property("SidetrackReason")).isEqualTo("no such page");
            assertThat(letter.property("SidetrackStatus")).isEqualTo(404);
        });
    }

    @Test
    void gather_brokerThatDiesWhenItShouldForget_losesNothing() {
        put(other, Place.HITS, ONE);
        other.diesAtCommit = true;
        queue.gather(100);
        assertThat(broker.committed).extracting(FakeJms.Sent::text).containsExactly("one");
        assertThat(other.committed).extracting(FakeJms.Sent::text).containsExactly("one");
        assertThat(other.closed).isEqualTo(other.opened);
    }

    @Test
    void gather_whileHomeIsAway_leavesThemThere() {
        put(other, Place.HITS, ONE);
        broker.away = true;
        assertThat(queue.gather(100)).isZero();
        assertThat(other.committed).hasSize(1);
    }

    private static void put(FakeBroker broker, Place place, List<Batch> batches) {
        var session = broker.open();
        batches.forEach(batch -> session.queues().put(place, batch));
        session.commit();
        session.close();
    }

    @Test
    void close_ofAnIdleQueue_closesItsConnections() {
        queue.send(ONE);
        queue.close();
        assertThat(broker.closed).isEqualTo(1);
    }

    /** As much of JTA as is needed. */
    private static final class Transactions {

        private final Map<Object, Object> resources = new HashMap<>();
        private final List<Synchronization> ends = new ArrayList<>();
        private int status = Status.STATUS_NO_TRANSACTION;
        final TransactionSynchronizationRegistry registry = FakeJms.part(
                TransactionSynchronizationRegistry.class, (proxy, method, arguments) -> switch (method.getName()) {
                    case "getTransactionStatus" -> status;
                    case "getResource" -> resources.get(arguments[0]);
                    case "putResource" -> resources.put(arguments[0], arguments[1]);
                    case "registerInterposedSynchronization" -> register((Synchronization) arguments[0]);
                    default -> throw new UnsupportedOperationException(method.toString());
                });

        boolean isOver;

        private boolean register(Synchronization end) {
            if (isOver) {
                throw new IllegalStateException("the transaction is over");
            }
            return ends.add(end);
        }

        void begin() {
            status = Status.STATUS_ACTIVE;
        }

        void end(int how) {
            ends.forEach(Synchronization::beforeCompletion);
            ends.forEach(end -> end.afterCompletion(how));
            ends.clear();
            resources.clear();
            status = Status.STATUS_NO_TRANSACTION;
        }
    }
}
