// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.queue;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

/** What can be done with the queues within one transaction. */
public interface QueueSession {

    /**
     * How many messages may be taken in one transaction, of all places together: beyond that OpenMQ rolls it back, each
     * time ({@code imq.transaction.consumer.maxNumMsgs}).
     */
    int MOST_TAKEN = 100;

    /** Puts a batch there, persistently. */
    void put(Place place, Batch batch);

    /** Puts a batch among the hits; nobody sees it before the delay is over, which is a second at least. */
    void putLater(Batch batch, Duration delay);

    /** Takes what is there for one provider, in order; to be closed. */
    Source take(Place place, String provider);

    /** Takes what is there for none of these providers; to be closed. */
    Source takeOfNone(Place place, Collection<String> providers);

    /** Puts a batch before all others; returns a mark by which it can be found. */
    String putFirst(Batch batch);

    /** Whether the batch with that mark is still there. */
    boolean isFirst(String mark);

    /** Gives up the hits in {@code text}. */
    void deadLetter(DeadLetter letter, String text);

    /** The oldest dead letters, at most so many. */
    List<DeadLetter> deadLetters(int most);

    /** The texts of the oldest of these dead letters, at most so many; of one that holds none nothing. */
    List<String> texts(Selection which, int most);

    /** How many dead letters there are that {@code which} selects. */
    int count(Selection which);

    /** Puts the oldest of these dead letters back onto the queue, at most so many; returns how many. */
    int replay(Selection which, int most);

    /** Throws the oldest of these dead letters away, at most so many; returns how many. */
    int purge(Selection which, int most);

    /** Throws those dead letters away that died before then, at most so many; returns how many. */
    int purge(Instant before, int most);

    /**
     * Takes the hits of the visitor with that id out of the dead letters, at most out of so many; returns out of how
     * many.
     */
    int forget(String visitor, int most);

    /**
     * Takes over what version 0.1 left on its queues, which all applications shared, at most so much of each; returns
     * how much.
     */
    default int takeOver(int most) {
        return 0;
    }

    /** Where batches are. */
    enum Place {
        /** Those that were under way when their provider failed: they go before all others. */
        FIRST,
        /** Those that come from the publishers. */
        HITS,
        /** Those that wait for a provider that is away or behind. */
        WAITING
    }

    /**
     * Which dead letters.
     *
     * @param provider those of that provider, or with the empty one those of none; {@code null} for all
     * @param reason those that were given up for that reason, or with the empty one for none; {@code null} for all
     * @param readable whether only those that name a provider
     */
    record Selection(String provider, String reason, boolean readable) {

        /** Whether this dead letter is one of these. */
        public boolean selects(DeadLetter letter) {
            return (provider == null || provider.equals(letter.provider()))
                    && (reason == null || reason.equals(letter.reason()))
                    && (!readable || !letter.provider().equals(DeadLetter.NO_PROVIDER));
        }
    }

    /** A place that messages are taken from. */
    interface Source extends AutoCloseable {

        /** The next message, or {@code null} if there is none at present. */
        Message next();

        @Override
        void close();
    }

    /** A message that was taken. */
    interface Message {

        /**
         * The batch in it.
         *
         * @throws UnreadableBatchException if it is none
         */
        Batch read() throws UnreadableBatchException;

        /** Gives it up with its text, if it holds one that can be kept. */
        void deadLetter(DeadLetter letter);
    }
}
