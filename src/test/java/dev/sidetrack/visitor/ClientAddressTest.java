// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.visitor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sidetrack.config.SettingsOf;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClientAddressTest {

    private final ClientAddress anonymized = new ClientAddress(SettingsOf.nothing());
    private final ClientAddress full = new ClientAddress(SettingsOf.one("sidetrack.client-ip", "full"));
    private final ClientAddress none = new ClientAddress(SettingsOf.one("sidetrack.client-ip", "none"));

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "IPv4,                       192.0.2.77,                             192.0.2.0",
        "IPv4 with zeros,            10.0.0.1,                               10.0.0.0",
        "IPv6 written out,           2001:db8:85a3:8d3:1319:8a2e:370:7348,   2001:db8:85a3::",
        "IPv6 with leading zeros,    2001:0db8:85a3:0000:0000:8a2e:0370:7334, 2001:0db8:85a3::",
        "IPv6 zeros in the middle,   2001:db8:1::5,                          2001:db8:1::",
        "IPv6 zeros from the third,  2001:db8::1,                            2001:db8::",
        "IPv6 zeros from the second, fd00::1,                                fd00::",
        "IPv6 zeros at the end,      2001:db8:1:2::,                         2001:db8:1::",
        "IPv6 zeros at the start,    ::2:3:4:5:6:7,                          ::",
        "IPv6 loopback,              ::1,                                    ::",
        "IPv6 nothing,               ::,                                     ::",
        "IPv6 with a zone,           fe80::1%eth0,                           fe80::",
        "IPv6 with a dotted zone,    fe80::1%eth0.100,                       fe80::",
        "IPv6 written out and zone,  fe80:1:2:3:4:5:6:7%3,                   fe80:1:2::",
        "mapped IPv4,                ::ffff:192.0.2.77,                      192.0.2.0",
        "mapped IPv4 written out,    0:0:0:0:0:ffff:192.0.2.77,              192.0.2.0",
        "mapped IPv4 in hex,         ::ffff:c000:24d,                        192.0.2.0",
        "mapped IPv4 hex in full,    0:0:0:0:0:ffff:c000:24d,                192.0.2.0",
        "6to4 of RFC 3056,           2002:c000:24d:1::5,                     2002:c000:200::",
        "6to4 with zeros,            2002:0a00:0001::,                       2002:a00:0::",
        "6to4 of nothing more,       2002:c000:24d::,                        2002:c000:200::",
        "mapped IPv4 with a zone,    ::ffff:192.0.2.77%eth0,                 192.0.2.0",
        "IPv4 behind NAT64,          64:ff9b::192.0.2.77,                    192.0.2.0",
        "IPv4 behind NAT64 in hex,   64:ff9b::c000:24d,                      192.0.2.0",
        "local to a translator,      64:ff9b:1::c000:24d,                    64:ff9b:1::",
        "no address,                 ,                                       ",
        "no address but a word,      unknown,                                ",
        "empty,                      '',                                     ",
    })
    void allowed_anonymized_isCut(String name, String address, String cut) {
        assertThat(anonymized.allowed(address)).isEqualTo(cut);
    }

    @ParameterizedTest
    @CsvSource({"192.0.2.77, 192.0.2.77", "2001:db8::1, 2001:db8::1", "fe80::1%eth0, fe80::1", ", "})
    void allowed_full_isTheAddressWithoutItsZone(String address, String kept) {
        assertThat(full.allowed(address)).isEqualTo(kept);
    }

    @Test
    void allowed_none_isNull() {
        assertThat(none.allowed("192.0.2.77")).isNull();
        assertThat(none.allowed("2001:db8::1")).isNull();
    }

    @Test
    void allowed_anyIPv6AsJavaWritesIt_isItsFirst48Bits() throws UnknownHostException {
        var random = new Random(1);
        for (var i = 0; i < 2000; i++) {
            var bytes = new byte[16];
            random.nextBytes(bytes);
            for (var zeros = random.nextInt(12); zeros > 0; zeros--) {
                bytes[random.nextInt(16)] = 0;
            }
            var cut = InetAddress.getByName(
                            anonymized.allowed(Inet6Address.getByAddress(bytes).getHostAddress()))
                    .getAddress();
            assertThat(Arrays.copyOf(cut, 6)).isEqualTo(Arrays.copyOf(bytes, 6));
            assertThat(Arrays.copyOfRange(cut, 6, 16)).containsOnly(0);
        }
    }
}
