// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.queue;

import java.time.Duration;
import java.util.List;

/** What can be done with the queues within one transaction. */
public interface QueueSession {

    /** Puts these batches onto the queue. */
    void send(List<Batch> batches);

    /** Puts a batch back onto the queue; nobody sees it before the delay is over, which is none or a second at least. */
    void putBack(Batch batch, Duration delay);

    /** Gives the hits in {@code text} up. */
    void deadLetter(DeadLetter letter, String text);

    /** The oldest dead letters, at most so many. */
    List<DeadLetter> deadLetters(int most);

    /** How many dead letters there are that {@code which} selects. */
    int count(Selection which);

    /** Puts the oldest of these dead letters back onto the queue, at most so many; returns how many. */
    int replay(Selection which, int most);

    /** Throws the oldest of these dead letters away, at most so many; returns how many. */
    int purge(Selection which, int most);

    /**
     * Which dead letters.
     *
     * @param provider those of that provider; {@code null} for all
     * @param readable whether only those that name a provider
     */
    record Selection(String provider, boolean readable) {}
}
