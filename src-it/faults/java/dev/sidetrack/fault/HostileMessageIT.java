// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.sidetrack.fault.Load.Kind;
import dev.sidetrack.server.Await;
import dev.sidetrack.server.SidetrackMBean;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.Test;

/** Messages on the queue of hits that are none of ours. */
class HostileMessageIT extends OutsideBrokerIT {

    private static final int MESSAGES = 1000;
    private static final int LONG_MESSAGES = FaultRun.LONG ? 4 : 1;
    private static final int LONG_TEXT = 50 * 1024 * 1024;
    private static final String BATCH = """
            {"version":1,"hits":[{"id":"a","time":"2026-01-01T00:00:00Z","type":"page","page":{"path":"/"}}]}""";

    private final Random random = new Random(1);

    @Test
    void messages_thatAreNoBatches_becomeDeadLettersAndHitsAroundThemArrive() throws JMSException {
        var mbean = server().mbean();
        mbean.operate("purgeDeadLetters");
        var before = dead(mbean);
        var load = Load.start(Kind.PAGE, server().url(), 50, 120 * 50);
        load.awaitAcknowledged(50);
        sendHostileMessages(number -> awaitDead(mbean, before + number));
        awaitDead(mbean, before + MESSAGES);

        var tally = Tally.of(PROVIDER, load.stop()).told(MESSAGES + " hostile messages on the queue");
        tally.assertNothingLost();
        tally.assertDuplicatedAtMost(0);
        assertEquals(MESSAGES, mbean.countDeadLetters());
        assertEquals(MESSAGES, mbean.operate("purgeDeadLetters"));
        assertEquals(0, mbean.countDeadLetters());
    }

    private static void awaitDead(SidetrackMBean mbean, long number) {
        Await.must(number + " dead letters", FaultRun.PATIENCE, () -> dead(mbean) >= number);
    }

    private static long dead(SidetrackMBean mbean) {
        return mbean.sum("Dead");
    }

    private void sendHostileMessages(IntConsumer awaitDead) throws JMSException {
        try (var jms = BrokerClient.connect(broker())) {
            var queue = jms.createQueue(HITS);
            for (var number = 0; number < MESSAGES; number++) {
                var message = number < LONG_MESSAGES ? ofProvider(jms, "[".repeat(LONG_TEXT)) : hostile(jms, number);
                jms.createProducer().send(queue, message);
                if (number < LONG_MESSAGES) {
                    // The server's heap holds one of these with all its copies; several are taken one by one, after
                    // minutes.
                    awaitDead.accept(number + 1);
                }
            }
        }
    }

    private Message hostile(JMSContext jms, int number) throws JMSException {
        return switch (number % 12) {
            case 0 -> ofProvider(jms, BATCH.substring(0, random.nextInt(BATCH.length())));
            case 1 -> jms.createObjectMessage(new ArrayList<>(List.of("hit")));
            case 2 -> ofProvider(jms, "{\"version\":1,\"hits\":" + "[".repeat(100_000));
            case 3 -> ofProvider(jms, "{\"a\":".repeat(20_000));
            case 4 -> ofProvider(jms, BATCH.replace("\"version\":1", "\"version\":2"));
            case 5 -> ofProvider(jms, BATCH.replace("\"version\":1", "\"version\":99999999999999999999"));
            case 6 -> jms.createTextMessage(BATCH);
            case 7 -> jms.createTextMessage();
            case 8 -> bytes(jms);
            case 9 -> jms.createMapMessage();
            case 10 -> ofProvider(jms, noise());
            default -> wrongProperty(jms);
        };
    }

    private static Message ofProvider(JMSContext jms, String text) throws JMSException {
        var message = jms.createTextMessage(text);
        message.setStringProperty("SidetrackProvider", "universal-analytics");
        return message;
    }

    private static Message wrongProperty(JMSContext jms) throws JMSException {
        var message = ofProvider(jms, BATCH);
        message.setStringProperty("SidetrackAttempts", "many");
        return message;
    }

    private static Message bytes(JMSContext jms) throws JMSException {
        var message = jms.createBytesMessage();
        message.writeBytes(BATCH.getBytes(StandardCharsets.UTF_8));
        return message;
    }

    private String noise() {
        var noise = new StringBuilder();
        random.ints(1000, 0, Character.MAX_VALUE + 1).forEach(character -> noise.append((char) character));
        return noise.toString();
    }
}
