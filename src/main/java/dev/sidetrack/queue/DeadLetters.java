// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.queue;

import dev.sidetrack.Hit;
import dev.sidetrack.HitCounts;
import dev.sidetrack.HitCounts.Count;
import dev.sidetrack.config.Shared;
import dev.sidetrack.json.MalformedJsonException;
import dev.sidetrack.queue.QueueSession.Selection;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.IntConsumer;

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
    private final HitCounts counts;

    @Inject
    DeadLetters(QueueChoice choice, Receivers receivers, HitCounts counts) {
        this(choice.queue(), receivers::wake, counts);
    }

    /**
     * The dead letters of these queues; {@code wake} is told for which provider some were put back.
     *
     * @param queue where they are kept
     * @param wake is told the names of providers whose hits were put back
     * @param counts are told of hits that were thrown away
     */
    public DeadLetters(QueueAccess queue, Consumer<String> wake, HitCounts counts) {
        this.queue = queue;
        this.wake = wake;
        this.counts = counts;
    }

    /** {@return how many dead letters there are, by provider; those that nobody could read are under the empty name} */
    public Map<String, Integer> count() {
        var byProvider = new TreeMap<String, Integer>();
        browse(Integer.MAX_VALUE).forEach(letter -> byProvider.merge(letter.provider(), 1, Integer::sum));
        return byProvider;
    }

    /**
     * {@return the oldest dead letters, at most so many}
     *
     * @param most how many at most
     */
    public List<DeadLetter> list(int most) {
        return browse(most);
    }

    /**
     * Puts every readable dead letter back onto the queue, oldest first; returns how many.
     *
     * @return how many
     */
    public int replay() {
        return replay(new Selection(null, null, true));
    }

    /**
     * Puts the dead letters of one provider back onto the queue, oldest first; returns how many.
     *
     * @param provider the provider's name
     * @return how many
     */
    public int replay(String provider) {
        return replay(new Selection(provider, null, true));
    }

    /**
     * Puts those back that were given up for that reason.
     *
     * @param provider the provider's name
     * @param reason the reason, as {@link #list} tells it
     * @return how many
     */
    public int replay(String provider, String reason) {
        return replay(new Selection(provider, reason, true));
    }

    private int replay(Selection which) {
        var letters = browse(Integer.MAX_VALUE).stream().filter(which::selects).toList();
        var oldest = letters.iterator();
        try {
            return inParts(which, QueueSession::replay, replayed -> {
                for (var i = 0; i < replayed && oldest.hasNext(); i++) {
                    count(oldest.next());
                }
            });
        } finally {
            letters.stream().map(DeadLetter::provider).distinct().forEach(wake);
        }
    }

    /** One from before the application started was not counted as dead. */
    private void count(DeadLetter replayed) {
        var provider = replayed.provider();
        long dead = counts.by(Count.DEAD).getOrDefault(provider, 0L)
                - counts.by(Count.REPLAYED).getOrDefault(provider, 0L);
        counts.add(Count.QUEUED, provider, replayed.hits());
        counts.add(Count.REPLAYED, provider, (int) Math.max(0, Math.min(dead, replayed.hits())));
    }

    /**
     * Throws every dead letter away; returns how many.
     *
     * @return how many
     */
    public int purge() {
        return purge(new Selection(null, null, false));
    }

    /**
     * Throws the dead letters of one provider away; returns how many.
     *
     * @param provider the provider's name
     * @return how many
     */
    public int purge(String provider) {
        return purge(new Selection(provider, null, false));
    }

    /**
     * Throws those away that were given up for that reason.
     *
     * @param provider the provider's name
     * @param reason the reason, as {@link #list} tells it
     * @return how many
     */
    public int purge(String provider, String reason) {
        return purge(new Selection(provider, reason, false));
    }

    /**
     * {@return what the oldest dead letters of a provider hold that were given up for that reason, at most of so many}
     *
     * @param provider the provider's name
     * @param reason the reason, as {@link #list} tells it
     * @param most how many at most
     */
    public List<Hit> hits(String provider, String reason, int most) {
        var texts = queue.work(session -> session.texts(new Selection(provider, reason, false), most));
        return texts.stream().flatMap(text -> read(text).stream()).toList();
    }

    private static List<Hit> read(String text) {
        try {
            return BatchCodec.read(text);
        } catch (MalformedJsonException unreadable) {
            return List.of();
        }
    }

    private int purge(Selection which) {
        return inParts(which, QueueSession::purge, purged -> {});
    }

    private List<DeadLetter> browse(int most) {
        return queue.work(session -> session.deadLetters(most));
    }

    /** No more than there are now: what dies again meanwhile is not taken a second time. */
    private int inParts(Selection which, Part part, IntConsumer committed) {
        var total = queue.work(session -> session.count(which));
        var done = 0;
        var last = 0;
        do {
            var most = Math.min(QueueSession.MOST_TAKEN, total - done);
            last = queue.work(session -> part.of(session, which, most));
            committed.accept(last);
            done += last;
        } while (last > 0 && done < total);
        return done;
    }

    private interface Part {
        int of(QueueSession session, Selection which, int most);
    }
}
