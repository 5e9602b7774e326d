// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.sidetrack.HitCounts;
import dev.sidetrack.HitCounts.Count;
import dev.sidetrack.HitNotSentException;
import dev.sidetrack.LogLines;
import dev.sidetrack.SampleHits;
import dev.sidetrack.delivery.Destination;
import dev.sidetrack.delivery.Destinations;
import dev.sidetrack.delivery.FakeProvider;
import dev.sidetrack.delivery.Route;
import dev.sidetrack.queue.jms.FakeJms;
import dev.sidetrack.queue.jms.QueueNames;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DurablePublisherTest {

    private final HitCounts counts = new HitCounts();
    private final AtomicLong nanos = new AtomicLong();
    private final QueueState state = new QueueState(nanos::get);
    private final FakeJms jms = new FakeJms();
    private Synchronization end;
    private int transaction = Status.STATUS_ACTIVE;

    @Test
    void publish_severalProviders_sendsOneMessageEach() {
        publisher("a", "b").publish(SampleHits.event());
        var sent = jms.takeBack();
        assertThat(sent)
                .extracting(message -> message.property(QueueNames.PROVIDER))
                .containsExactly("a", "b");
        assertThat(sent).allSatisfy(message -> assertThat(message.hits()).containsExactly(SampleHits.event()));
        assertThat(counts.of(Count.PUBLISHED)).isZero();
        end.afterCompletion(Status.STATUS_COMMITTED);
        assertThat(counts.of(Count.PUBLISHED)).isEqualTo(1);
    }

    @Test
    void publish_outsideOfAnyTransaction_isSentAndCountedAtOnce() {
        transaction = Status.STATUS_NO_TRANSACTION;
        publisher("a", "b").publish(SampleHits.event());
        assertThat(jms.takeBack())
                .extracting(message -> message.property(QueueNames.PROVIDER))
                .containsExactly("a", "b");
        assertThat(counts.of(Count.PUBLISHED)).isEqualTo(1);
    }

    @Test
    void publish_outsideOfAnyTransactionAndRefused_throwsAndCountsNothing() {
        transaction = Status.STATUS_NO_TRANSACTION;
        jms.refuse(new IllegalStateException("away"));
        assertThatExceptionOfType(QueueRefusedException.class)
                .isThrownBy(() -> publisher("a").publish(SampleHits.event()));
        assertThat(counts.of(Count.PUBLISHED)).isZero();
    }

    @Test
    void publish_forOneProvider_isSentToItAtOnceWhateverBecomesOfTheTransaction() {
        publisher("a", "b").publish("b", SampleHits.event());
        assertThat(jms.takeBack()).singleElement().satisfies(message -> {
            assertThat(message.property(QueueNames.PROVIDER)).isEqualTo("b");
            assertThat(message.hits()).containsExactly(SampleHits.event());
        });
        assertThat(counts.by(Count.QUEUED)).isEqualTo(Map.of("b", 1L));
        assertThat(end).isNull();
    }

    @Test
    void publish_forOneProviderWhileTheQueueIsAway_throws() {
        state.refused(new IllegalStateException("away"));
        assertThatIllegalStateException().isThrownBy(() -> publisher("a").publish("a", SampleHits.event()));
        assertThat(jms.takeBack()).isEmpty();
    }

    @Test
    void publish_transactionRollsBackLater_countsNothing() {
        publisher("a").publish(SampleHits.event());
        end.afterCompletion(Status.STATUS_ROLLEDBACK);
        assertThat(counts.of(Count.PUBLISHED)).isZero();
    }

    @Test
    void publish_queueRefuses_throwsAndCountsNothing() {
        jms.refuse(new IllegalStateException("away"));
        assertThatExceptionOfType(QueueRefusedException.class)
                .isThrownBy(() -> publisher("a").publish(SampleHits.event()));
        assertThat(counts.of(Count.PUBLISHED)).isZero();
    }

    @Test
    void publish_refusedAndTheTransactionWithIt_tellsTheCaller() {
        jms.onSend(() -> {
            transaction = Status.STATUS_MARKED_ROLLBACK;
            throw new IllegalStateException("away");
        });
        assertThatExceptionOfType(HitNotSentException.class)
                .isThrownBy(() -> publisher("a").publish(SampleHits.event()))
                .withCauseInstanceOf(QueueRefusedException.class);
        assertThat(counts.of(Count.PUBLISHED)).isZero();
    }

    @Test
    void publish_transactionThatRollsBackAnyway_sendsNothing() {
        transaction = Status.STATUS_MARKED_ROLLBACK;
        publisher("a").publish(SampleHits.event());
        assertThat(jms.isEmpty()).isTrue();
        assertThat(counts.of(Count.PUBLISHED)).isZero();
    }

    @Test
    void publish_publisherKnowsThatTheQueueRefuses_asksItNot() {
        try (var log = LogLines.of("dev.sidetrack.queue")) {
            state.refused(new IllegalStateException("away"));
            assertThat(log.lines()).hasSize(1);
        }
        assertThatIllegalStateException()
                .isThrownBy(() -> publisher("a").publish(SampleHits.event()))
                .withMessage("the queue is unavailable");
        assertThat(jms.isEmpty()).isTrue();
    }

    @Test
    void publish_publisherHangsInTheQueue_asksItNot() {
        state.sending();
        nanos.addAndGet(Duration.ofSeconds(4).toNanos());
        assertThatIllegalStateException().isThrownBy(() -> publisher("a").publish(SampleHits.event()));
        assertThat(jms.isEmpty()).isTrue();
    }

    private DurablePublisher publisher(String... providers) {
        var all = new Destinations(Stream.of(providers)
                .map(name -> new Destination(name, new FakeProvider(), Route.ofAll(name), null, 1))
                .toList());
        var registry = FakeJms.part(
                TransactionSynchronizationRegistry.class, (proxy, method, arguments) -> switch (method.getName()) {
                    case "registerInterposedSynchronization" -> {
                        end = (Synchronization) arguments[0];
                        yield null;
                    }
                    default -> transaction;
                });
        return new DurablePublisher(all, counts, state, () -> jms.serverQueue(registry), Fresh.receivers(all, counts));
    }
}
