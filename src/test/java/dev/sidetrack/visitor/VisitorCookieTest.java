// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.visitor;

import static dev.sidetrack.SampleHits.CLIENT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sidetrack.config.SettingsOf;
import dev.sidetrack.consent.CookiePlace;
import java.util.HashSet;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VisitorCookieTest {

    private static final CookiePlace HTTPS = new CookiePlace("www.shop.example", "/shop", true);
    private static final CookiePlace HTTP = new CookiePlace("www.shop.example", "/shop", false);

    private static final String ID = CLIENT;

    private final VisitorCookie cookie = VisitorBeans.visitorCookie(SettingsOf.nothing());

    @Test
    void read_ownHeader_isTheId() {
        var id = cookie.newId();
        var pair = cookie.header(id, HTTPS).split(";")[0];
        assertThat(cookie.read(pair)).isEqualTo(id);
    }

    @Test
    void newId_manyTimes_neverRepeats() {
        var ids = new HashSet<String>();
        for (var i = 0; i < 10_000; i++) {
            ids.add(cookie.newId());
        }
        assertThat(ids).hasSize(10_000);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            alone              | sidetrack=ID
            first              | sidetrack=ID; other=1
            last               | other=1; sidetrack=ID
            between            | a=1; sidetrack=ID; b=2
            without spaces     | a=1;sidetrack=ID;b=2
            spaces behind      | sidetrack=ID  ; b=2
            beside the session | sidetrack_session=1.1.1; sidetrack=ID
            name in a value    | a=sidetrack; sidetrack=ID
            longer name        | xsidetrack=1; sidetrack=ID
            malformed others   | ;;; =; a; sidetrack=ID; =b
            cookies of RFC2965 | $Version=1, sidetrack=ID
            twice the same     | sidetrack=ID; sidetrack=ID
            an older one too   | sidetrack=4f8c1f0e-7d1b-4c55-9a0e-000000000000; sidetrack=ID
            an empty one too   | sidetrack=ID; sidetrack=
            a forged one too   | sidetrack=ID; sidetrack=<script>
            """)
    void read_ourCookie_isTheId(String name, String header) {
        assertThat(cookie.read(header.replace("ID", ID))).isEqualTo(ID);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            no header               |
            empty header            | ``
            no cookie of ours       | a=1; b=2
            empty value             | sidetrack=
            no value                | sidetrack
            upper case              | sidetrack=4F8C1F0E-7D1B-4C55-9A0E-2B6F3D9C1A77
            other case of the name  | Sidetrack=ID
            too short               | sidetrack=4f8c1f0e-7d1b-4c55-9a0e-2b6f3d9c1a7
            too long                | sidetrack=ID0
            other version           | sidetrack=4f8c1f0e-7d1b-1c55-9a0e-2b6f3d9c1a77
            dash misplaced          | sidetrack=4f8c1f0-e7d1b-4c55-9a0e-2b6f3d9c1a77
            no dashes               | sidetrack=4f8c1f0e7d1b4c559a0e2b6f3d9c1a77aaaa
            quoted                  | sidetrack="ID"
            letter that is no digit | sidetrack=gf8c1f0e-7d1b-4c55-9a0e-2b6f3d9c1a77
            foreign digit           | sidetrack=٤f8c1f0e-7d1b-4c55-9a0e-2b6f3d9c1a77
            markup                  | sidetrack=<script>alert(1)</script>-4-----------
            SQL                     | sidetrack=' or 1=1 --
            line break              | `sidetrack=4f8c1f0e-7d1b-4c55-9a0e-2b6f3d9\r\n1a7`
            another site's prefix   | __Host-sidetrack=ID
            """)
    void read_somethingElse_isNull(String name, String header) {
        assertThat(cookie.read(header == null ? null : header.replace("ID", ID)))
                .isNull();
    }

    @Test
    void read_cookieNameHasRegexCharacters_takesThemLiterally() {
        var dotted = VisitorBeans.visitorCookie(SettingsOf.one("sidetrack.cookie.name", "a.b"));
        assertThat(dotted.read("axb=" + ID)).isNull();
        assertThat(dotted.read("a.b=" + ID)).isEqualTo(ID);
    }

    @Test
    void header_defaults_areSafe() {
        assertThat(cookie.header(ID, HTTP))
                .isEqualTo("sidetrack=" + ID + "; Path=/; Max-Age=31556926; HttpOnly; SameSite=Lax");
        assertThat(cookie.header(ID, HTTPS)).endsWith("; HttpOnly; SameSite=Lax; Secure");
    }

    @Test
    void header_configured_hasEveryAttribute() {
        var configured = VisitorBeans.visitorCookie(SettingsOf.map(Map.of(
                "sidetrack.cookie.name",
                "project_stats",
                "sidetrack.cookie.age",
                "P2D",
                "sidetrack.cookie.path",
                "/shop",
                "sidetrack.cookie.domain",
                "shop.example",
                "sidetrack.cookie.same-site",
                "strict")));
        assertThat(configured.header(ID, HTTPS))
                .isEqualTo("project_stats=" + ID
                        + "; Path=/shop; Domain=shop.example; Max-Age=172800; HttpOnly; SameSite=Strict; Secure");
    }

    @Test
    void header_sameSiteNone_isLaxWhereItCannotBeSecure() {
        var none = VisitorBeans.visitorCookie(SettingsOf.one("sidetrack.cookie.same-site", "none"));
        assertThat(none.header(ID, HTTPS)).endsWith("; HttpOnly; SameSite=None; Secure");
        assertThat(none.header(ID, HTTP)).endsWith("; HttpOnly; SameSite=Lax");
    }

    @Test
    void removed_anySettings_hasTheAttributesItWasSetWith() {
        var configured = VisitorBeans.visitorCookie(SettingsOf.map(Map.of(
                "sidetrack.cookie.name",
                "__Secure-id",
                "sidetrack.cookie.path",
                "/shop",
                "sidetrack.cookie.domain",
                "shop.example",
                "sidetrack.cookie.same-site",
                "none")));
        assertThat(configured.removed(HTTPS))
                .isEqualTo(configured.header("", HTTPS).replaceAll("Max-Age=\\d+", "Max-Age=0"))
                .isEqualTo("__Secure-id=; Path=/shop; Domain=shop.example; Max-Age=0; HttpOnly; SameSite=None; Secure");
    }

    @Property
    void read_anyHeader_isAnIdOrNull(@ForAll String before, @ForAll String value, @ForAll String after) {
        for (var header : new String[] {before, "sidetrack=" + value, before + "; sidetrack=" + value + ";" + after}) {
            assertThat(cookie.read(header))
                    .satisfiesAnyOf(
                            id -> assertThat(id).isNull(),
                            id -> assertThat(id).matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"));
        }
    }
}
