// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.queue.jms;

import static dev.sidetrack.queue.Deliveries.PROVIDER;
import static dev.sidetrack.queue.Deliveries.hits;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.sidetrack.HitCounts.Fate;
import dev.sidetrack.LogLines;
import dev.sidetrack.queue.BatchCodec;
import dev.sidetrack.queue.Deliveries;
import dev.sidetrack.spi.Outcome;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Messages on the queue that are none of ours, or not whole: each becomes a dead letter, none is ever taken twice. */
class BatchReceiverUnreadableTest {

    private static final String TEXT = BatchCodec.write(hits(2));
    private static final Map<String, Object> PROPERTIES = Map.of(QueueNames.PROVIDER, PROVIDER, QueueNames.COUNT, 2, QueueNames.ATTEMPTS, 0);

    static Stream<Arguments> receive_unreadable_makesADeadLetterWithReasonAndText() {
        var tooLong = " ".repeat(BatchMessage.LONGEST_TEXT + 1);
        return Stream.of(
                arguments("bytes", FakeJms.bytes(PROPERTIES), "the message is not a text message", ""),
                arguments("no text", FakeJms.text(null, PROPERTIES), "the message has no text", ""),
                arguments("huge", FakeJms.text("[]", Map.of("_AMQ_LARGE_SIZE", 50_331_649L)), "or more than 16777216 characters", ""),
                arguments("too long", FakeJms.text(tooLong, PROPERTIES), "or more than 16777216 characters", ""),
                arguments("nothing can be read", FakeJms.broken(new JMSException("broken")), "the message's text cannot be read", ""),
                arguments("client library fails", FakeJms.broken(new IllegalStateException("broken")), "the message's text cannot be read", ""),
                arguments("no provider", FakeJms.text(TEXT, Map.of()), "the message names no provider", TEXT),
                arguments("count is a word", with(QueueNames.COUNT, "two"), "the message's properties cannot be read", TEXT),
                arguments("attempts are a boolean", with(QueueNames.ATTEMPTS, true), "the message's properties cannot be read", TEXT),
                arguments("deferrals are too large", with(QueueNames.DEFERRALS, "99999999999"), "the message's properties cannot be read", TEXT),
                arguments("first failure is a date", with(QueueNames.FIRST_FAILURE, "2026-01-01"), "the message's properties cannot be read", TEXT),
                arguments("empty text", of(""), "the message is no batch: an object expected at character 0", ""),
                arguments("other text", of("Hello!"), "the message is no batch: an object expected at character 0", "Hello!"),
                arguments("truncated", of(TEXT.substring(0, TEXT.length() - 1)), "the message is no batch: ", TEXT.substring(0, TEXT.length() - 1)),
                arguments("no version", of("{\"hits\":[]}"), "the message is no batch: a batch has a version and hits", "{\"hits\":[]}"),
                arguments("no hits", of("{\"version\":1,\"hits\":[]}"), "the message is no batch: a batch has a version and hits",
                        "{\"version\":1,\"hits\":[]}"),
                arguments("version of tomorrow", of(TEXT.replace("\"version\":1", "\"version\":2")),
                        "the message is no batch: the batch has version 2, this node reads 1", TEXT.replace("\"version\":1", "\"version\":2")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void receive_unreadable_makesADeadLetterWithReasonAndText(String name, Message message, String reason, String text) {
        var deliveries = new Deliveries();
        try (var log = LogLines.of("dev.sidetrack.delivery")) {
            deliveries.receiver.receive(() -> BatchMessage.read(message), deliveries.jms.session());
            assertThat(log.lines()).singleElement().asString().startsWith("WARNING A message on the queue goes to the dead letters: ");
        }
        var buried = deliveries.theOneDeadLetter();
        assertThat((String) buried.property(QueueNames.REASON)).contains(reason);
        assertThat(buried.text()).isEqualTo(text);
        assertThat(buried.property(QueueNames.PROVIDER)).isEqualTo("");
        assertThat(buried.property(QueueNames.COUNT)).isEqualTo(0);
        assertThat(buried.property(QueueNames.FIRST_FAILURE)).isEqualTo(deliveries.clock.millis());
        assertThat(buried.property(QueueNames.DIED)).isEqualTo(deliveries.clock.millis());
        assertThat(deliveries.jms.isEmpty()).isTrue();
        assertThat(deliveries.provider.requests()).isEmpty();
        assertThat(deliveries.counts.by(Fate.DEAD)).isEqualTo(Map.of("", 1L));
        assertThat(deliveries.places()).isEqualTo(Deliveries.CONCURRENCY);
    }

    static Stream<Arguments> receive_oddButReadable_delivers() {
        return Stream.of(
                arguments("no numbers", FakeJms.text(TEXT, Map.of(QueueNames.PROVIDER, PROVIDER))),
                arguments("negative numbers", with(QueueNames.ATTEMPTS, -7)),
                arguments("numbers as texts", with(QueueNames.COUNT, "2")),
                arguments("more attempts than can be counted", with(QueueNames.ATTEMPTS, Integer.MAX_VALUE)),
                arguments("more deferrals than can be counted", with(QueueNames.DEFERRALS, Integer.MAX_VALUE)),
                arguments("first failure at the end of time", with(QueueNames.FIRST_FAILURE, Long.MAX_VALUE)),
                arguments("first failure at the beginning of time", with(QueueNames.FIRST_FAILURE, Long.MIN_VALUE)),
                arguments("members of tomorrow", of(TEXT.replace("\"version\":1", "\"version\":1,\"node\":{\"name\":[\"a\",null]}"))),
                arguments("spaces", of(" " + TEXT.replace(",", " ,\n\t").replace(":", " : ") + "\r\n")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void receive_oddButReadable_delivers(String name, Message message) {
        var deliveries = new Deliveries();
        deliveries.receiver.receive(() -> BatchMessage.read(message), deliveries.jms.session());
        assertThat(deliveries.counts.of(Fate.DELIVERED)).isEqualTo(2);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("receive_oddButReadable_delivers")
    void receive_oddButReadableAtAClosedLine_defersOrGivesUpWithoutAThrow(String name, Message message) {
        var deliveries = new Deliveries();
        deliveries.places();
        deliveries.receiver.receive(() -> BatchMessage.read(message), deliveries.jms.session());
        assertThat(deliveries.theOnePutBack().delay()).isBetween(0L, 30_000L);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("receive_oddButReadable_delivers")
    void receive_oddButReadableAndFailing_putsBackOrGivesUpWithoutAThrow(String name, Message message) {
        var deliveries = new Deliveries();
        deliveries.provider.answers(Outcome.retry("later", null));
        deliveries.receiver.receive(() -> BatchMessage.read(message), deliveries.jms.session());
        assertThat(deliveries.jms.takeBack().size() + deliveries.jms.takeDeadLetters().size()).isEqualTo(1);
    }

    private static Message of(String text) {
        return FakeJms.text(text, PROPERTIES);
    }

    private static Message with(String property, Object value) {
        var properties = new HashMap<>(PROPERTIES);
        properties.put(property, value);
        return FakeJms.text(TEXT, properties);
    }
}
