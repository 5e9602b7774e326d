// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.queue;

import dev.sidetrack.config.Shared;
import jakarta.inject.Inject;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What operators can do with hits that were given up.
 *
 * <pre>{@code
 * @Inject DeadLetters deadLetters;
 *
 * deadLetters.count();                       // messages by provider
 * deadLetters.list(20).forEach(letter -> log(letter.reason()));
 * deadLetters.replay("matomo");              // once the token is right again
 * }</pre>
 *
 * <p>Replaying and purging use transactions of their own, a hundred messages at a time, so that nothing is lost if they are
 * interrupted.
 */
@Shared
public class DeadLetters {

    private static final int PER_TRANSACTION = 100;
    private static final long PATIENCE_MILLIS = 500;

    private final QueueAccess queue;

    @Inject
    DeadLetters(QueueChoice choice) {
        this(choice.queue());
    }

    DeadLetters(QueueAccess queue) {
        this.queue = queue;
    }

    /** How many dead letters there are, by provider; those that nobody could read are under the empty name. */
    public Map<String, Integer> count() {
        var byProvider = new TreeMap<String, Integer>();
        browse(Integer.MAX_VALUE).forEach(letter -> byProvider.merge(letter.provider(), 1, Integer::sum));
        return byProvider;
    }

    /** The oldest dead letters, at most so many. */
    public List<DeadLetter> list(int most) {
        return browse(most);
    }

    /** Puts every readable dead letter back onto the queue, oldest first; returns how many. */
    public int replay() {
        return move(HitQueue.PROVIDER + " <> '" + DeadLetter.NO_PROVIDER + "'", DeadLetters::putBack);
    }

    /** Puts the dead letters of one provider back onto the queue, oldest first; returns how many. */
    public int replay(String provider) {
        return move(of(provider), DeadLetters::putBack);
    }

    /** Throws every dead letter away; returns how many. */
    public int purge() {
        return move(null, (message, queues) -> {});
    }

    /** Throws the dead letters of one provider away; returns how many. */
    public int purge(String provider) {
        return move(of(provider), (message, queues) -> {});
    }

    private static String of(String provider) {
        return HitQueue.PROVIDER + " = '" + provider.replace("'", "''") + "'";
    }

    private List<DeadLetter> browse(int most) {
        return queue.work(queues -> {
            var letters = new ArrayList<DeadLetter>();
            try (var browser = queues.jms().createBrowser(queues.deadLetters())) {
                var messages = browser.getEnumeration();
                while (letters.size() < most && messages.hasMoreElements()) {
                    letters.add(BatchMessage.deadLetter((Message) messages.nextElement()));
                }
            }
            return letters;
        });
    }

    /** Moves no more than there are now: what dies again meanwhile is not moved a second time. */
    private int move(String selector, Destiny destiny) {
        var total = queue.work(queues -> size(queues, selector));
        var moved = 0;
        var last = 0;
        do {
            var most = Math.min(PER_TRANSACTION, total - moved);
            last = queue.work(queues -> moveSome(queues, selector, most, destiny));
            moved += last;
        } while (last > 0 && moved < total);
        return moved;
    }

    private static int size(Queues queues, String selector) throws JMSException {
        var size = 0;
        try (var browser = queues.jms().createBrowser(queues.deadLetters(), selector)) {
            for (var messages = browser.getEnumeration(); messages.hasMoreElements(); messages.nextElement()) {
                size++;
            }
        }
        return size;
    }

    private static int moveSome(Queues queues, String selector, int most, Destiny destiny) throws JMSException {
        var moved = 0;
        try (JMSConsumer consumer = queues.jms().createConsumer(queues.deadLetters(), selector)) {
            while (moved < most) {
                var message = consumer.receive(PATIENCE_MILLIS);
                if (message == null) {
                    break;
                }
                destiny.of(message, queues);
                moved++;
            }
        }
        return moved;
    }

    private static void putBack(Message message, Queues queues) throws JMSException {
        var provider = message.getStringProperty(HitQueue.PROVIDER);
        queues.send(List.of(Batch.fresh(provider, message.getBody(String.class), BatchMessage.number(message, HitQueue.COUNT))));
    }

    private interface Destiny {
        void of(Message message, Queues queues) throws JMSException;
    }
}
