// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.stats;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/** Remembers answers for ten seconds: a page that many look at asks once. */
public final class Answers {

    private static final Duration REMEMBERED = Duration.ofSeconds(10);
    private static final int MOST = 500;

    private final Clock clock;
    private final Duration remembered;
    private final Map<Object, Answer> known = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Object, Answer> eldest) {
            return size() > MOST;
        }
    };

    /** Answers of the last ten seconds. */
    public Answers() {
        this(Clock.systemUTC(), REMEMBERED);
    }

    private Answers(Clock clock, Duration remembered) {
        this.clock = clock;
        this.remembered = remembered;
    }

    /** Remembers nothing. */
    public static Answers fresh() {
        return new Answers(Clock.systemUTC(), Duration.ZERO);
    }

    @SuppressWarnings("unchecked")
    <T> T of(Object question, Supplier<T> ask) {
        var now = clock.instant();
        synchronized (known) {
            var answer = known.get(question);
            if (answer != null && now.isBefore(answer.until())) {
                return (T) answer.value();
            }
        }
        var value = ask.get();
        synchronized (known) {
            known.remove(question);
            known.put(question, new Answer(value, now.plus(remembered)));
        }
        return value;
    }

    private record Answer(Object value, Instant until) {}
}
