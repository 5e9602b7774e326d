// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.queue.jms;

/** The names on the queues; properties have names that JMS selectors can use. */
public final class QueueNames {

    /** Where the queue of hits is found, on every server. */
    public static final String HITS = "java:app/jms/SidetrackHits";
    /** Where that of batches is found that wait for a provider that is away. */
    public static final String WAITING = "java:app/jms/SidetrackWaiting";
    /** Where that of dead letters is found. */
    public static final String DEAD_LETTERS = "java:app/jms/SidetrackDeadLetters";

    /** The name of the queue of hits at a broker outside, without the prefix. */
    public static final String HITS_NAME = "SidetrackHits";
    /** The name of that of batches that wait. */
    public static final String WAITING_NAME = "SidetrackWaiting";
    /** The name of that of dead letters. */
    public static final String DEAD_LETTERS_NAME = "SidetrackDeadLetters";

    /** The provider the batch is for. */
    public static final String PROVIDER = "SidetrackProvider";
    /** How many hits it holds. */
    public static final String COUNT = "SidetrackHits";
    /** How often the provider was asked to take it. */
    public static final String ATTEMPTS = "SidetrackAttempts";
    /** How often its hits failed while others passed. */
    public static final String ALONE = "SidetrackAlone";
    /** The node that has published it, which delivers it as well, so that a visitor's hits stay in order. */
    public static final String NODE = "SidetrackNode";
    /** Set where it goes before all others. */
    public static final String FIRST = "SidetrackFirst";
    /** By what it is found there. */
    public static final String MARK = "SidetrackMark";
    /** When it first failed, in milliseconds since 1970. */
    public static final String FIRST_FAILURE = "SidetrackFirstFailure";
    /** Of a dead letter: why it is one. */
    public static final String REASON = "SidetrackReason";
    /** Of a dead letter: the provider's last HTTP status, or 0. */
    public static final String STATUS = "SidetrackStatus";
    /** Of a dead letter: when it became one, in milliseconds since 1970. */
    public static final String DIED = "SidetrackDied";

    private QueueNames() {}
}
