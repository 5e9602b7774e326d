// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.queue.jms;

import static dev.sidetrack.queue.Deliveries.PROVIDER;
import static dev.sidetrack.queue.Deliveries.hits;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.sidetrack.SampleHits;
import dev.sidetrack.queue.BatchCodec;
import dev.sidetrack.queue.DeadLetter;
import dev.sidetrack.queue.UnreadableBatchException;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.TextMessage;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Messages on the queue that are none of ours, or not whole: what is said of them, and what is kept of them. */
class UnreadableMessageTest {

    private static final String TEXT = BatchCodec.write(hits(2));
    private static final Map<String, Object> PROPERTIES =
            Map.of(QueueNames.PROVIDER, PROVIDER, QueueNames.COUNT, 2, QueueNames.ATTEMPTS, 0);

    static Stream<Arguments> read_unreadable_saysWhy() {
        var tooLong = " ".repeat(MessageText.LONGEST + 1);
        return Stream.of(
                arguments("a map", FakeJms.map(PROPERTIES), "the message holds neither text nor bytes"),
                arguments("no bytes", FakeJms.bytes(new byte[0], Map.of()), "the message names no provider"),
                arguments(
                        "too many bytes",
                        FakeJms.bytes(new byte[MessageText.LONGEST + 1], PROPERTIES),
                        "or more than 16777216 characters"),
                arguments("no text", FakeJms.text(null, PROPERTIES), "the message has no text"),
                arguments(
                        "huge",
                        FakeJms.text("[]", Map.of("_AMQ_LARGE_SIZE", 50_331_649L)),
                        "or more than 16777216 characters"),
                arguments("too long", FakeJms.text(tooLong, PROPERTIES), "or more than 16777216 characters"),
                arguments(
                        "nothing can be read",
                        FakeJms.broken(new JMSException("broken")),
                        "the message's text cannot be read"),
                arguments(
                        "client library fails",
                        FakeJms.broken(new IllegalStateException("broken")),
                        "the message's text cannot be read"),
                arguments("no provider", FakeJms.text(TEXT, Map.of()), "the message names no provider"),
                arguments("count is a word", with(QueueNames.COUNT, "two"), "the message's properties cannot be read"),
                arguments(
                        "attempts are a boolean",
                        with(QueueNames.ATTEMPTS, true),
                        "the message's properties cannot be read"),
                arguments(
                        "failures alone are too large",
                        with(QueueNames.ALONE, "99999999999"),
                        "the message's properties cannot be read"),
                arguments(
                        "first failure is a date",
                        with(QueueNames.FIRST_FAILURE, "2026-01-01"),
                        "the message's properties cannot be read"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void read_unreadable_saysWhy(String name, Message message, String reason) {
        assertThatThrownBy(() -> BatchMessage.read(message))
                .isInstanceOf(UnreadableBatchException.class)
                .hasMessageContaining(reason);
    }

    static Stream<Arguments> read_oddButReadable_isRead() {
        return Stream.of(
                arguments("a text, as in earlier versions", of(TEXT)),
                arguments("bytes", FakeJms.bytes(TEXT.getBytes(StandardCharsets.UTF_8), PROPERTIES)),
                arguments("no numbers", FakeJms.text(TEXT, Map.of(QueueNames.PROVIDER, PROVIDER))),
                arguments("negative numbers", with(QueueNames.ATTEMPTS, -7)),
                arguments("numbers as texts", with(QueueNames.COUNT, "2")),
                arguments("more attempts than can be counted", with(QueueNames.ATTEMPTS, Integer.MAX_VALUE)),
                arguments("more failures alone than can be counted", with(QueueNames.ALONE, Integer.MAX_VALUE)),
                arguments("first failure at the end of time", with(QueueNames.FIRST_FAILURE, Long.MAX_VALUE)),
                arguments("first failure at the beginning of time", with(QueueNames.FIRST_FAILURE, Long.MIN_VALUE)),
                arguments(
                        "members of tomorrow",
                        of(TEXT.replace("\"version\":1", "\"version\":1,\"node\":{\"name\":[\"a\",null]}"))),
                arguments("spaces", of(" " + TEXT.replace(",", " ,\n\t").replace(":", " : ") + "\r\n")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void read_oddButReadable_isRead(String name, Message message) throws UnreadableBatchException {
        assertThat(BatchCodec.read(BatchMessage.read(message).text())).hasSize(2);
    }

    @Test
    void deadLetter_ofATextThatIsNoBatch_keepsIt() {
        var message = FakeJms.text("Hello!", Map.of("theirs", "x"));
        var sent = givenUp(message);
        assertThat(sent.text()).isEqualTo("Hello!");
        assertThat(sent.message()).isNotSameAs(message);
        assertThat(sent.property(QueueNames.REASON)).isEqualTo("odd");
        assertThat(sent.property("theirs")).isNull();
    }

    @Test
    void deadLetter_ofBytes_isATextThatPeopleCanRead() {
        var sent = givenUp(FakeJms.bytes("Grüße!".getBytes(StandardCharsets.UTF_8), PROPERTIES));
        assertThat(sent.message()).isInstanceOf(TextMessage.class);
        assertThat(sent.text()).isEqualTo("Grüße!");
    }

    static Stream<Arguments> deadLetter_thatCannotBeCopied_keepsNothingButTheReason() {
        return Stream.of(
                arguments("a map", FakeJms.map(Map.of("theirs", "x"))),
                arguments("too many bytes", FakeJms.bytes(new byte[MessageText.LONGEST + 1], Map.of())),
                arguments("huge", FakeJms.text("[", Map.of("_AMQ_LARGE_SIZE", 50_331_649L))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void deadLetter_thatCannotBeCopied_keepsNothingButTheReason(String name, Message message) {
        var sent = givenUp(message);
        assertThat(sent.text()).isEqualTo("(not kept)");
        assertThat(sent.property(QueueNames.REASON)).isEqualTo("odd");
    }

    private static FakeJms.Sent givenUp(Message message) {
        var jms = new FakeJms();
        var consumer = FakeJms.part(JMSConsumer.class, (proxy, method, arguments) -> message);
        var letters = new DeadLetterMessages(jms.context, jms.deadLetters, FakeJms.DEAD_LETTERS_AGE);
        new JmsSource(consumer, letters).next().deadLetter(DeadLetter.unreadable("odd", SampleHits.TIME));
        return jms.takeDeadLetters().get(0);
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
