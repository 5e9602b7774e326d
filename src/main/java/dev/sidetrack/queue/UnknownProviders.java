// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.queue;

import dev.sidetrack.HitCounts;
import dev.sidetrack.HitCounts.Count;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;

/**
 * What is to be done with the queues for no provider's sake: takes over what an older version or another broker has,
 * forgets visitors, and gives up the messages that are for no provider that the configuration names, so that they do
 * not lie there for ever.
 */
final class UnknownProviders implements Receiver.Step {

    /** Two queues of an older version are taken over in one transaction. */
    private static final int MOST = QueueSession.MOST_TAKEN / 2;

    private final QueueAccess queue;
    private final Collection<String> providers;
    private final HitCounts counts;
    private final Erasure erasure;
    private final DeadLetterLog log;
    private final Clock clock;
    private final Consumer<String> wake;
    private final List<DeadLetter> untold = new ArrayList<>();
    private boolean tookOver;

    UnknownProviders(
            QueueAccess queue,
            Collection<String> providers,
            HitCounts counts,
            Erasure erasure,
            DeadLetterLog log,
            Clock clock,
            Consumer<String> wake) {
        this.queue = queue;
        this.providers = providers;
        this.counts = counts;
        this.erasure = erasure;
        this.log = log;
        this.clock = clock;
        this.wake = wake;
    }

    @Override
    public Duration ahead(boolean woken) {
        if (queue.gather(MOST) == 0) {
            return null;
        }
        providers.forEach(wake);
        return Duration.ZERO;
    }

    @Override
    public Duration in(QueueSession session) {
        tookOver = session.takeOver(MOST) > 0;
        if (tookOver || erasure.in(session)) {
            return Duration.ZERO;
        }
        try (var source = session.takeOfNone(providers)) {
            for (var taken = 0; taken < MOST; taken++) {
                var message = source.next();
                if (message == null) {
                    return null;
                }
                var letter = letter(message);
                message.deadLetter(letter);
                untold.add(letter);
            }
            return Duration.ZERO;
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
        for (var letter : untold) {
            counts.add(Count.DEAD, DeadLetter.NO_PROVIDER, Math.max(1, letter.hits()));
            log.tell(letter);
        }
        untold.clear();
    }

    @Override
    public void rolledBack() {
        erasure.rolledBack();
        untold.clear();
    }
}
