// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.ops;

import java.util.List;
import java.util.Map;

/**
 * What JMX clients such as jconsole can see and do: {@code dev.sidetrack:type=Sidetrack,application=<name>}. Counts are
 * since the application started.
 */
public interface SidetrackMXBean {

    /** Hits captured. */
    long getCaptured();

    /** Requests and events that were excluded, by reason. */
    Map<String, Long> getExcluded();

    /** Hits whose event was larger than 32 kB and was cut. */
    long getCut();

    /** Hits lost because the buffer was full or a shutdown could not wait. */
    long getDropped();

    /** Hits sent to the queue. */
    long getPublished();

    /** Hits accepted, by provider. */
    Map<String, Long> getDelivered();

    /** Hits that a provider discarded on purpose, such as those of robots, by reason. */
    Map<String, Long> getFiltered();

    /** Hits rejected, by provider. */
    Map<String, Long> getRejected();

    /** Retries of hits, by provider. */
    Map<String, Long> getRetried();

    /** Hits (not messages) that became dead letters, by provider. */
    Map<String, Long> getDead();

    /** Hits that wait in memory for the queue. */
    int getBufferedHits();

    /** The approximate number of bytes of memory that they take. */
    long getBufferedBytes();

    /**
     * Age in seconds of the oldest hit that waits in memory or was last seen waiting in the queue; 0 if there is none.
     */
    long getOldestUndeliveredSeconds();

    /** {@code CLOSED}, {@code OPEN} or {@code HALF_OPEN}, by provider. */
    Map<String, String> getCircuits();

    /** The problem of each failing provider in a sentence, by provider; empty if there is none. */
    Map<String, String> getTroubles();

    /**
     * Probes a provider at once, whatever it said before, for example after its token was corrected; returns whether
     * there is such a provider.
     */
    boolean retryNow(String provider);

    /**
     * Dead letters, counted as messages that may hold several hits each, by provider; the empty name stands for
     * unreadable ones.
     */
    Map<String, Integer> countDeadLetters();

    /** The oldest dead letters, one line each. */
    List<String> listDeadLetters(int most);

    /** Puts all dead letters back on the queue; returns how many. */
    int replayDeadLetters();

    /** Puts one provider's dead letters back on the queue; returns how many. */
    int replayDeadLettersOf(String provider);

    /** Deletes all dead letters; returns how many. */
    int purgeDeadLetters();

    /** Deletes one provider's dead letters; returns how many. */
    int purgeDeadLettersOf(String provider);

    /**
     * Erases the visitor with this client id from every store, as if the visitor had asked for it; done within seconds.
     */
    void forgetVisitor(String clientId);
}
