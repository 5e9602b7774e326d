// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.consent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sidetrack.LogLines;
import dev.sidetrack.config.SettingsOf;
import java.util.HashMap;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CookieScopeTest {

    private final LogLines log = LogLines.of("dev.sidetrack");

    @AfterEach
    void close() {
        log.close();
    }

    /**
     * RFC 6265 section 5.3, steps 4 to 6: browsers refuse a domain that is not the host's own or above it, or public.
     */
    @ParameterizedTest(name = "{0} at {1}")
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            -              | www.shop.example | -              | 0
            shop.example   | www.shop.example | shop.example   | 0
            shop.example   | shop.example     | shop.example   | 0
            .shop.example  | www.shop.example | shop.example   | 0
            Shop.Example   | www.shop.example | Shop.Example   | 0
            shop.example   | -                | shop.example   | 0
            localhost      | localhost        | localhost      | 0
            shop.example   | shop.test        | -              | 1
            shop.example   | myshop.example   | -              | 1
            www.shop.example | shop.example   | -              | 1
            example        | shop.example     | -              | 1
            shop.example   | 127.0.0.1        | -              | 1
            0.0.1          | 127.0.0.1        | -              | 1
            co.uk          | shop.co.uk       | -              | 1
            .co.uk         | www.shop.co.uk   | -              | 1
            Com.AU         | shop.com.au      | -              | 1
            shop.co.uk     | www.shop.co.uk   | shop.co.uk     | 0
            herokuapp.com  | shop.herokuapp.com | -            | 1
            """)
    void scope_ofAHost_hasTheDomainOnlyIfItFits(String domain, String host, String written, int warnings) {
        var scope = scope("cookie.domain", domain);
        var place = new CookiePlace(host, "/shop", true);
        for (var i = 0; i < 3; i++) {
            assertThat(scope.scope(place)).isEqualTo("; Path=/" + (written == null ? "" : "; Domain=" + written));
        }
        assertThat(log.lines())
                .hasSize(warnings)
                .allMatch(line -> line.startsWith("WARNING sidetrack.cookie.domain=") && line.contains(host));
    }

    /** RFC 6265bis section 4.1.3: names that need Secure; and SameSite=None does too. */
    @ParameterizedTest(name = "{0} {1} {2}")
    @CsvSource(delimiter = '|', textBlock = """
            sidetrack    | lax    | http  | ; HttpOnly; SameSite=Lax            | 0
            sidetrack    | lax    | https | ; HttpOnly; SameSite=Lax; Secure    | 0
            sidetrack    | none   | https | ; HttpOnly; SameSite=None; Secure   | 0
            sidetrack    | none   | http  | ; HttpOnly; SameSite=Lax            | 1
            __Host-st    | strict | https | ; HttpOnly; SameSite=Strict; Secure | 0
            __Host-st    | strict | http  | ; HttpOnly; SameSite=Strict; Secure | 1
            __Secure-st  | none   | http  | ; HttpOnly; SameSite=None; Secure   | 1
            __secure-st  | lax    | http  | ; HttpOnly; SameSite=Lax; Secure    | 1
            __Http-st    | lax    | http  | ; HttpOnly; SameSite=Lax; Secure    | 1
            __Hostess    | lax    | http  | ; HttpOnly; SameSite=Lax            | 0
            """)
    void attributes_overHttp_areWhatBrowsersTakeOrToldOf(
            String name, String sameSite, String scheme, String attributes, int warnings) {
        var scope = scope("cookie.same-site", sameSite);
        for (var i = 0; i < 3; i++) {
            assertThat(scope.attributes(name, new CookiePlace("shop.example", "", scheme.equals("https"))))
                    .isEqualTo(attributes);
        }
        assertThat(log.lines())
                .hasSize(warnings)
                .allMatch(line -> line.contains("https") && line.contains("sidetrack.trusted-proxies"));
    }

    @ParameterizedTest(name = "{0}{1}")
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            localhost          | -     | -
            localhost          | /shop | /shop /shop/
            127.0.0.1          | -     | -
            [2001:db8::1]      | -     | -
            -                  | -     | -
            shop.example       | -     | /@shop.example
            www.shop.example   | -     | /@www.shop.example /@shop.example
            shop.example       | /a    | /a /a/ /@shop.example /a@shop.example /a/@shop.example
            shop.co.uk         | -     | /@shop.co.uk
            shop.example       | /;x=1 | /@shop.example
            a.b.c.d.e.f.example | -    | /@a.b.c.d.e.f.example /@f.example /@e.f.example /@d.e.f.example /@c.d.e.f.example /@b.c.d.e.f.example
            a.b.c.d.e.f.example.com | - | /@a.b.c.d.e.f.example.com /@example.com /@f.example.com /@e.f.example.com /@d.e.f.example.com /@c.d.e.f.example.com /@b.c.d.e.f.example.com
            """)
    void elsewhere_ofAHost_isItAndAllAboveIt(String host, String contextPath, String places) {
        var expected = places == null
                ? List.of()
                : List.of(places.split(" ")).stream()
                        .map(place -> "; Path=" + place.replace("@", "; Domain="))
                        .toList();
        assertThat(scope("cookie.path", "/")
                        .elsewhere(new CookiePlace(host, contextPath == null ? "" : contextPath, true)))
                .isEqualTo(expected);
    }

    /** A cookie that was set with {@code cookie.path=/shop/}, and now is with another. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            /      | /shop /shop/
            /shop  | / /shop/
            /shop/ | / /shop
            /a     | / /a/ /shop /shop/
            """)
    void elsewhere_pathOfAnotherSetting_isOneWithAndWithoutASlash(String path, String places) {
        assertThat(scope("cookie.path", path).elsewhere(new CookiePlace(null, "/shop", true)))
                .isEqualTo(List.of(places.split(" ")).stream()
                        .map(place -> "; Path=" + place)
                        .toList());
    }

    @Test
    void elsewhere_aHostOfManyLabels_isInTheLikeliestPlaces() {
        var host = "a.b.c.d.e.f.g.h.i.j.k.l.m.n.o.p.q.r.s.t.u.v.w.x.y.z.shop.example";
        assertThat(scope("cookie.path", "/a").elsewhere(new CookiePlace(host, "/shop", true)))
                .hasSize(20)
                .contains("; Path=/", "; Path=/; Domain=" + host, "; Path=/; Domain=shop.example");
    }

    @Test
    void elsewhere_aNameBoundToTheHost_isNowhere() {
        var scope = scope("cookie.name", "__Host-st");
        assertThat(scope.elsewhere(new CookiePlace("www.shop.example", "/shop", true)))
                .isEmpty();
    }

    private static CookieScope scope(String key, String value) {
        var keys = new HashMap<String, String>();
        if (value != null) {
            keys.put("sidetrack." + key, value);
        }
        return new CookieScope(SettingsOf.map(keys));
    }
}
