// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.queue.jms;

import static dev.sidetrack.SampleHits.TIME;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sidetrack.delivery.Pending.History;
import dev.sidetrack.queue.Batch;
import dev.sidetrack.queue.DeadLetter;
import dev.sidetrack.queue.QueueRefusedException;
import dev.sidetrack.queue.QueueSession.Place;
import dev.sidetrack.queue.UnreadableBatchException;
import jakarta.transaction.TransactionSynchronizationRegistry;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BatchMessageTest {

    private final FakeJms jms = new FakeJms();
    private final ServerQueue queue =
            jms.serverQueue(FakeJms.part(TransactionSynchronizationRegistry.class, (proxy, method, arguments) -> null));

    @Test
    void read_sentBatch_isTheSame() throws UnreadableBatchException {
        var batch = new Batch("p", "text", 3, new History(4, 5, TIME));
        queue.send(List.of(batch));
        assertThat(BatchMessage.read(jms.takeBack().get(0).message()))
                .isEqualTo(new Batch("p", "text", 3, new History(4, 5, Instant.ofEpochMilli(TIME.toEpochMilli()))));
    }

    @Test
    void send_freshBatches_haveTypedPropertiesThatSelectorsCanUse() {
        queue.send(List.of(Batch.fresh("p", "text", 3), Batch.fresh("q", "text", 3)));
        var sent = jms.takeBack();
        assertThat(sent).extracting(FakeJms.Sent::delay).containsOnly(0L);
        assertThat(sent.get(0).property(QueueNames.COUNT)).isEqualTo(3);
        assertThat(sent.get(0).property(QueueNames.ATTEMPTS)).isEqualTo(0);
        assertThat(sent)
                .extracting(message -> message.property(QueueNames.PROVIDER))
                .containsExactly("p", "q");
        assertThat(sent.get(0).matches(Selectors.of(Place.HITS, "p", 0))).isTrue();
        assertThat(sent.get(0).matches(Selectors.of(Place.HITS, "q", 0))).isFalse();
        assertThat(sent.get(0).matches(Selectors.of(Place.FIRST, "p", 0))).isFalse();
    }

    @Test
    void selector_ofHits_takesThoseOfThisNodeAndWhatOthersLeftBehind() {
        assertThat(Selectors.of(Place.HITS, "p", 1_000_000))
                .isEqualTo("SidetrackProvider = 'p' AND (SidetrackNode = '" + BatchMessage.NODE
                        + "' OR SidetrackNode IS NULL OR JMSTimestamp < 985000) AND SidetrackFirst IS NULL");
        assertThat(Selectors.of(Place.WAITING, "p", 1_000_000)).isEqualTo("SidetrackProvider = 'p'");
    }

    @Test
    void join_queueRefuses_leavesTheTransactionOfTheCaller() throws NoSuchMethodException {
        jms.refuse(new IllegalStateException("away"));
        assertThatThrownBy(() -> queue.join(List.of(Batch.fresh("p", "text", 1)), () -> {}))
                .isInstanceOf(QueueRefusedException.class)
                .hasMessage("java.lang.IllegalStateException: away")
                .hasCauseInstanceOf(IllegalStateException.class);
        var join = ServerTransactions.class.getMethod("joined", Runnable.class).getAnnotation(Transactional.class);
        assertThat(join.dontRollbackOn()).containsExactly(QueueRefusedException.class);
    }

    @Test
    void send_queueRefuses_throwsAsItIsSoThatItRollsBack() {
        jms.refuse(new IllegalStateException("away"));
        assertThatIllegalStateException()
                .isThrownBy(() -> queue.send(List.of(Batch.fresh("p", "text", 1))))
                .withMessage("away");
    }

    @Test
    void putLater_forLessThanASecond_isDeliveredAfterOneSinceOpenMqLosesShorterDelays() {
        jms.session().putLater(Batch.fresh("p", "text", 1), Duration.ofMillis(1));
        assertThat(jms.takeBack().get(0).delay()).isEqualTo(1000);
        jms.session().putLater(Batch.fresh("p", "text", 1), Duration.ofSeconds(90));
        assertThat(jms.takeBack().get(0).delay()).isEqualTo(90_000);
    }

    @Test
    void put_first_goesBeforeAllOthersAndIsSelectedApart() {
        jms.session().put(Place.FIRST, new Batch("p", "text", 1, new History(2, 3, TIME)));
        var first = jms.takeBack().get(0);
        assertThat(first.priority()).isEqualTo(9);
        assertThat(first.matches(Selectors.of(Place.FIRST, "p", 0))).isTrue();
        assertThat(first.matches(Selectors.of(Place.HITS, "p", 0))).isFalse();
        assertThat(first.property(QueueNames.FIRST_FAILURE)).isEqualTo(TIME.toEpochMilli());
    }

    @Test
    void putFirst_mark_selectsThatBatchAlone() {
        var one = jms.session().putFirst(Batch.fresh("p", "text", 1));
        var other = jms.session().putFirst(Batch.fresh("p", "text", 1));
        var sent = jms.takeBack();
        assertThat(sent.get(0).matches(Selectors.ofMark(one))).isTrue();
        assertThat(sent.get(0).matches(Selectors.ofMark(other))).isFalse();
        assertThat(sent.get(1).matches(Selectors.ofMark(other))).isTrue();
    }

    @Test
    void read_messageAsVersion01WroteIt_isABatch() throws UnreadableBatchException {
        var message = FakeJms.text(
                "text",
                Map.of(
                        "SidetrackProvider",
                        "p",
                        "SidetrackHits",
                        100,
                        "SidetrackAttempts",
                        2,
                        "SidetrackDeferrals",
                        7,
                        "SidetrackFirstFailure",
                        TIME.toEpochMilli()));
        assertThat(BatchMessage.read(message))
                .isEqualTo(new Batch("p", "text", 100, new History(2, 0, Instant.ofEpochMilli(TIME.toEpochMilli()))));
        var sent = new FakeJms.Sent(jms.hits, message, 0, 4, 0);
        assertThat(sent.matches(Selectors.of(Place.HITS, "p", 0))).isTrue();
        assertThat(QueueNames.HITS_NAME).isEqualTo("SidetrackHits");
        assertThat(QueueNames.DEAD_LETTERS_NAME).isEqualTo("SidetrackDeadLetters");
    }

    @Test
    void put_waiting_isOnAQueueOfItsOwn() {
        jms.session().put(Place.WAITING, Batch.fresh("p", "text", 1));
        assertThat(jms.takeBack()).isEmpty();
        assertThat(jms.takeWaiting()).hasSize(1);
    }

    @Test
    void deadLetter_sent_isTheSame() {
        var died = TIME.plusSeconds(3600);
        jms.session()
                .deadLetter(DeadLetter.of(new Batch("p", "text", 3, new History(4, 5, TIME)), "no", 404, died), "text");
        var letter = BatchMessage.deadLetter(jms.takeDeadLetters().get(0).message());
        assertThat(letter.provider()).isEqualTo("p");
        assertThat(letter.reason()).isEqualTo("no");
        assertThat(letter.status()).isEqualTo(404);
        assertThat(letter.hits()).isEqualTo(3);
        assertThat(letter.attempts()).isEqualTo(4);
        assertThat(letter.firstFailure().toEpochMilli()).isEqualTo(TIME.toEpochMilli());
        assertThat(letter.died().toEpochMilli()).isEqualTo(died.toEpochMilli());
    }

    @Test
    void deadLetter_neverFailedBefore_firstFailedWhenItDied() {
        assertThat(DeadLetter.of(Batch.fresh("p", "text", 3), "too-late", 0, TIME)
                        .firstFailure())
                .isEqualTo(TIME);
        assertThat(DeadLetter.unreadable("odd", TIME)).isEqualTo(new DeadLetter("", "odd", 0, 0, 0, TIME, TIME));
    }

    @Test
    void deadLetter_ofSomebodyElse_isShownAsFarAsItCanBe() {
        var letter = BatchMessage.deadLetter(FakeJms.text("Hello!", Map.of()));
        assertThat(letter).isEqualTo(new DeadLetter("", "", 0, 0, 0, null, null));
    }
}
