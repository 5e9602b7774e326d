// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.pages;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Limits how many sign-ins each client may try in any minute. Only a client that has guessed wrong too often has to
 * wait. If there are too many clients to remember, the one that has been quiet for longest is forgotten.
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

    /** Uses up one try, before it is known whether the password is right; {@code false} if none is left. */
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

    /** This client knew the password. */
    synchronized void forget(String guesser) {
        attempts.remove(guesser);
    }
}
