// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.delivery;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait: a random time up to a bound that doubles with each try. The whole wait is random ("full jitter"),
 * so that batches that failed together do not come back together.
 *
 * @param first the bound of the first wait
 * @param most the highest bound
 * @param random the source of chance
 */
public record Backoff(Duration first, Duration most, RandomGenerator random) {

    private static final int DOUBLINGS_WITHOUT_OVERFLOW = 30;

    /** The wait after so many tries, from 1. */
    public Duration after(int tries) {
        return Duration.ofMillis(random.nextLong(bound(tries).toMillis() + 1));
    }

    private Duration bound(int tries) {
        var bound = first.multipliedBy(1L << Math.min(Math.max(tries - 1, 0), DOUBLINGS_WITHOUT_OVERFLOW));
        return bound.compareTo(most) < 0 ? bound : most;
    }
}
