// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.queue.jms;

import static dev.sidetrack.SampleHits.TIME;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sidetrack.config.SettingsOf;
import dev.sidetrack.queue.Batch;
import dev.sidetrack.queue.DeadLetter;
import dev.sidetrack.queue.QueueRefusedException;
import dev.sidetrack.queue.UnreadableBatchException;
import jakarta.ejb.ApplicationException;
import jakarta.jms.JMSException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BatchMessageTest {

    private final FakeJms jms = new FakeJms();
    private final ServerQueue queue = new ServerQueue();

    BatchMessageTest() {
        queue.jms = jms.context;
        queue.hits = jms.hits;
        queue.deadLetters = jms.deadLetters;
        queue.settings = SettingsOf.nothing();
    }

    @Test
    void read_sentBatch_isTheSame() throws UnreadableBatchException {
        var batch = new Batch("p", "text", 3, 4, 5, TIME);
        queue.send(List.of(batch));
        assertThat(BatchMessage.read(jms.takeBack().get(0).message())).isEqualTo(
                new Batch("p", "text", 3, 4, 5, Instant.ofEpochMilli(TIME.toEpochMilli())));
    }

    @Test
    void send_freshBatches_haveTypedPropertiesThatSelectorsCanUse() {
        queue.send(List.of(Batch.fresh("p", "text", 3), Batch.fresh("q", "text", 3)));
        var sent = jms.takeBack();
        assertThat(sent).extracting(FakeJms.Sent::delay).containsOnly(0L);
        assertThat(sent.get(0).properties()).isEqualTo(Map.of(
                QueueNames.PROVIDER, "p", QueueNames.COUNT, 3, QueueNames.ATTEMPTS, 0, QueueNames.DEFERRALS, 0));
        assertThat(sent.get(1).property(QueueNames.PROVIDER)).isEqualTo("q");
        assertThat(sent.get(0).properties().keySet()).allMatch(name -> name.chars().allMatch(Character::isJavaIdentifierPart));
    }

    @Test
    void join_queueRefuses_leavesTheTransactionOfTheCaller() {
        jms.refuse(new IllegalStateException("away"));
        assertThatThrownBy(() -> queue.join(List.of(Batch.fresh("p", "text", 1))))
                .isInstanceOf(QueueRefusedException.class).hasMessage("java.lang.IllegalStateException: away")
                .hasCauseInstanceOf(IllegalStateException.class);
        assertThat(QueueRefusedException.class.getAnnotation(ApplicationException.class).rollback()).isFalse();
    }

    @Test
    void send_queueRefuses_throwsAsItIsSoThatItRollsBack() {
        jms.refuse(new IllegalStateException("away"));
        assertThatIllegalStateException().isThrownBy(() -> queue.send(List.of(Batch.fresh("p", "text", 1)))).withMessage("away");
    }

    @Test
    void putBack_forLessThanASecond_isDeliveredAfterOneSinceOpenMqLosesShorterDelays() {
        jms.session().putBack(Batch.fresh("p", "text", 1), Duration.ofMillis(1));
        assertThat(jms.takeBack().get(0).delay()).isEqualTo(1000);
        jms.session().putBack(Batch.fresh("p", "text", 1), Duration.ZERO);
        assertThat(jms.takeBack().get(0).delay()).isZero();
    }

    @Test
    void putBack_withADelay_isDeliveredThen() {
        jms.session().putBack(new Batch("p", "text", 1, 2, 3, TIME), Duration.ofSeconds(90));
        var back = jms.takeBack().get(0);
        assertThat(back.delay()).isEqualTo(90_000);
        assertThat(back.properties()).isEqualTo(Map.of(QueueNames.PROVIDER, "p", QueueNames.COUNT, 1, QueueNames.ATTEMPTS, 2,
                QueueNames.DEFERRALS, 3, QueueNames.FIRST_FAILURE, TIME.toEpochMilli()));
    }

    @Test
    void deadLetter_buried_isTheSame() throws JMSException {
        var died = TIME.plusSeconds(3600);
        jms.session().deadLetter(DeadLetter.of(new Batch("p", "text", 3, 4, 5, TIME), "no", 404, died), "text");
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
        assertThat(DeadLetter.of(Batch.fresh("p", "text", 3), "too-late", 0, TIME).firstFailure()).isEqualTo(TIME);
        assertThat(DeadLetter.unreadable("odd", TIME)).isEqualTo(new DeadLetter("", "odd", 0, 0, 0, TIME, TIME));
    }

    @Test
    void deadLetter_ofSomebodyElse_isShownAsFarAsItCanBe() throws JMSException {
        var letter = BatchMessage.deadLetter(FakeJms.text("Hello!", Map.of()));
        assertThat(letter).isEqualTo(new DeadLetter("", null, 0, 0, 0, null, null));
    }
}
