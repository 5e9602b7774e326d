// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.capture;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

    @ParameterizedTest(name = "{0}: {1}, {2}")
    @CsvSource({
        "same network,        2001:db8:1:2::1,  2001:db8:1:2:ffff:ffff:ffff:ffff,    false",
        "written otherwise,   2001:db8::1,      2001:0DB8:0:0:0:0:0:1,               false",
        "next network,        2001:db8:1:2::1,  2001:db8:1:3::1,                     true",
        "IPv4,                192.0.2.1,        192.0.2.2,                           true",
        "no address,          ,                 ,                                    true",
        "a machine's socket,  '',               '',                                  true",
        "the same by name,    unix:,            unix:,                               true",
        "unknown by RFC 7239, unknown,          unknown,                             true",
        "obfuscated,          _hidden,          _hidden,                             true",
        "a name,              localhost,        localhost,                           true",
        "a link's own,        fe80::1%eth0,     fe80::1%eth0,                        false",
    })
    void allows_anotherAddress_isAnotherCallerUnlessOfOneNetwork(
            String name, String address, String other, boolean isAllowed) {
        for (var i = 0; i < 3; i++) {
            assertThat(rate.allows(address)).isTrue();
        }
        assertThat(rate.allows(other)).isEqualTo(isAllowed);
    }

    @Test
    void allows_endlessAddresses_areNotRemembered() {
        for (var i = 0; i < 100_000; i++) {
            assertThat(rate.allows("2001:db8:" + Integer.toHexString(i / 65536) + ":" + Integer.toHexString(i % 65536)
                            + "::1"))
                    .isTrue();
        }
        assertThat(rate.allows("2001:db9::1")).isFalse();
        assertThat(rate.allows("192.0.2.1")).isFalse();
        assertThat(rate.allows("2001:db8:0:1::2")).isTrue();
        minute.incrementAndGet();
        assertThat(rate.allows("2001:db9::1")).isTrue();
    }
}
