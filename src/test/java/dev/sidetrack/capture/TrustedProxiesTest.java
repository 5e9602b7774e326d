// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.sidetrack.LogLines;
import dev.sidetrack.config.ConfigurationException;
import dev.sidetrack.config.SettingsOf;
import dev.sidetrack.config.Warnings;
import dev.sidetrack.visitor.IpAddress;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Chars;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrustedProxiesTest {

    private static final String PROXY = "10.0.0.7";

    private final TrustedProxies proxies = proxies("10.0.0.0/8, 2001:db8:1::/48, 198.51.100.17");

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            one proxy                | 10.0.0.7      | for=203.0.113.9                                 | 203.0.113.9
            IPv6 client              | 10.0.0.7      | for="[2001:db8:cafe::17]:4711"                  | 2001:db8:cafe::17
            IPv6 proxy               | 2001:db8:1::7 | for=203.0.113.9                                 | 203.0.113.9
            IPv4 proxy as IPv6       | ::ffff:10.0.0.7 | for=203.0.113.9                               | 203.0.113.9
            two proxies              | 10.0.0.7      | for=203.0.113.9, for=198.51.100.17              | 203.0.113.9
            spoofed behind one proxy | 10.0.0.7      | for=6.6.6.6, for=203.0.113.9                    | 203.0.113.9
            spoofed proxy            | 10.0.0.7      | for=6.6.6.6, for=10.0.0.1, for=203.0.113.9      | 203.0.113.9
            all trusted              | 10.0.0.7      | for=10.0.0.9, for=10.0.0.8                      | 10.0.0.9
            unknown                  | 10.0.0.7      | for=6.6.6.6, for=unknown                        |
            obfuscated               | 10.0.0.7      | for=6.6.6.6, for=_hidden                        |
            host name                | 10.0.0.7      | for=6.6.6.6, for=evil.example                   |
            address that is none     | 10.0.0.7      | for=6.6.6.6, for=1.2.3.256                      |
            address with a zone      | 10.0.0.7      | for=6.6.6.6, for="[fe80::1%25eth0]"             | fe80::1%25eth0
            IPv4 as IPv6             | 10.0.0.7      | for=6.6.6.6, for="[::ffff:203.0.113.9]:80"      | ::ffff:203.0.113.9
            trusted IPv4 as IPv6     | 10.0.0.7      | for=203.0.113.9, for="[::ffff:10.0.0.8]"        | 203.0.113.9
            port only                | 10.0.0.7      | for=6.6.6.6, for=":80"                          |
            nothing behind a comma   | 10.0.0.7      | for=203.0.113.9,                                | 203.0.113.9
            nothing between commas   | 10.0.0.7      | for=203.0.113.9, ,for=10.0.0.8,                 | 203.0.113.9
            nothing but commas       | 10.0.0.7      | , ,                                             |
            an element says nothing  | 10.0.0.7      | for=6.6.6.6, ;                                  |
            empty                    | 10.0.0.7      | ``                                              |
            untrusted peer           | 203.0.113.5   | for=6.6.6.6                                     | 203.0.113.5
            untrusted IPv6 peer      | 2001:db8:2::7 | for=6.6.6.6                                     | 2001:db8:2::7
            """)
    void origin_forwarded_isReadFromTheRightToTheFirstUntrusted(
            String name, String peer, String header, String address) {
        var request = new FakeRequest("/shop").from(peer).header("Forwarded", header);
        assertThat(proxies.origin(request.http).address()).isEqualTo(address);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            one proxy                | 10.0.0.7    | 203.0.113.9                        | 203.0.113.9
            RFC 7239 section 7.4     | 10.0.0.7    | 192.0.2.43, 2001:db8:cafe::17      | 2001:db8:cafe::17
            with ports               | 10.0.0.7    | 203.0.113.9:4711                   | 203.0.113.9
            IPv6 in brackets         | 10.0.0.7    | [2001:db8:cafe::17]:4711           | 2001:db8:cafe::17
            two proxies              | 10.0.0.7    | 203.0.113.9, 198.51.100.17         | 203.0.113.9
            spoofed behind one proxy | 10.0.0.7    | 6.6.6.6, 203.0.113.9               | 203.0.113.9
            spoofed proxy            | 10.0.0.7    | 6.6.6.6, 10.0.0.1, 203.0.113.9     | 203.0.113.9
            all trusted              | 10.0.0.7    | 10.0.0.9, 10.0.0.8                 | 10.0.0.9
            unknown                  | 10.0.0.7    | 6.6.6.6, unknown                   |
            empty                    | 10.0.0.7    | ``                                 |
            nothing behind a comma   | 10.0.0.7    | `203.0.113.9, `                    | 203.0.113.9
            nothing between commas   | 10.0.0.7    | 203.0.113.9, ,10.0.0.8,,           | 203.0.113.9
            nothing but commas       | 10.0.0.7    | , ,                                |
            untrusted peer           | 203.0.113.5 | 6.6.6.6                            | 203.0.113.5
            """)
    void origin_xForwardedFor_isReadFromTheRightToTheFirstUntrusted(
            String name, String peer, String header, String address) {
        var request = new FakeRequest("/shop").from(peer).header("X-Forwarded-For", header);
        assertThat(proxies.origin(request.http).address()).isEqualTo(address);
    }

    @Test
    void origin_severalHeaderLines_areOneList() {
        var forwarded = new FakeRequest("/shop")
                .from(PROXY)
                .more("Forwarded", "for=6.6.6.6;x=\"")
                .more("Forwarded", "for=203.0.113.9");
        assertThat(proxies.origin(forwarded.http).address()).isEqualTo("203.0.113.9");
        var old = new FakeRequest("/shop")
                .from(PROXY)
                .more("X-Forwarded-For", "6.6.6.6")
                .more("X-Forwarded-For", "203.0.113.9");
        assertThat(proxies.origin(old.http).address()).isEqualTo("203.0.113.9");
    }

    @Test
    void origin_schemeAndHost_areTheClientsToo() {
        var forwarded = new FakeRequest("/shop")
                .from(PROXY)
                .plain()
                .serverName("backend")
                .header("Forwarded", "for=203.0.113.9;proto=https;host=\"shop.example:443\"");
        assertThat(proxies.origin(forwarded.http))
                .isEqualTo(new ClientOrigin("203.0.113.9", "https", "shop.example", 0));

        var old = new FakeRequest("/shop")
                .from(PROXY)
                .plain()
                .serverName("backend")
                .header("X-Forwarded-For", "203.0.113.9")
                .header("X-Forwarded-Proto", "http, https")
                .header("X-Forwarded-Host", "evil.example, shop.example:443");
        assertThat(proxies.origin(old.http)).isEqualTo(new ClientOrigin("203.0.113.9", "https", "shop.example", 0));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            one proxy                      | 203.0.113.9              | https              | shop.example            | https shop.example
            two that add                   | 203.0.113.9, 10.0.0.8    | https, http        | shop.example, inner     | https shop.example
            two, the first one's passed on | 203.0.113.9, 10.0.0.8    | https              | shop.example            | https shop.example
            spoofed before two that add    | 6.6.6.6, 203.0.113.9, 10.0.0.8 | http, https, http | evil.example, shop.example, inner | https shop.example
            spoofed before one that adds   | 6.6.6.6, 203.0.113.9     | http, https        | evil.example, shop.example | https shop.example
            all trusted                    | 10.0.0.9, 10.0.0.8       | https, http        | shop.example, inner     | https shop.example
            no address told                | ``                       | http, https        | evil.example, shop.example | https shop.example
            IPv6 host with a port          | 203.0.113.9              | https              | [2001:db8::1]:8443      | https [2001:db8::1]
            neither told                   | 203.0.113.9              | ``                 | ``                      | http backend
            """)
    void origin_xForwardedProtoAndHost_areWhatTheClientAskedFor(
            String name, String addresses, String schemes, String hosts, String origin) {
        var request = new FakeRequest("/shop")
                .from(PROXY)
                .plain()
                .serverName("backend")
                .header("X-Forwarded-For", addresses)
                .header("X-Forwarded-Proto", schemes)
                .header("X-Forwarded-Host", hosts);
        var client = proxies.origin(request.http);
        assertThat(client.scheme() + " " + client.host()).isEqualTo(origin);
    }

    @Test
    void origin_schemeAndHostNotTold_areTheRequests() {
        var forwarded = new FakeRequest("/shop").from(PROXY).header("Forwarded", "for=203.0.113.9;proto=gopher");
        assertThat(proxies.origin(forwarded.http))
                .isEqualTo(new ClientOrigin("203.0.113.9", "https", "shop.example", 0));
        var nothing = new FakeRequest("/shop").from(PROXY);
        assertThat(proxies.origin(nothing.http)).isEqualTo(new ClientOrigin(PROXY, "https", "shop.example", 0));
    }

    @Test
    void origin_bothKindsOfHeaders_isOfForwarded() {
        var request = new FakeRequest("/shop")
                .from(PROXY)
                .header("Forwarded", "for=203.0.113.9")
                .header("X-Forwarded-For", "6.6.6.6");
        assertThat(proxies.origin(request.http).address()).isEqualTo("203.0.113.9");
    }

    /**
     * Issue 12 B.10: an edge that writes one header before a router that writes both, as of OpenShift; and words that
     * name nobody.
     */
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            router behind an edge     | for=10.0.0.9                       | 203.0.113.9, 10.0.0.9 | 203.0.113.9
            both write both           | for=203.0.113.9, for=10.0.0.9      | 203.0.113.9, 10.0.0.9 | 203.0.113.9
            without for               | proto=https;host=shop.example      | 203.0.113.9           | 203.0.113.9
            for of nothing            | for=                               | 203.0.113.9           | 203.0.113.9
            unknown                   | for=unknown                        | 203.0.113.9           | 203.0.113.9
            obfuscated                | for=_hidden                        | 203.0.113.9           | 203.0.113.9
            unix, not trusted         | for="unix:"                        | 203.0.113.9           | 203.0.113.9
            client, then words        | for=203.0.113.9                    | unknown               | 203.0.113.9
            neither names anybody     | for=unknown                        | unknown               | -
            spoofed before the client | for=10.0.0.9                       | 6.6.6.6, 203.0.113.9  | 203.0.113.9
            all trusted               | for=10.0.0.9                       | 10.0.0.8              | 10.0.0.8
            """)
    void origin_walkThatEndsAtNobody_goesOnWithTheOtherHeader(
            String name, String forwarded, String old, String address) {
        var request = new FakeRequest("/shop")
                .from(PROXY)
                .header("Forwarded", forwarded)
                .header("X-Forwarded-For", old);
        assertThat(proxies.origin(request.http).address()).isEqualTo(address);
    }

    @Test
    void origin_forwardedWithoutFor_stillSaysSchemeAndHost() {
        var request = new FakeRequest("/shop")
                .from(PROXY)
                .plain()
                .serverName("backend")
                .header("Forwarded", "proto=https;host=shop.example")
                .header("X-Forwarded-For", "203.0.113.9");
        var origin = proxies.origin(request.http);
        assertThat(origin.address() + " " + origin.scheme() + " " + origin.host())
                .isEqualTo("203.0.113.9 https shop.example");
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            10.0.0.7  | for=203.0.113.9, for="unix:"          | -                   | 203.0.113.9
            10.0.0.7  | for=203.0.113.9, for="unix:/run/x"    | -                   | 203.0.113.9
            unix:     | for=203.0.113.9                       | -                   | 203.0.113.9
            ''        | -                                     | 203.0.113.9         | 203.0.113.9
            unix:     | -                                     | 203.0.113.9, unix:  | 203.0.113.9
            unix:     | -                                     | -                   | -
            """)
    void origin_unixTrusted_goesOnBeyondIt(String peer, String forwarded, String old, String address) {
        var request = new FakeRequest("/shop").from(peer);
        if (forwarded != null) {
            request.header("Forwarded", forwarded);
        }
        if (old != null) {
            request.header("X-Forwarded-For", old);
        }
        assertThat(proxies("10.0.0.0/8, unix:").origin(request.http).address()).isEqualTo(address);
    }

    /** So that {@code CF-Connecting-IP} works, and a client's own {@code Forwarded} does not. */
    @ParameterizedTest
    @CsvSource({
        "auto, 6.6.6.6",
        "forwarded, 6.6.6.6",
        "Forwarded, 6.6.6.6",
        "x-forwarded-for, 198.51.100.3",
        "CF-Connecting-IP, 203.0.113.9",
        "True-Client-IP, 10.0.0.7"
    })
    void origin_headerNamed_isTheOnlyOneRead(String header, String address) {
        var settings =
                SettingsOf.map(Map.of("sidetrack.trusted-proxies", "10.0.0.0/8", "sidetrack.proxy-header", header));
        var request = new FakeRequest("/shop")
                .from(PROXY)
                .header("Forwarded", "for=6.6.6.6")
                .header("X-Forwarded-For", "198.51.100.3")
                .header("CF-Connecting-IP", "203.0.113.9");
        assertThat(new TrustedProxies(settings, new Warnings())
                        .origin(request.http)
                        .address())
                .isEqualTo(address);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Forwarded", "X-Forwarded-For", "X-Real-IP", "CF-Connecting-IP", "True-Client-IP"})
    void tellOfUnknownProxy_anyHeaderOfProxies_isTold(String header) {
        try (var log = LogLines.of("dev.sidetrack")) {
            proxies.tellOfUnknownProxy(
                    new FakeRequest("/shop").from("203.0.113.5").header(header, "1").http);
            assertThat(log.lines()).singleElement().asString().contains("203.0.113.5", header);
        }
    }

    @Test
    void tellOfUnknownProxy_forwardedByNobodyTrusted_isToldOnce() {
        try (var log = LogLines.of("dev.sidetrack")) {
            proxies.tellOfUnknownProxy(new FakeRequest("/shop").from("203.0.113.5").http);
            proxies.tellOfUnknownProxy(
                    new FakeRequest("/shop").from(PROXY).header("X-Forwarded-For", "203.0.113.9").http);
            assertThat(log.lines()).isEmpty();
            for (var header : List.of("X-Forwarded-For", "Forwarded")) {
                proxies.tellOfUnknownProxy(
                        new FakeRequest("/shop").from("203.0.113.5").header(header, "for=1").http);
            }
            assertThat(log.lines())
                    .singleElement()
                    .asString()
                    .contains("203.0.113.5", "X-Forwarded-For", "sidetrack.trusted-proxies", "sidetrack.beacon.rate");
        }
    }

    @Test
    void tellOfUnknownProxy_told_isInHealthDataWithoutTheAddress() {
        var warnings = new Warnings();
        var proxies = new TrustedProxies(SettingsOf.nothing(), warnings);
        assertThat(warnings.all()).isEmpty();
        proxies.tellOfUnknownProxy(
                new FakeRequest("/shop").from("203.0.113.5").header("X-Forwarded-For", "198.51.100.3").http);
        assertThat(warnings.all()).containsOnlyKeys("proxy");
        assertThat(warnings.all().get("proxy"))
                .contains("X-Forwarded-For", "sidetrack.trusted-proxies")
                .doesNotContain("203.0.113.5", "198.51.100.3");
    }

    @Test
    void tellOfUnknownProxy_comesToALongAskedServer_isToldWithinAHundredRequests() {
        var direct = new FakeRequest("/shop").from("203.0.113.5").http;
        for (var request = 0; request < 5_001; request++) {
            proxies.tellOfUnknownProxy(direct);
        }
        var forwarded = new FakeRequest("/shop").from("203.0.113.5").header("X-Forwarded-For", "1").http;
        try (var log = LogLines.of("dev.sidetrack")) {
            for (var request = 0; request < 98; request++) {
                proxies.tellOfUnknownProxy(forwarded);
            }
            assertThat(log.lines()).isEmpty();
            for (var request = 0; request < 300; request++) {
                proxies.tellOfUnknownProxy(forwarded);
            }
            assertThat(log.lines()).hasSize(1);
        }
    }

    @Test
    void origin_untrustedPeerOrNoneTrusted_believesNoHeader() {
        var request = spoofed("203.0.113.5");
        assertThat(proxies.origin(request.http)).isEqualTo(new ClientOrigin("203.0.113.5", "https", "shop.example", 0));
        assertThat(new TrustedProxies(SettingsOf.nothing(), new Warnings()).origin(spoofed(PROXY).http))
                .isEqualTo(new ClientOrigin(PROXY, "https", "shop.example", 0));
    }

    @Test
    void origin_endlessHeader_isStillReadFromTheRight() {
        var forwarded = new FakeRequest("/shop")
                .from(PROXY)
                .header("X-Forwarded-For", "6.6.6.6")
                .header("Forwarded", "x=" + "\"".repeat(100_000) + ",for=203.0.113.9");
        assertThat(proxies.origin(forwarded.http).address()).isEqualTo("203.0.113.9");
        var old = new FakeRequest("/shop")
                .from(PROXY)
                .header("X-Forwarded-For", "6.6.6.6,".repeat(10_000) + "203.0.113.9");
        assertThat(proxies.origin(old.http).address()).isEqualTo("203.0.113.9");
    }

    @ParameterizedTest(name = "{0} holds {1}: {2}")
    @CsvSource({
        "10.0.0.0/8,       10.255.255.255,  true",
        "10.0.0.0/8,       11.0.0.0,        false",
        "10.1.2.3/8,       10.9.9.9,        true",
        "192.168.4.0/22,   192.168.7.255,   true",
        "192.168.4.0/22,   192.168.8.0,     false",
        "192.0.2.7,        192.0.2.7,       true",
        "192.0.2.7,        192.0.2.8,       false",
        "192.0.2.7/32,     192.0.2.7,       true",
        "0.0.0.0/0,        203.0.113.9,     true",
        "0.0.0.0/0,        2001:db8::1,     false",
        "10.0.0.0/8,       ::ffff:10.1.2.3, true",
        "2001:db8::/32,    2001:db8:ffff::, true",
        "2001:db8::/32,    2001:db9::,      false",
        "2001:db8::/33,    2001:db8:8000::, false",
        "2001:db8::1,      2001:db8::1,     true",
        "2001:db8::1,      2001:DB8:0:0::1, true",
        "::/0,             2001:db8::1,     true",
        "::/0,             10.0.0.1,        false",
        "fd00::/8,         fdff::1,         true",
    })
    void contains_anyRange_comparesTheBits(String range, String address, boolean isIn) {
        assertThat(AddressRange.of(range, "key").contains(IpAddress.parse(address)))
                .isEqualTo(isIn);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "10.0.0.0/33",
                "2001:db8::/129",
                "10.0.0.0/-1",
                "10.0.0.0/",
                "10.0.0.0/x",
                "proxy.example",
                "10.0.0",
                "10.0.0.256",
                "/8",
                "10.0.0.0/8/8",
                "::1%eth0",
                "[::1]",
                "*"
            })
    void new_rangeThatIsNone_failsTheDeploymentAndNamesTheKey(String range) {
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> proxies(range))
                .withMessage("sidetrack.trusted-proxies contains '" + range
                        + "', which is neither an IP address nor a CIDR block.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "localhost",
                "1.2.3.256",
                "999.1.1.1",
                "1.2.3",
                "1.2.3.4.5",
                "...",
                "1..2.3",
                ".1.2.3",
                ".::1",
                "g::1",
                ":",
                "1:2",
                ":::",
                "1::2::3",
                "::1.2.3.256",
                "0x7f.0.0.1",
                "2130706433",
                "١.٢.٣.٤",
                "1.2.3.4 ",
                "::ffff:1.2.3.4.5.6.7.8.9.10.11.12.13.14.15.16"
            })
    void parse_noAddress_isNullAndNoNameIsLookedUp(String text) {
        assertThat(IpAddress.parse(text)).isNull();
    }

    @Property
    void origin_anyHeaders_isTheRequestsForAnUntrustedPeer(@ForAll String text) {
        assertThat(proxies.origin(headers("203.0.113.5", text).http))
                .isEqualTo(new ClientOrigin("203.0.113.5", "https", "shop.example", 0));
    }

    @Property
    void origin_anyHeaders_isAnAddressOrNone(@ForAll String text) {
        checkAddress(text);
    }

    @Property
    void origin_likelyHeaders_isAnAddressOrNone(
            @ForAll @Chars({'1', '0', '.', ':', '[', ']', ',', ';', '=', '"', 'f', 'o', 'r', ' ', '\\'}) String text) {
        checkAddress(text);
        checkAddress("for=" + text);
    }

    private void checkAddress(String text) {
        var old = new FakeRequest("/shop")
                .from(PROXY)
                .header("X-Forwarded-For", text)
                .header("X-Forwarded-Proto", text)
                .header("X-Forwarded-Host", text);
        for (var request : new FakeRequest[] {headers(PROXY, text), old}) {
            var origin = proxies.origin(request.http);
            assertThat(origin.address() == null || IpAddress.parse(origin.address()) != null)
                    .isTrue();
            assertThat(origin.scheme()).isIn("http", "https");
        }
    }

    private static FakeRequest headers(String peer, String text) {
        return new FakeRequest("/shop")
                .from(peer)
                .header("Forwarded", text)
                .header("X-Forwarded-For", text)
                .header("X-Forwarded-Proto", text)
                .header("X-Forwarded-Host", text);
    }

    private static FakeRequest spoofed(String peer) {
        return new FakeRequest("/shop")
                .from(peer)
                .header("Forwarded", "for=6.6.6.6;proto=http;host=evil.example")
                .header("X-Forwarded-For", "6.6.6.6")
                .header("X-Forwarded-Proto", "http")
                .header("X-Forwarded-Host", "evil.example");
    }

    private static TrustedProxies proxies(String ranges) {
        return new TrustedProxies(SettingsOf.one("sidetrack.trusted-proxies", ranges), new Warnings());
    }

    /** RFC 7239 section 5.3; {@code X-Forwarded-Port} as load balancers of Amazon's and Traefik write it. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            scheme's own      | for=203.0.113.9;host="shop.example:443";proto=https  | Forwarded         | 0
            another           | for=203.0.113.9;host="shop.example:8443";proto=https | Forwarded         | 8443
            IPv6              | for=203.0.113.9;host="[2001:db8::1]:8443";proto=https | Forwarded        | 8443
            host without port | for=203.0.113.9;host=shop.example                    | Forwarded         | 0
            nothing on host   | for=203.0.113.9                                      | Forwarded         | 8181
            other scheme      | for=203.0.113.9;proto=http                           | Forwarded         | 0
            old host          | shop.example:8443                                    | X-Forwarded-Host  | 8443
            old port          | 8444                                                 | X-Forwarded-Port  | 8181
            no port           | 99999                                                | X-Forwarded-Port  | 8181
            """)
    void origin_portOfTheClient_isWhatTheProxySays(String name, String value, String header, int port) {
        var request = new FakeRequest("/shop")
                .from(PROXY)
                .port(8181)
                .header("X-Forwarded-For", "203.0.113.9")
                .header(header, value);
        assertThat(proxies.origin(request.http).port()).isEqualTo(port);
    }

    @Test
    void origin_portInAHeaderOfItsOwn_isThatOfAHostWithoutOne() {
        var request = new FakeRequest("/shop")
                .from(PROXY)
                .port(443)
                .header("X-Forwarded-For", "203.0.113.9")
                .header("X-Forwarded-Port", "8444");
        assertThat(proxies.origin(request.http).port()).isEqualTo(8444);
    }
}
