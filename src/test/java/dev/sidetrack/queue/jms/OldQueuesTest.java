// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.queue.jms;

import static dev.sidetrack.SampleHits.TIME;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sidetrack.SampleHits;
import dev.sidetrack.queue.Batch;
import dev.sidetrack.queue.BatchCodec;
import jakarta.jms.InvalidDestinationRuntimeException;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.Message;
import jakarta.jms.Queue;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OldQueuesTest {

    private static final String HITS = "SidetrackHits";
    private static final String DEAD_LETTERS = "SidetrackDeadLetters";
    private static final String TEXT = BatchCodec.write(List.of(SampleHits.pageView(), SampleHits.event()));

    private final FakeJms jms = new FakeJms();
    /** What lies at the broker, by the name of its queue. */
    private final Map<String, Deque<Message>> broker = new HashMap<>();

    private final List<Batch> taken = new ArrayList<>();
    private int open;

    private final JMSContext context =
            FakeJms.part(JMSContext.class, (proxy, method, arguments) -> switch (method.getName()) {
                case "createQueue" -> queue((String) arguments[0]);
                case "createConsumer" -> consumer(((Queue) arguments[0]).getQueueName());
                case "createProducer" -> jms.context.createProducer();
                case "createTextMessage" -> jms.context.createTextMessage((String) arguments[0]);
                default -> throw new UnsupportedOperationException(method.toString());
            });

    @Test
    void takeOver_batchesOf01_becomeHitsOfTheApplicationWithTheirHistory() {
        put(
                HITS,
                FakeJms.text(
                        TEXT,
                        Map.of(
                                QueueNames.PROVIDER,
                                "p",
                                QueueNames.COUNT,
                                2,
                                QueueNames.ATTEMPTS,
                                3,
                                QueueNames.FIRST_FAILURE,
                                TIME.toEpochMilli())));
        assertThat(takeOver(50)).isEqualTo(1);
        assertThat(taken).singleElement().satisfies(batch -> {
            assertThat(batch.provider()).isEqualTo("p");
            assertThat(batch.text()).isEqualTo(TEXT);
            assertThat(batch.hits()).isEqualTo(2);
            assertThat(batch.history().attempts()).isEqualTo(3);
            assertThat(batch.history().firstFailure()).isEqualTo(TIME.truncatedTo(ChronoUnit.MILLIS));
        });
        assertThat(broker.get(HITS)).isEmpty();
        assertThat(open).isZero();
    }

    @Test
    void takeOver_deadLettersOf01_becomeThoseOfTheApplicationWithTheirReason() {
        put(
                DEAD_LETTERS,
                FakeJms.text(
                        TEXT,
                        Map.of(
                                QueueNames.PROVIDER,
                                "p",
                                QueueNames.REASON,
                                "HTTP status 400",
                                QueueNames.STATUS,
                                400,
                                QueueNames.COUNT,
                                2,
                                QueueNames.DIED,
                                TIME.toEpochMilli())));
        assertThat(takeOver(50)).isEqualTo(1);
        assertThat(jms.takeDeadLetters()).singleElement().satisfies(letter -> {
            assertThat(letter.text()).isEqualTo(TEXT);
            assertThat(letter.property(QueueNames.PROVIDER)).isEqualTo("p");
            assertThat(letter.property(QueueNames.REASON)).isEqualTo("HTTP status 400");
            assertThat(letter.property(QueueNames.STATUS)).isEqualTo(400);
            assertThat(letter.property(QueueNames.COUNT)).isEqualTo(2);
            assertThat(letter.property(QueueNames.DIED)).isEqualTo(TIME.toEpochMilli());
            assertThat(letter.timeToLive()).isPositive();
        });
        assertThat(taken).isEmpty();
        assertThat(broker.get(DEAD_LETTERS)).isEmpty();
    }

    @Test
    void takeOver_messageThatIsNoBatch_isADeadLetterWithItsText() {
        put(HITS, FakeJms.text("Hello!", Map.of()));
        put(HITS, FakeJms.map(Map.of()));
        assertThat(takeOver(50)).isEqualTo(2);
        assertThat(taken).isEmpty();
        assertThat(jms.takeDeadLetters()).extracting(FakeJms.Sent::text).containsExactly("Hello!", "(not kept)");
    }

    @Test
    void takeOver_manyMessages_takesSoManyOfEachAtATime() {
        for (var i = 0; i < 5; i++) {
            put(HITS, FakeJms.text(TEXT, Map.of(QueueNames.PROVIDER, "p")));
            put(DEAD_LETTERS, FakeJms.text(TEXT, Map.of(QueueNames.PROVIDER, "p")));
        }
        assertThat(takeOver(3)).isEqualTo(6);
        assertThat(takeOver(3)).isEqualTo(4);
        assertThat(takeOver(3)).isZero();
        assertThat(taken).hasSize(5);
        assertThat(jms.takeDeadLetters()).hasSize(5);
    }

    @Test
    void takeOver_noSuchQueues_isNothing() {
        assertThat(takeOver(50)).isZero();
    }

    @Test
    void takeOver_onlyTheDeadLettersOf01AreThere_takesThose() {
        put(DEAD_LETTERS, FakeJms.text(TEXT, Map.of(QueueNames.PROVIDER, "p")));
        assertThat(takeOver(50)).isEqualTo(1);
        assertThat(jms.takeDeadLetters()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "shop_SidetrackHits, 1",
        "shop_shop_shop_java:app/jms/SidetrackHits, 1",
        "SidetrackHits, 0",
        "acme.SidetrackHits, 0",
        "ShopsOwnHits, 0"
    })
    void takeOver_bySession_isDoneWhereTheApplicationsQueuesHaveNamesOfThisVersion(String hits, int expected) {
        put(HITS, FakeJms.text(TEXT, Map.of(QueueNames.PROVIDER, "p")));
        var session = new JmsSession(context, queue(hits), jms.waiting, jms.deadLetters, FakeJms.DEAD_LETTERS_AGE);
        assertThat(session.takeOver(50)).isEqualTo(expected);
        assertThat(jms.isEmpty()).isEqualTo(expected == 0);
        assertThat(broker.get(HITS)).hasSize(1 - expected);
    }

    private int takeOver(int most) {
        var letters = new DeadLetterMessages(context, jms.deadLetters, FakeJms.DEAD_LETTERS_AGE);
        return new OldQueues(context, letters, taken::add).takeOver(most);
    }

    private void put(String queue, Message message) {
        broker.computeIfAbsent(queue, any -> new ArrayDeque<>()).add(message);
    }

    private static Queue queue(String name) {
        return FakeJms.part(Queue.class, (proxy, method, arguments) -> name);
    }

    private JMSConsumer consumer(String queue) {
        var messages = broker.get(queue);
        if (messages == null) {
            throw new InvalidDestinationRuntimeException("there is no queue " + queue);
        }
        open++;
        return FakeJms.part(JMSConsumer.class, (proxy, method, arguments) -> switch (method.getName()) {
            case "receive" -> messages.poll();
            case "close" -> {
                open--;
                yield null;
            }
            default -> throw new UnsupportedOperationException(method.toString());
        });
    }
}
