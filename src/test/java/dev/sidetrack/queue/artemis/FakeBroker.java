// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.queue.artemis;

import dev.sidetrack.queue.jms.FakeJms;
import jakarta.jms.ExceptionListener;
import jakarta.jms.IllegalStateRuntimeException;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.JMSRuntimeException;
import jakarta.jms.Message;
import jakarta.jms.Queue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A broker with sessions that commit and roll back, and that can go away at the worst of moments. */
final class FakeBroker {

    /** What is on its queues. */
    final List<FakeJms.Sent> committed = new ArrayList<>();

    int opened;
    int closed;
    boolean away;
    boolean diesAtCommit;
    /** Whether the node uses another one by now. */
    boolean isLeft;

    private ExceptionListener last;

    synchronized BrokerSession open() {
        check();
        opened++;
        var jms = new FakeJms();
        var received = new ArrayList<FakeJms.Sent>();
        return new BrokerSession(
                FakeJms.part(JMSContext.class, (proxy, method, arguments) -> switch (method.getName()) {
                    case "setExceptionListener" -> last = (ExceptionListener) arguments[0];
                    case "createQueue" -> queue(jms, (String) arguments[0]);
                    case "createProducer" -> {
                        check();
                        yield jms.context.createProducer();
                    }
                    case "createTextMessage" -> jms.context.createTextMessage((String) arguments[0]);
                    case "createConsumer" -> consumer(arguments[0].toString(), (String) arguments[1], received);
                    case "commit" -> {
                        commit(jms, received);
                        yield null;
                    }
                    case "rollback", "close" -> {
                        rollback(jms, received);
                        closed += method.getName().equals("close") ? 1 : 0;
                        yield null;
                    }
                    default -> throw new UnsupportedOperationException(method.toString());
                }),
                "",
                Duration.ofDays(1),
                () -> !isLeft);
    }

    private static Queue queue(FakeJms jms, String name) {
        return switch (name) {
            case "SidetrackHits" -> jms.hits;
            case "SidetrackWaiting" -> jms.waiting;
            default -> jms.deadLetters;
        };
    }

    /** Goes away and comes back, which the client notices. */
    synchronized void restart() {
        last.onException(new JMSException("the connection broke"));
    }

    private JMSConsumer consumer(String queue, String selector, List<FakeJms.Sent> received) {
        return FakeJms.part(JMSConsumer.class, (proxy, method, arguments) -> switch (method.getName()) {
            case "receive" -> receive(queue, selector, received);
            case "close" -> null;
            default -> throw new UnsupportedOperationException(method.toString());
        });
    }

    private synchronized Message receive(String queue, String selector, List<FakeJms.Sent> received) {
        check();
        for (var sent : committed) {
            if (sent.to().toString().equals(queue) && sent.matches(selector)) {
                committed.remove(sent);
                received.add(sent);
                return sent.message();
            }
        }
        return null;
    }

    private synchronized void rollback(FakeJms jms, List<FakeJms.Sent> received) {
        committed.addAll(0, received);
        received.clear();
        jms.takeBack();
        jms.takeWaiting();
        jms.takeDeadLetters();
    }

    private synchronized void commit(FakeJms jms, List<FakeJms.Sent> received) {
        check();
        if (diesAtCommit) {
            throw new JMSRuntimeException("nobody knows");
        }
        received.clear();
        committed.addAll(jms.takeBack());
        committed.addAll(jms.takeWaiting());
        committed.addAll(jms.takeDeadLetters());
    }

    private synchronized void check() {
        if (away) {
            throw new IllegalStateRuntimeException("away");
        }
    }
}
