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
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** A broker with sessions that commit and roll back, and that can go away at the worst of moments. */
final class FakeBroker {

    final List<FakeJms.Sent> committed = new ArrayList<>();
    final Deque<Message> waiting = new ArrayDeque<>();
    int opened;
    int closed;
    boolean away;
    boolean diesAtCommit;
    Runnable whenEmpty = () -> {};
    private ExceptionListener last;

    synchronized BrokerSession open() {
        check();
        opened++;
        var jms = new FakeJms();
        var received = new ArrayList<Message>();
        return new BrokerSession(FakeJms.part(JMSContext.class, (proxy, method, arguments) -> switch (method.getName()) {
            case "setExceptionListener" -> last = (ExceptionListener) arguments[0];
            case "createQueue" -> arguments[0].equals("SidetrackHits") ? jms.hits : jms.deadLetters;
            case "createProducer" -> {
                check();
                yield jms.context.createProducer();
            }
            case "createConsumer" -> consumer(received);
            case "commit" -> {
                commit(jms, received);
                yield null;
            }
            case "rollback", "close" -> {
                received.forEach(waiting::addFirst);
                received.clear();
                jms.takeBack();
                jms.takeDeadLetters();
                closed += method.getName().equals("close") ? 1 : 0;
                yield null;
            }
            default -> throw new UnsupportedOperationException(method.toString());
        }), "");
    }

    /** Goes away and comes back, which the client notices. */
    synchronized void restart() {
        last.onException(new JMSException("the connection broke"));
    }

    private JMSConsumer consumer(List<Message> received) {
        return FakeJms.part(JMSConsumer.class, (proxy, method, arguments) -> switch (method.getName()) {
            case "receive" -> receive(received);
            case "close" -> null;
            default -> throw new UnsupportedOperationException(method.toString());
        });
    }

    private synchronized Message receive(List<Message> received) {
        check();
        var message = waiting.poll();
        if (message == null) {
            whenEmpty.run();
        } else {
            received.add(message);
        }
        return message;
    }

    private synchronized void commit(FakeJms jms, List<Message> received) {
        check();
        if (diesAtCommit) {
            throw new JMSRuntimeException("nobody knows");
        }
        received.clear();
        committed.addAll(jms.takeBack());
        committed.addAll(jms.takeDeadLetters());
    }

    private synchronized void check() {
        if (away) {
            throw new IllegalStateRuntimeException("away");
        }
    }
}
