// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.consent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sidetrack.Consent;
import dev.sidetrack.config.SettingsOf;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConsentCookieTest {

    private static final long NOW = 1_772_600_000L;

    private final ConsentCookie cookie = new ConsentCookie(SettingsOf.nothing());

    @Test
    void header_choice_isReadBack() {
        var accepted = cookie.header(true, NOW, true);
        assertThat(accepted).isEqualTo("sidetrack_consent=accept.1.1772600000; Path=/; Max-Age=31536000; HttpOnly; SameSite=Lax; Secure");
        assertThat(cookie.read(accepted.split(";")[0], NOW)).isEqualTo(Consent.GRANTED);

        var declined = cookie.header(false, NOW, false);
        assertThat(declined).isEqualTo("sidetrack_consent=decline.1.1772600000; Path=/; Max-Age=31536000; HttpOnly; SameSite=Lax");
        assertThat(cookie.read(declined.split(";")[0], NOW)).isEqualTo(Consent.DENIED);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            yes                   | sidetrack_consent=accept.1.1772500000        | GRANTED
            no                    | sidetrack_consent=decline.1.1772500000       | DENIED
            among others          | a=1; sidetrack_consent=accept.1.1772500000;b | GRANTED
            a year ago            | sidetrack_consent=accept.1.1741064000        | GRANTED
            over a year ago       | sidetrack_consent=accept.1.1741063999        | UNASKED
            a clock that is ahead | sidetrack_consent=decline.1.1772600300       | DENIED
            the future            | sidetrack_consent=accept.1.1772600301        | UNASKED
            the far future        | sidetrack_consent=accept.1.9223372036854775807 | UNASKED
            before time           | sidetrack_consent=accept.1.-9223372036854775808 | UNASKED
            past any long         | sidetrack_consent=accept.1.99999999999999999999 | UNASKED
            other version         | sidetrack_consent=accept.2.1772500000        | UNASKED
            longer version        | sidetrack_consent=accept.11.1772500000       | UNASKED
            no version            | sidetrack_consent=accept..1772500000         | UNASKED
            no time               | sidetrack_consent=accept.1.                  | UNASKED
            no number             | sidetrack_consent=accept.1.yesterday         | UNASKED
            other word            | sidetrack_consent=granted.1.1772500000       | UNASKED
            capitals              | sidetrack_consent=ACCEPT.1.1772500000        | UNASKED
            more behind           | sidetrack_consent=accept.1.1772500000.1      | UNASKED
            empty                 | sidetrack_consent=                           | UNASKED
            only the word         | sidetrack_consent=accept                     | UNASKED
            quoted                | sidetrack_consent="accept.1.1772500000"      | UNASKED
            twice                 | sidetrack_consent=accept.1.1772500000; sidetrack_consent=accept.1.1772500000 | UNASKED
            other cookie          | sidetrack=accept.1.1772500000                | UNASKED
            none                  |                                              | UNASKED
            """)
    void read_anyCookie_isTheChoiceIfItStillCounts(String name, String header, Consent consent) {
        assertThat(cookie.read(header, NOW)).isEqualTo(consent);
    }

    @Test
    void read_newVersionOfThePolicy_forgetsTheChoice() {
        var second = new ConsentCookie(SettingsOf.one("sidetrack.consent.version", "2026-03"));
        assertThat(second.read("sidetrack_consent=accept.1.1772500000", NOW)).isEqualTo(Consent.UNASKED);
        assertThat(second.read("sidetrack_consent=accept.2026-03.1772500000", NOW)).isEqualTo(Consent.GRANTED);
    }

    @Test
    void header_otherSettings_isWrittenAsTold() {
        var other = new ConsentCookie(SettingsOf.map(Map.of("sidetrack.cookie.name", "stats", "sidetrack.cookie.path", "/shop",
                "sidetrack.cookie.domain", "shop.example", "sidetrack.cookie.same-site", "strict", "sidetrack.consent.age", "P30D")));
        assertThat(other.header(true, NOW, true)).isEqualTo("stats_consent=accept.1.1772600000"
                + "; Path=/shop; Domain=shop.example; Max-Age=2592000; HttpOnly; SameSite=Strict; Secure");
    }

    @Property
    void read_anyText_isSomeConsent(@ForAll String value, @ForAll long time) {
        assertThat(cookie.read(value, NOW)).isEqualTo(Consent.UNASKED);
        assertThat(cookie.read("sidetrack_consent=" + value, NOW)).isNotNull();
        assertThat(cookie.read("sidetrack_consent=accept." + value + "." + NOW, NOW)).isNotNull();
        assertThat(cookie.read("sidetrack_consent=accept.1." + time, NOW))
                .isEqualTo(time >= NOW - 31_536_000 && time <= NOW + 300 ? Consent.GRANTED : Consent.UNASKED);
    }
}
