// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.queue.jms;

import dev.sidetrack.Hit;
import dev.sidetrack.config.SettingsOf;
import dev.sidetrack.queue.BatchCodec;
import jakarta.jms.BytesMessage;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.JMSProducer;
import jakarta.jms.Message;
import jakarta.jms.MessageFormatException;
import jakarta.jms.Queue;
import jakarta.jms.TextMessage;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** As much of JMS as our sending uses: keeps what is sent, and makes messages that can be received. */
public final class FakeJms {

    public final Queue hits = part(Queue.class, (proxy, method, arguments) -> "hits");
    public final Queue deadLetters = part(Queue.class, (proxy, method, arguments) -> "dead letters");
    public final JMSContext context = part(JMSContext.class, (proxy, method, arguments) -> switch (method.getName()) {
        case "createProducer" -> producer();
        case "close" -> {
            isClosed = true;
            yield null;
        }
        default -> throw new UnsupportedOperationException(method.toString());
    });
    public boolean isClosed;
    private final List<Sent> sent = new ArrayList<>();
    private Runnable onSend = () -> {};

    /** A session of it. */
    public JmsSession session() {
        return new JmsSession(context, hits, deadLetters);
    }

    /** The server's queue over it, with these transactions. */
    public ServerQueue serverQueue(TransactionSynchronizationRegistry transactions) {
        var queue = new ServerQueue();
        queue.jms = context;
        queue.hits = hits;
        queue.deadLetters = deadLetters;
        queue.settings = SettingsOf.nothing();
        queue.transaction = transactions;
        return queue;
    }

    /** From now on nothing can be sent. */
    public void refuse(RuntimeException refusal) {
        onSend(() -> {
            throw refusal;
        });
    }

    /** From now on each send does this first. */
    public void onSend(Runnable action) {
        onSend = action;
    }

    /** What was sent to the queue of hits and not taken yet. */
    public List<Sent> takeBack() {
        return take(hits);
    }

    /** What was sent to the dead letters and not taken yet. */
    public List<Sent> takeDeadLetters() {
        return take(deadLetters);
    }

    public boolean isEmpty() {
        return sent.isEmpty();
    }

    private synchronized List<Sent> take(Queue queue) {
        var taken = sent.stream().filter(message -> message.to() == queue).toList();
        sent.removeAll(taken);
        return taken;
    }

    private JMSProducer producer() {
        var properties = new LinkedHashMap<String, Object>();
        var delay = new long[1];
        return part(JMSProducer.class, (proxy, method, arguments) -> {
            switch (method.getName()) {
                case "setProperty" -> properties.put((String) arguments[0], arguments[1]);
                case "setDeliveryDelay" -> delay[0] = notNegative((long) arguments[0]);
                case "send" -> add(new Sent((Queue) arguments[0], (String) arguments[1], properties, delay[0]));
                default -> throw new UnsupportedOperationException(method.toString());
            }
            return proxy;
        });
    }

    private synchronized void add(Sent message) {
        onSend.run();
        sent.add(message);
    }

    private static long notNegative(long delay) {
        if (delay < 0) {
            throw new IllegalArgumentException("a delay of " + delay);
        }
        return delay;
    }

    /** A text message with these properties, which converts them as JMS says. */
    public static TextMessage text(String text, Map<String, ?> properties) {
        return part(TextMessage.class, (proxy, method, arguments) -> switch (method.getName()) {
            case "getText", "getBody" -> text;
            default -> property(method.getName(), properties, arguments);
        });
    }

    /** A message of bytes with these properties. */
    public static Message bytes(Map<String, ?> properties) {
        return part(BytesMessage.class, (proxy, method, arguments) -> property(method.getName(), properties, arguments));
    }

    /** A message whose every part fails to be read. */
    public static TextMessage broken(Exception failure) {
        return part(TextMessage.class, (proxy, method, arguments) -> {
            throw failure;
        });
    }

    private static Object property(String method, Map<String, ?> properties, Object[] arguments) throws JMSException {
        var value = properties.get(arguments[0]);
        return switch (method) {
            case "propertyExists" -> value != null;
            case "getStringProperty" -> value == null ? null : value.toString();
            case "getIntProperty" -> value instanceof Integer ? value : Integer.valueOf(convertible(value));
            case "getLongProperty" -> value instanceof Long || value instanceof Integer ? ((Number) value).longValue()
                    : Long.valueOf(convertible(value));
            default -> throw new UnsupportedOperationException(method);
        };
    }

    private static String convertible(Object value) throws JMSException {
        if (value != null && !(value instanceof String)) {
            throw new MessageFormatException("a " + value.getClass() + " is no number");
        }
        return (String) value;
    }

    public static <T> T part(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) ->
                method.getName().equals("equals") ? (Object) (proxy == arguments[0]) : handler.invoke(proxy, method, arguments)));
    }

    /** A message as it was sent. */
    public record Sent(Queue to, String text, Map<String, Object> properties, long delay) {

        public Object property(String name) {
            return properties.get(name);
        }

        public List<Hit> hits() {
            return BatchCodec.read(text);
        }

        public TextMessage message() {
            return FakeJms.text(text, properties);
        }
    }
}
