// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.queue;

import jakarta.annotation.Resource;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.Queue;
import jakarta.transaction.HeuristicMixedException;
import jakarta.transaction.HeuristicRollbackException;
import jakarta.transaction.NotSupportedException;
import jakarta.transaction.RollbackException;
import jakarta.transaction.SystemException;
import jakarta.transaction.UserTransaction;
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
 * <p>Not to be called inside a JTA transaction: replaying and purging use their own, a hundred messages at a time, so that
 * nothing is lost if they are interrupted.
 */
@Stateless(name = "SidetrackDeadLetters")
@TransactionManagement(TransactionManagementType.BEAN)
public class DeadLetters {

    private static final int PER_TRANSACTION = 100;
    private static final long PATIENCE_MILLIS = 500;

    @Inject
    JMSContext jms;

    @Resource
    UserTransaction transaction;

    @Resource(lookup = HitQueue.HITS)
    Queue hits;

    @Resource(lookup = HitQueue.DEAD_LETTERS)
    Queue deadLetters;

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
        return move(HitQueue.PROVIDER + " <> '" + DeadLetter.NO_PROVIDER + "'", this::putBack);
    }

    /** Puts the dead letters of one provider back onto the queue, oldest first; returns how many. */
    public int replay(String provider) {
        return move(of(provider), this::putBack);
    }

    /** Throws every dead letter away; returns how many. */
    public int purge() {
        return move(null, message -> {});
    }

    /** Throws the dead letters of one provider away; returns how many. */
    public int purge(String provider) {
        return move(of(provider), message -> {});
    }

    private static String of(String provider) {
        return HitQueue.PROVIDER + " = '" + provider.replace("'", "''") + "'";
    }

    private List<DeadLetter> browse(int most) {
        return inTransaction(() -> {
            var letters = new ArrayList<DeadLetter>();
            try (var browser = jms.createBrowser(letters())) {
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
        var total = inTransaction(() -> size(selector));
        var moved = 0;
        var last = 0;
        do {
            var most = Math.min(PER_TRANSACTION, total - moved);
            last = inTransaction(() -> moveSome(selector, most, destiny));
            moved += last;
        } while (last > 0 && moved < total);
        return moved;
    }

    private int size(String selector) throws JMSException {
        var size = 0;
        try (var browser = jms.createBrowser(letters(), selector)) {
            for (var messages = browser.getEnumeration(); messages.hasMoreElements(); messages.nextElement()) {
                size++;
            }
        }
        return size;
    }

    private int moveSome(String selector, int most, Destiny destiny) throws JMSException {
        var moved = 0;
        try (JMSConsumer consumer = jms.createConsumer(letters(), selector)) {
            while (moved < most) {
                var message = consumer.receive(PATIENCE_MILLIS);
                if (message == null) {
                    break;
                }
                destiny.of(message);
                moved++;
            }
        }
        return moved;
    }

    private void putBack(Message message) throws JMSException {
        var provider = message.getStringProperty(HitQueue.PROVIDER);
        var batch = Batch.fresh(provider, message.getBody(String.class), BatchMessage.number(message, HitQueue.COUNT));
        BatchMessage.properties(jms.createProducer(), batch).send(HitQueue.orLookedUp(hits, HitQueue.HITS), batch.text());
    }

    private Queue letters() {
        return HitQueue.orLookedUp(deadLetters, HitQueue.DEAD_LETTERS);
    }

    private <T> T inTransaction(Work<T> work) {
        try {
            transaction.begin();
            var committed = false;
            try {
                var result = work.run();
                transaction.commit();
                committed = true;
                return result;
            } finally {
                if (!committed) {
                    transaction.rollback();
                }
            }
        } catch (JMSException | NotSupportedException | SystemException | RollbackException
                | HeuristicMixedException | HeuristicRollbackException failure) {
            throw new IllegalStateException("the dead letters cannot be reached: " + failure.getMessage(), failure);
        }
    }

    private interface Work<T> {
        T run() throws JMSException;
    }

    private interface Destiny {
        void of(Message message) throws JMSException;
    }
}
