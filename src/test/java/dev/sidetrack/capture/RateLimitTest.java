// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.capture;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RateLimitTest {

    private final AtomicLong minute = new AtomicLong(29_543_333);
    private final RateLimit rate = new RateLimit(3, minute::get);

    @Test
    void allows_withinAMinute_soManyOfEachAddress() {
        for (var i = 0; i < 3; i++) {
            assertThat(rate.allows("192.0.2.1")).isTrue();
        }
        assertThat(rate.allows("192.0.2.1")).isFalse();
        assertThat(rate.allows("192.0.2.2")).isTrue();
    }

    @Test
    void allows_nextMinute_startsAnew() {
        for (var i = 0; i < 5; i++) {
            rate.allows("192.0.2.1");
        }
        minute.incrementAndGet();
        assertThat(rate.allows("192.0.2.1")).isTrue();
    }

    @Test
    void allows_endlessAddresses_areNotRemembered() {
        for (var i = 0; i < 100_000; i++) {
            assertThat(rate.allows("2001:db8::" + i)).isTrue();
        }
        assertThat(rate.allows("2001:db9::1")).isFalse();
        assertThat(rate.allows("2001:db8::1")).isTrue();
        minute.incrementAndGet();
        assertThat(rate.allows("2001:db9::1")).isTrue();
    }
}
