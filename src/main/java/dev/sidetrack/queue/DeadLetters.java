// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.queue;

import dev.sidetrack.config.Shared;
import dev.sidetrack.queue.QueueSession.Selection;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

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
 * <p>Replaying and purging use transactions of their own, a hundred messages at a time, so that nothing is lost if they
 * are interrupted.
 */
@Shared
public class DeadLetters {

    private final QueueAccess queue;
    private final Consumer<String> wake;

    @Inject
    DeadLetters(QueueChoice choice, Receivers receivers) {
        this(choice.queue(), receivers::wake);
    }

    /** The dead letters of these queues; {@code wake} is told for which provider some were put back. */
    public DeadLetters(QueueAccess queue, Consumer<String> wake) {
        this.queue = queue;
        this.wake = wake;
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
        var providers = count().keySet();
        var replayed = inParts(new Selection(null, true), QueueSession::replay);
        providers.forEach(wake);
        return replayed;
    }

    /** Puts the dead letters of one provider back onto the queue, oldest first; returns how many. */
    public int replay(String provider) {
        var replayed = inParts(new Selection(provider, true), QueueSession::replay);
        wake.accept(provider);
        return replayed;
    }

    /** Throws every dead letter away; returns how many. */
    public int purge() {
        return inParts(new Selection(null, false), QueueSession::purge);
    }

    /** Throws the dead letters of one provider away; returns how many. */
    public int purge(String provider) {
        return inParts(new Selection(provider, false), QueueSession::purge);
    }

    private List<DeadLetter> browse(int most) {
        return queue.work(session -> session.deadLetters(most));
    }

    /** No more than there are now: what dies again meanwhile is not taken a second time. */
    private int inParts(Selection which, Part part) {
        var total = queue.work(session -> session.count(which));
        var done = 0;
        var last = 0;
        do {
            var most = Math.min(QueueSession.MOST_TAKEN, total - done);
            last = queue.work(session -> part.of(session, which, most));
            done += last;
        } while (last > 0 && done < total);
        return done;
    }

    private interface Part {
        int of(QueueSession session, Selection which, int most);
    }
}
