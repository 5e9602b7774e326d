// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.queue;

import dev.sidetrack.HitCounts;
import dev.sidetrack.HitCounts.Count;
import dev.sidetrack.queue.QueueSession.Place;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;

/**
 * What is to be done with the queues for no provider's sake: takes over what an older version or another broker has,
 * forgets visitors, throws old dead letters away, and gives up the messages that are for no provider that the
 * configuration names, so that they do not lie there for ever.
 */
final class UnknownProviders implements Receiver.Step {

    /** Two queues of an older version are taken over in one transaction. */
    private static final int MOST = QueueSession.MOST_TAKEN / 2;
    /**
     * Nothing for other providers gets there unless another node has put it there: a look through all that waits costs
     * too much to be taken often.
     */
    private static final Duration WAITING_PAUSE = Duration.ofHours(1);

    private final QueueAccess queue;
    private final Collection<String> providers;
    private final HitCounts counts;
    private final Erasure erasure;
    private final OldLetters oldLetters;
    private final DeadLetterLog log;
    private final Clock clock;
    private final Consumer<String> wake;
    private final List<DeadLetter> untold = new ArrayList<>();
    private boolean tookOver;
    private Instant nextWaiting = Instant.MIN;

    UnknownProviders(
            QueueAccess queue,
            Collection<String> providers,
            HitCounts counts,
            Erasure erasure,
            OldLetters oldLetters,
            DeadLetterLog log,
            Clock clock,
            Consumer<String> wake) {
        this.queue = queue;
        this.providers = providers;
        this.counts = counts;
        this.erasure = erasure;
        this.oldLetters = oldLetters;
        this.log = log;
        this.clock = clock;
        this.wake = wake;
    }

    /** Whether the queue works or not, what is due to be told is told: once a minute at least. */
    @Override
    public Duration ahead(boolean woken) {
        log.tellDue();
        if (queue.gather(MOST) == 0) {
            return null;
        }
        providers.forEach(wake);
        return Duration.ZERO;
    }

    @Override
    public Duration in(QueueSession session) {
        tookOver = session.takeOver(MOST) > 0;
        if (tookOver || erasure.in(session) || oldLetters.in(session)) {
            return Duration.ZERO;
        }
        return giveUp(session, Place.HITS) || giveUpWaiting(session) ? Duration.ZERO : null;
    }

    /** What was put aside for a provider that the configuration has named until now. */
    private boolean giveUpWaiting(QueueSession session) {
        if (clock.instant().isBefore(nextWaiting)) {
            return false;
        }
        var isMore = giveUp(session, Place.WAITING);
        if (!isMore) {
            nextWaiting = clock.instant().plus(WAITING_PAUSE);
        }
        return isMore;
    }

    /** Whether there may be more. */
    private boolean giveUp(QueueSession session, Place place) {
        try (var source = session.takeOfNone(place, providers)) {
            for (var taken = 0; taken < MOST; taken++) {
                var message = source.next();
                if (message == null) {
                    return false;
                }
                var letter = letter(message);
                message.deadLetter(letter);
                untold.add(letter);
            }
            return true;
        }
    }

    private DeadLetter letter(QueueSession.Message message) {
        try {
            return DeadLetter.of(message.read(), "sidetrack.providers does not name this provider", 0, clock.instant());
        } catch (UnreadableBatchException unreadable) {
            return DeadLetter.unreadable(unreadable.getMessage(), clock.instant());
        }
    }

    /** Under no name: whoever can write to the queue must not make counters. */
    @Override
    public void committed() {
        if (tookOver) {
            providers.forEach(wake);
        }
        erasure.committed();
        oldLetters.committed();
        for (var letter : untold) {
            counts.add(Count.DEAD, DeadLetter.NO_PROVIDER, Math.max(1, letter.hits()));
            log.tell(letter);
        }
        untold.clear();
    }

    @Override
    public void rolledBack() {
        erasure.rolledBack();
        oldLetters.rolledBack();
        untold.clear();
        nextWaiting = Instant.MIN;
    }
}
