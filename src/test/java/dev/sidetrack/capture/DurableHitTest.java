// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.sidetrack.Hit;
import dev.sidetrack.HitCounts;
import dev.sidetrack.HitCounts.Count;
import dev.sidetrack.HitNotSentException;
import dev.sidetrack.HitOutcomes;
import dev.sidetrack.LogLines;
import dev.sidetrack.OnFailure;
import dev.sidetrack.Tracked;
import dev.sidetrack.TrackedEvent;
import dev.sidetrack.Tracker;
import dev.sidetrack.buffer.DurableHits;
import dev.sidetrack.buffer.HitBuffer;
import dev.sidetrack.config.Settings;
import dev.sidetrack.config.Shared;
import dev.sidetrack.spi.HitProcessor;
import dev.sidetrack.visitor.ClientAddress;
import dev.sidetrack.visitor.Countries;
import dev.sidetrack.visitor.GoogleCookies;
import dev.sidetrack.visitor.UserIds;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import jakarta.transaction.UserTransaction;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jboss.weld.environment.se.Weld;
import org.jboss.weld.environment.se.WeldContainer;
import org.jboss.weld.transaction.spi.TransactionServices;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What goes to the queue inside a transaction, what waits for its commit, and what is left of it after a rollback. */
class DurableHitTest {

    private static final Logger WELD_LOG = Logger.getLogger("org.jboss.weld");
    private static final FakeTransaction TRANSACTION = new FakeTransaction();
    private static WeldContainer weld;

    private final LogLines log = LogLines.of("dev.sidetrack.capture");
    private final Orders orders = weld.select(Orders.class).get();
    private final Queue queue = weld.select(Queue.class).get();
    private final Vetoes vetoes = weld.select(Vetoes.class).get();
    private final HitCounts counts = weld.select(HitCounts.class).get();

    @BeforeAll
    static void start() {
        WELD_LOG.setLevel(Level.SEVERE);
        weld = new Weld()
                .disableDiscovery()
                .addServices(TRANSACTION)
                .beanClasses(
                        Settings.class,
                        HitCounts.class,
                        HitOutcomes.class,
                        HitBuffer.class,
                        Tracker.class,
                        HitFactory.class,
                        LastViews.class,
                        FakeCommits.class,
                        HitRecorder.class,
                        EventTracking.class,
                        ServedRequest.class,
                        TrackedInterceptor.class,
                        Privacy.class,
                        Masks.class,
                        QueryRules.class,
                        ClientAddress.class,
                        Countries.class,
                        UserIds.class,
                        GoogleCookies.class,
                        Orders.class,
                        Queue.class,
                        Vetoes.class)
                .initialize();
    }

    @AfterAll
    static void stop() {
        weld.shutdown();
    }

    @BeforeEach
    void nothingHasHappened() {
        queue.sent.clear();
        queue.isDown = false;
        queue.isDoomed = false;
        vetoes.vetoes = false;
        buffered();
    }

    @AfterEach
    void noTransactionIsLeft() {
        TrackedRequest.unbind();
        TRANSACTION.rollback();
        log.close();
    }

    @Test
    void durableCall_inATransaction_isSentAfterTheCallAndBeforeTheCommit() {
        TRANSACTION.begin();
        orders.place();
        assertThat(queue.sent).containsExactly("place runs", "order-placed in transaction");
        TRANSACTION.commit();
        assertThat(queue.sent).hasSize(2);
        assertThat(buffered()).isEmpty();
    }

    @Test
    void durableEvent_inATransaction_isSentAtOnce() {
        TRANSACTION.begin();
        orders.event(TrackedEvent.named("paid").durable());
        assertThat(queue.sent).containsExactly("paid in transaction");
        TRANSACTION.rollback();
        assertThat(buffered()).isEmpty();
    }

    @Test
    void plainEventAndCall_inATransaction_waitForTheCommit() {
        TRANSACTION.begin();
        orders.event(TrackedEvent.named("seen"));
        orders.look();
        assertThat(buffered()).isEmpty();
        TRANSACTION.commit();
        assertThat(buffered()).containsExactlyInAnyOrder("seen", "looked");
        assertThat(queue.sent).isEmpty();
    }

    @Test
    void plainEventAndCall_transactionRolledBack_areNothing() {
        TRANSACTION.begin();
        orders.event(TrackedEvent.named("seen"));
        orders.look();
        TRANSACTION.rollback();
        assertThat(buffered()).isEmpty();
    }

    @Test
    void durableCallOrBuffer_queueDown_isInTheBufferAfterTheCommitOnly() {
        queue.isDown = true;
        TRANSACTION.begin();
        orders.place();
        assertThat(buffered()).isEmpty();
        TRANSACTION.commit();
        assertThat(buffered()).containsExactly("order-placed");
        assertThat(log.lines()).isEmpty();
    }

    @Test
    void durableCallOrBuffer_queueDownAndRolledBack_isNothing() {
        queue.isDown = true;
        TRANSACTION.begin();
        orders.place();
        TRANSACTION.rollback();
        assertThat(buffered()).isEmpty();
    }

    @Test
    void durableCallOrBuffer_queueDownOutsideATransaction_isInTheBufferAtOnce() {
        queue.isDown = true;
        orders.place();
        orders.event(TrackedEvent.named("paid").durable());
        assertThat(buffered()).containsExactly("order-placed", "paid");
    }

    @Test
    void durableOrFail_queueDown_throwsAndBuffersNothing() {
        queue.isDown = true;
        TRANSACTION.begin();
        assertThatExceptionOfType(HitNotSentException.class)
                .isThrownBy(orders::pay)
                .withMessage("the queue rejected the hit: down")
                .withCauseInstanceOf(IllegalStateException.class);
        assertThatExceptionOfType(HitNotSentException.class)
                .isThrownBy(() -> orders.event(TrackedEvent.named("paid").durable(OnFailure.FAIL)));
        TRANSACTION.commit();
        assertThat(buffered()).isEmpty();
        assertThat(log.lines()).isEmpty();
    }

    @Test
    void durableCallOrBuffer_transactionLostWithTheQueue_throwsAndBuffersNothing() {
        queue.isDown = true;
        queue.isDoomed = true;
        TRANSACTION.begin();
        assertThatExceptionOfType(HitNotSentException.class).isThrownBy(orders::place);
        TRANSACTION.commit();
        assertThat(buffered()).isEmpty();
    }

    @Test
    void durable_inAnExcludedRequest_sendsNothing() throws IOException {
        var excluded = counts.of(Count.EXCLUDED);
        Tracking.with(Map.of("sidetrack.ignore-paths", "/health"))
                .requests
                .begin(new FakeRequest("/shop/health").http, "/health", new FakeResponse().http)
                .bind();
        orders.place();
        orders.event(TrackedEvent.named("paid").durable(OnFailure.FAIL));
        assertThat(queue.sent).containsExactly("place runs");
        assertThat(buffered()).isEmpty();
        assertThat(counts.of(Count.EXCLUDED)).isEqualTo(excluded + 1);
    }

    @Test
    void durable_vetoedByAProcessor_sendsNothingAndCountsIt() {
        vetoes.vetoes = true;
        var captured = counts.of(Count.CAPTURED);
        var excluded = counts.of(Count.EXCLUDED);
        orders.place();
        orders.event(TrackedEvent.named("paid").durable(OnFailure.FAIL));
        assertThat(queue.sent).containsExactly("place runs");
        assertThat(counts.of(Count.CAPTURED)).isEqualTo(captured);
        assertThat(counts.of(Count.EXCLUDED)).isEqualTo(excluded + 2);
    }

    @Test
    void durable_changedByAProcessor_isSentAsChanged() {
        orders.event(TrackedEvent.named("change-me").durable());
        assertThat(queue.sent).containsExactly("changed");
    }

    @Test
    void durableCall_thatThrows_sendsNothing() {
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(orders::fail)
                .withMessage("sold out");
        assertThat(queue.sent).isEmpty();
    }

    private static List<String> buffered() {
        var hits = new ArrayList<Hit>();
        weld.select(HitBuffer.class).get().drain(hits, Integer.MAX_VALUE);
        return hits.stream().map(hit -> hit.event().name()).toList();
    }

    /** A part of an application. */
    @ApplicationScoped
    static class Orders {

        @Inject
        Queue queue;

        @Inject
        Event<TrackedEvent> events;

        @Tracked(value = "order-placed", durable = true)
        void place() {
            queue.sent.add("place runs");
        }

        @Tracked(value = "paid", durable = true, onFailure = OnFailure.FAIL)
        void pay() {}

        @Tracked(value = "never", durable = true)
        void fail() {
            throw new IllegalStateException("sold out");
        }

        @Tracked("looked")
        void look() {}

        void event(TrackedEvent event) {
            events.fire(event);
        }
    }

    /** Stands for the queue. */
    @Singleton
    static class Queue implements DurableHits {

        final List<String> sent = new ArrayList<>();
        boolean isDown;
        boolean isDoomed;

        @Override
        public void publish(Hit hit) {
            if (isDown) {
                var down = new IllegalStateException("down");
                throw isDoomed ? new HitNotSentException(down) : down;
            }
            sent.add(hit.event().name() + (TRANSACTION.isTransactionActive() ? " in transaction" : ""));
        }
    }

    /** Vetoes all hits while it is told to, and changes some. */
    @Singleton
    static class Vetoes implements HitProcessor {

        boolean vetoes;

        @Override
        public Hit process(Hit hit) {
            if (vetoes) {
                return null;
            }
            return hit.event().name().equals("change-me") ? hit.withEvent(TrackedEvent.named("changed")) : hit;
        }
    }

    /** Has the transaction where a server has it by name. */
    @Shared
    static class FakeCommits extends Commits {

        @Override
        TransactionSynchronizationRegistry transactions() {
            return TRANSACTION.registry();
        }
    }

    /** A transaction of the thread's, as a server tells Weld of it. */
    private static final class FakeTransaction implements TransactionServices {

        private List<Synchronization> synchronizations;

        void begin() {
            synchronizations = new ArrayList<>();
        }

        void commit() {
            end(Status.STATUS_COMMITTED);
        }

        void rollback() {
            end(Status.STATUS_ROLLEDBACK);
        }

        private void end(int status) {
            if (synchronizations != null) {
                var ending = List.copyOf(synchronizations);
                if (status == Status.STATUS_COMMITTED) {
                    ending.forEach(Synchronization::beforeCompletion);
                }
                synchronizations = null;
                ending.forEach(synchronization -> synchronization.afterCompletion(status));
            }
        }

        TransactionSynchronizationRegistry registry() {
            return (TransactionSynchronizationRegistry) Proxy.newProxyInstance(
                    getClass().getClassLoader(),
                    new Class<?>[] {TransactionSynchronizationRegistry.class},
                    (proxy, method, arguments) -> switch (method.getName()) {
                        case "getTransactionStatus" ->
                            isTransactionActive() ? Status.STATUS_ACTIVE : Status.STATUS_NO_TRANSACTION;
                        case "registerInterposedSynchronization" -> {
                            registerSynchronization((Synchronization) arguments[0]);
                            yield null;
                        }
                        default -> throw new UnsupportedOperationException(method.getName());
                    });
        }

        @Override
        public void registerSynchronization(Synchronization synchronization) {
            synchronizations.add(synchronization);
        }

        @Override
        public boolean isTransactionActive() {
            return synchronizations != null;
        }

        @Override
        public UserTransaction getUserTransaction() {
            return null;
        }

        @Override
        public void cleanup() {}
    }
}
