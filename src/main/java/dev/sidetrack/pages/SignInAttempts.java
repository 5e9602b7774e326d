// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.pages;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Lets each guesser try so often in any minute. Who has guessed wrong too often waits, and nobody else does: when too
 * many guess to remember them all, the one who was quiet for longest is forgotten.
 */
final class SignInAttempts {

    private static final int MOST = 5;
    private static final int SECONDS = 60;
    private static final int MOST_GUESSERS = 100_000;

    private final Clock clock;
    private final Map<String, Deque<Instant>> attempts = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Deque<Instant>> eldest) {
            return size() > MOST_GUESSERS;
        }
    };

    SignInAttempts(Clock clock) {
        this.clock = clock;
    }

    /** Takes one try, before it is known whether it is right; {@code false} if there is none left. */
    synchronized boolean take(String guesser) {
        var now = clock.instant();
        var times = attempts.computeIfAbsent(guesser, any -> new ArrayDeque<>());
        while (!times.isEmpty() && !times.peekFirst().plusSeconds(SECONDS).isAfter(now)) {
            times.removeFirst();
        }
        if (times.size() >= MOST) {
            return false;
        }
        times.addLast(now);
        return true;
    }

    /** That guesser knew the password. */
    synchronized void forget(String guesser) {
        attempts.remove(guesser);
    }
}
