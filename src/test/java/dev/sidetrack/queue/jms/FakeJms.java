// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.queue.jms;

import dev.sidetrack.Hit;
import dev.sidetrack.config.SettingsOf;
import dev.sidetrack.queue.BatchCodec;
import jakarta.jms.BytesMessage;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.JMSProducer;
import jakarta.jms.MapMessage;
import jakarta.jms.Message;
import jakarta.jms.MessageFormatException;
import jakarta.jms.Queue;
import jakarta.jms.TextMessage;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** As much of JMS as our sending uses: keeps what is sent, and makes messages that can be received. */
public final class FakeJms {

    static final Duration DEAD_LETTERS_AGE = Duration.ofDays(30);

    public final Queue hits = part(Queue.class, (proxy, method, arguments) -> "hits");
    public final Queue waiting = part(Queue.class, (proxy, method, arguments) -> "waiting");
    public final Queue deadLetters = part(Queue.class, (proxy, method, arguments) -> "dead letters");
    public final JMSContext context = part(JMSContext.class, (proxy, method, arguments) -> switch (method.getName()) {
        case "createProducer" -> producer();
        case "createTextMessage" -> text((String) arguments[0], new LinkedHashMap<String, Object>());
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
        return session(context);
    }

    /** A session of it whose context is another. */
    JmsSession session(JMSContext other) {
        return new JmsSession(other, hits, waiting, deadLetters, DEAD_LETTERS_AGE);
    }

    /** The server's queue over it, with these transactions. */
    public ServerQueue serverQueue(TransactionSynchronizationRegistry transactions) {
        return new ServerQueue(SettingsOf.nothing(), new ServerTransactions()) {

            @Override
            JMSContext connection(String name) {
                return context;
            }

            @Override
            JmsSession session(JMSContext jms) {
                return FakeJms.this.session();
            }

            @Override
            TransactionSynchronizationRegistry registry() {
                return transactions;
            }
        };
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

    /** What was sent to that of those that wait and not taken yet. */
    public List<Sent> takeWaiting() {
        return take(waiting);
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
        var priority = new int[] {4};
        var timeToLive = new long[1];
        return part(JMSProducer.class, (proxy, method, arguments) -> {
            switch (method.getName()) {
                case "setProperty" -> properties.put((String) arguments[0], arguments[1]);
                case "setDeliveryDelay" -> delay[0] = notNegative((long) arguments[0]);
                case "setPriority" -> priority[0] = (int) arguments[0];
                case "setTimeToLive" -> timeToLive[0] = notNegative((long) arguments[0]);
                case "send" -> {
                    var message =
                            arguments[1] instanceof Message given ? given : bytes((byte[]) arguments[1], properties);
                    add(new Sent((Queue) arguments[0], message, delay[0], priority[0], timeToLive[0]));
                }
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
        var own = new LinkedHashMap<String, Object>(properties);
        return part(TextMessage.class, (proxy, method, arguments) -> switch (method.getName()) {
            case "getText" -> text;
            default -> property(method.getName(), own, arguments);
        });
    }

    /** A message of bytes with these properties. */
    public static Message bytes(byte[] body, Map<String, ?> properties) {
        var own = new LinkedHashMap<String, Object>(properties);
        return part(BytesMessage.class, (proxy, method, arguments) -> switch (method.getName()) {
            case "getBodyLength" -> (long) body.length;
            case "reset" -> null;
            case "readBytes" -> {
                System.arraycopy(body, 0, arguments[0], 0, body.length);
                yield body.length;
            }
            default -> property(method.getName(), own, arguments);
        });
    }

    /** A message that holds neither text nor bytes. */
    public static Message map(Map<String, ?> properties) {
        var own = new LinkedHashMap<String, Object>(properties);
        return part(MapMessage.class, (proxy, method, arguments) -> property(method.getName(), own, arguments));
    }

    /** A message whose every part fails to be read. */
    public static TextMessage broken(Exception failure) {
        return part(TextMessage.class, (proxy, method, arguments) -> {
            throw failure;
        });
    }

    private static Object property(String method, Map<String, Object> properties, Object[] arguments)
            throws JMSException {
        switch (method) {
            case "getJMSMessageID" -> {
                return "ID:" + System.identityHashCode(properties);
            }
            case "getJMSExpiration" -> {
                return 0L;
            }
            default -> {}
        }
        if (method.startsWith("set")) {
            return properties.put((String) arguments[0], arguments[1]);
        }
        var value = properties.get(arguments[0]);
        return switch (method) {
            case "propertyExists" -> value != null;
            case "getStringProperty" -> value == null ? null : value.toString();
            case "getObjectProperty" -> value;
            case "getIntProperty" -> value instanceof Integer ? value : Integer.valueOf(convertible(value));
            case "getLongProperty" ->
                value instanceof Long || value instanceof Integer
                        ? ((Number) value).longValue()
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
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) -> method.getName().equals("equals")
                        ? (Object) (proxy == arguments[0])
                        : handler.invoke(proxy, method, arguments)));
    }

    /** A message as it was sent. */
    public record Sent(Queue to, Message message, long delay, int priority, long timeToLive) {

        public Object property(String name) {
            try {
                return message.getObjectProperty(name);
            } catch (JMSException broken) {
                return null;
            }
        }

        public String text() {
            try {
                return MessageText.of(message);
            } catch (JMSException impossible) {
                throw new IllegalStateException(impossible);
            }
        }

        private String id() {
            try {
                return message.getJMSMessageID();
            } catch (JMSException broken) {
                return null;
            }
        }

        public List<Hit> hits() {
            return BatchCodec.read(text());
        }

        /** As a broker understands the selectors that there are. */
        public boolean matches(String selector) {
            var provider = (String) property(QueueNames.PROVIDER);
            if (selector == null) {
                return true;
            }
            if (selector.startsWith("JMSTimestamp <")) {
                // As if everything had been there for long.
                return true;
            }
            if (selector.startsWith("JMSMessageID")) {
                return selector.equals("JMSMessageID = '" + id() + "'");
            }
            if (selector.startsWith(QueueNames.MARK)) {
                return selector.equals(QueueNames.MARK + " = '" + property(QueueNames.MARK) + "'");
            }
            if (selector.contains("NOT IN")) {
                return provider == null || !selector.contains("'" + provider + "'");
            }
            if (selector.equals("SidetrackProvider <> ''")) {
                return provider != null && !provider.isEmpty();
            }
            if (selector.startsWith("SidetrackDied < ")) {
                var before = Long.parseLong(selector.split(" ")[2]);
                return property(QueueNames.DIED) instanceof Long died && died < before;
            }
            if (selector.startsWith("(SidetrackProvider = ''")) {
                return (provider == null || provider.isEmpty()) && isOfReason(selector);
            }
            var isFirst = Boolean.TRUE.equals(property(QueueNames.FIRST));
            return provider != null
                    && selector.startsWith("SidetrackProvider = '" + provider.replace("'", "''") + "'")
                    && (!selector.endsWith("= TRUE") || isFirst)
                    && (!selector.endsWith("IS NULL") || !isFirst)
                    && isOfReason(selector);
        }

        private boolean isOfReason(String selector) {
            var reason = (String) property(QueueNames.REASON);
            return !selector.contains(QueueNames.REASON)
                    || (reason == null || reason.isEmpty()
                            ? selector.endsWith("OR SidetrackReason IS NULL)")
                            : selector.endsWith(" AND SidetrackReason = '" + reason.replace("'", "''") + "'"));
        }
    }
}
