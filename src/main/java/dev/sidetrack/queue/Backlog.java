// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.queue;

import dev.sidetrack.queue.QueueSession.Place;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * Where the hits of one provider are, as far as is known: those that go first, those that were put aside, and what is
 * new. They are taken in this order.
 */
final class Backlog {

    /** With those of a {@link Load} not more than OpenMQ lets a transaction consume. */
    private static final int MOST_PUT_ASIDE = QueueSession.MOST_TAKEN / 2;
    /** A provider that is behind by more than this leaves the queue of hits to the others. */
    private static final Duration LATE = Duration.ofSeconds(30);
    /** How often it looks for what a node that died has put aside. */
    private static final Duration LOOK_PAUSE = Duration.ofSeconds(30);
    /** How often it looks for what is new while it is behind. */
    private static final Duration BEHIND_PAUSE = Duration.ofSeconds(1);

    private final String provider;
    private final Settlement settlement;
    private final Clock clock;
    private boolean isFirst = true;
    private boolean isBehind = true;
    private Instant nextLook = Instant.MIN;
    private Instant nextAside = Instant.MIN;
    private Instant nextAsideBehind = Instant.MIN;

    Backlog(String provider, Settlement settlement, Clock clock) {
        this.provider = provider;
        this.settlement = settlement;
        this.clock = clock;
    }

    void take(Load load, QueueSession session) {
        var now = clock.instant();
        if (!now.isBefore(nextLook)) {
            nextLook = now.plus(LOOK_PAUSE);
            lookAgain();
        }
        isFirst = isFirst && load.takeFrom(session, Place.FIRST);
        if (!isFirst && isBehind) {
            isBehind = load.takeFrom(session, Place.WAITING);
        }
        if (isBehind) {
            putAsideBehind(session, now);
        } else if (!isFirst) {
            load.takeFrom(session, Place.HITS);
        }
    }

    /** Takes from behind what goes first. */
    void takeBehind(Load load, QueueSession session) {
        if (!load.takeFrom(session, Place.WAITING)) {
            load.takeFrom(session, Place.HITS);
        }
    }

    /** Not in each transaction, as it takes a moment to find that there is nothing. */
    private void putAsideBehind(QueueSession session, Instant now) {
        if (!now.isBefore(nextAsideBehind) && !putAside(session)) {
            nextAsideBehind = now.plus(BEHIND_PAUSE);
        }
    }

    /** So that what waits for this provider is in nobody's way; whether there is more. */
    boolean putAside(QueueSession session) {
        nextAside = clock.instant().plus(LOOK_PAUSE);
        try (var source = session.take(Place.HITS, provider)) {
            for (var moved = 0; moved < MOST_PUT_ASIDE; moved++) {
                var message = source.next();
                if (message == null) {
                    return false;
                }
                isBehind = true;
                try {
                    session.put(Place.WAITING, message.read());
                } catch (UnreadableBatchException unreadable) {
                    settlement.giveUp(message, unreadable);
                }
            }
            return true;
        }
    }

    /** Whether it is time to look for what is to be put aside. */
    boolean isPutAsideDue() {
        return !clock.instant().isBefore(nextAside);
    }

    /** Some go first from now on. */
    void hasFirst() {
        isFirst = true;
    }

    /** That much was delivered; whether there is more that waits. */
    boolean isBehind(Load load) {
        isBehind |= load.isFull()
                && Duration.between(load.oldest(), clock.instant()).compareTo(LATE) > 0;
        return isBehind;
    }

    /** They may not be where they were. */
    void lookAgain() {
        isFirst = true;
        isBehind = true;
    }
}
