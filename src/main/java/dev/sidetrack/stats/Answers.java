// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.stats;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/**
 * Caches answers for ten seconds, so that a page with many readers queries once. Concurrent callers with the same query
 * share one answer.
 */
public final class Answers {

    private static final Duration REMEMBERED = Duration.ofSeconds(10);
    private static final int MOST = 500;
    /** Each may hold a line for every path. */
    private static final int MOST_PARTS = 16;

    private final Clock clock;
    private final Duration remembered;
    private final int most;
    private final Answers parts;
    private final Map<Object, Answer> known = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Object, Answer> eldest) {
            return size() > most;
        }
    };

    /** Answers of the last ten seconds. */
    public Answers() {
        this(Clock.systemUTC(), REMEMBERED);
    }

    Answers(Clock clock, Duration remembered) {
        this(clock, remembered, MOST, new Answers(clock, remembered, MOST_PARTS, null));
    }

    private Answers(Clock clock, Duration remembered, int most, Answers parts) {
        this.clock = clock;
        this.remembered = remembered;
        this.most = most;
        this.parts = parts;
    }

    /** What several of these answers have in common. */
    Answers parts() {
        return parts;
    }

    /**
     * A cache that is still empty.
     *
     * @return an empty cache
     */
    public static Answers fresh() {
        return new Answers(Clock.systemUTC(), Duration.ZERO);
    }

    @SuppressWarnings("unchecked")
    <T> T of(Object question, Supplier<T> ask) {
        var now = clock.instant();
        var mine = new Answer(new CompletableFuture<>(), now.plus(remembered));
        var answer = goodAt(now, question, mine);
        if (answer == mine) {
            fill(question, mine, ask);
        }
        return (T) answer.value();
    }

    private Answer goodAt(Instant now, Object question, Answer otherwise) {
        synchronized (known) {
            var answer = known.get(question);
            if (answer != null && answer.isGoodAt(now)) {
                return answer;
            }
            known.remove(question);
            known.put(question, otherwise);
            return otherwise;
        }
    }

    private void fill(Object question, Answer answer, Supplier<?> ask) {
        try {
            answer.future().complete(ask.get());
        } catch (Throwable failed) {
            answer.future().completeExceptionally(failed);
            synchronized (known) {
                known.remove(question, answer);
            }
        }
    }

    /** An answer and when it expires, or one that is being computed. */
    private record Answer(CompletableFuture<Object> future, Instant until) {

        boolean isGoodAt(Instant now) {
            return !future.isDone() || now.isBefore(until);
        }

        Object value() {
            try {
                return future.join();
            } catch (CompletionException failed) {
                throw failed.getCause() instanceof RuntimeException known ? known : failed;
            }
        }
    }
}
