// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.ops;

import java.util.List;
import java.util.Map;

/**
 * What JMX clients such as jconsole can see and do: {@code dev.sidetrack:type=Sidetrack,application=<name>}. Counts are
 * since the application started.
 */
public interface SidetrackMXBean {

    /** Hits made. */
    long getCaptured();

    /** Requests and events that made no hit, by reason. */
    Map<String, Long> getExcluded();

    /** Hits whose event was larger than 32 kB and was cut. */
    long getCut();

    /** Hits lost, since the buffer was full or a shutdown could not wait. */
    long getDropped();

    /** Hits put onto the queue. */
    long getPublished();

    /** Hits taken by a provider, by provider. */
    Map<String, Long> getDelivered();

    /** Hits that a provider leaves out on purpose, such as those of robots, by reason. */
    Map<String, Long> getFiltered();

    /** Hits refused by a provider for good, by provider. */
    Map<String, Long> getRejected();

    /** Retries of hits, by provider. */
    Map<String, Long> getRetried();

    /** Hits (not messages) given up, by provider. */
    Map<String, Long> getDead();

    /** Hits that wait in memory for the queue. */
    int getBufferedHits();

    /** About how many bytes of memory they take. */
    long getBufferedBytes();

    /**
     * Age in seconds of the oldest hit that waits in memory or was last seen waiting in the queue; 0 if there is none.
     */
    long getOldestUndeliveredSeconds();

    /** {@code CLOSED}, {@code OPEN} or {@code HALF_OPEN}, by provider. */
    Map<String, String> getCircuits();

    /** What is wrong with a provider, in a sentence, by provider; empty if all is well. */
    Map<String, String> getTroubles();

    /**
     * Has that provider asked at once, whatever it said before, as when its token is right again; whether there is such
     * a provider.
     */
    boolean retryNow(String provider);

    /**
     * Dead letters, in messages that may hold several hits each, by provider; the empty name has those that nobody
     * could read.
     */
    Map<String, Integer> countDeadLetters();

    /** The oldest dead letters, a line each. */
    List<String> listDeadLetters(int most);

    /** Puts all dead letters back onto the queue; returns how many. */
    int replayDeadLetters();

    /** Puts one provider's dead letters back onto the queue; returns how many. */
    int replayDeadLettersOf(String provider);

    /** Throws all dead letters away; returns how many. */
    int purgeDeadLetters();

    /** Throws one provider's dead letters away; returns how many. */
    int purgeDeadLettersOf(String provider);

    /**
     * Has every store of hits erase the visitor with that client id, as if the visitor had asked for it; done within
     * seconds.
     */
    void forgetVisitor(String clientId);
}
