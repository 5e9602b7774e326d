// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.consent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sidetrack.Consent;
import dev.sidetrack.config.Settings;
import dev.sidetrack.config.SettingsOf;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConsentCookieTest {

    private static final long NOW = 1_772_600_000L;
    private static final CookiePlace HTTPS = new CookiePlace("www.shop.example", "/shop", true);
    private static final CookiePlace HTTP = new CookiePlace("www.shop.example", "", false);
    private static final Choice YES = Choice.of(Set.of("analytics"));
    private static final Choice NO = Choice.of(Set.of());

    private final ConsentCookie cookie = cookie(Map.of());

    @Test
    void headers_choice_isReadBack() {
        var accepted = cookie.headers(YES, null, NOW, HTTPS);
        assertThat(accepted)
                .containsExactly(
                        "sidetrack_consent=accept.1.1772600000; Path=/; Max-Age=31536000; HttpOnly; SameSite=Lax; Secure");
        assertThat(read(accepted)).isEqualTo(YES);

        var declined = cookie.headers(NO, "other=1", NOW, HTTP);
        assertThat(declined)
                .containsExactly(
                        "sidetrack_consent=decline.1.1772600000; Path=/; Max-Age=31536000; HttpOnly; SameSite=Lax");
        assertThat(read(declined)).isEqualTo(NO);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            yes                   | accept.1.1772500000        | GRANTED
            a year ago            | accept.1.1741064000        | GRANTED
            over a year ago       | accept.1.1741063999        | UNASKED
            a clock that is ahead | accept.1.1772600300        | GRANTED
            the future            | accept.1.1772600301        | UNASKED
            the far future        | accept.1.9223372036854775807 | UNASKED
            before time           | accept.1.-9223372036854775808 | UNASKED
            past any long         | accept.1.99999999999999999999 | UNASKED
            other version         | accept.2.1772500000        | UNASKED
            longer version        | accept.11.1772500000       | UNASKED
            no version            | accept..1772500000         | UNASKED
            no time               | accept.1.                  | UNASKED
            no number             | accept.1.yesterday         | UNASKED
            other word            | granted.1.1772500000       | UNASKED
            capitals              | ACCEPT.1.1772500000        | UNASKED
            more behind           | accept.1.1772500000.1      | UNASKED
            too much behind       | accept.1.1772500000.a.b    | UNASKED
            empty                 | ``                         | UNASKED
            only the word         | accept                     | UNASKED
            quoted                | "accept.1.1772500000"      | UNASKED
            nothing               | undefined                  | UNASKED
            a script's mistake    | [object Object]            | UNASKED
            the word in another   | notice.1.1772500000        | UNASKED
            nought as version     | accept.0.1772500000        | UNASKED
            all of another's yes  | accept=all                 | UNASKED
            one                   | accept=1                   | UNASKED
            ten                   | consent=10                 | UNASKED
            a purpose's name      | accept.2.1772500000.necessary | UNASKED
            an old version's name | accept.north.1772500000    | UNASKED
            """)
    void read_maybeAYes_isOneOnlyIfItIsWrittenSo(String name, String value, Consent consent) {
        assertThat(read("sidetrack_consent=" + value)).isEqualTo(consent == Consent.GRANTED ? YES : Choice.NONE);
        assertThat(read("a=1; sidetrack_consent=" + value + "; b"))
                .isEqualTo(consent == Consent.GRANTED ? YES : Choice.NONE);
    }

    /** A browser sends what it was given, a client whatever it likes; who said no must not have to spell it. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            no                      | decline.1.1772500000         | false
            a year ago              | decline.1.1741064000         | false
            over a year ago         | decline.1.1741063999         | true
            a fast clock            | decline.1.1772600301         | false
            the far future          | decline.1.9223372036854775807 | false
            past any long           | decline.1.99999999999999999999 | true
            other version           | decline.2.1772500000         | true
            no version              | decline..1772500000          | true
            no time                 | decline.1.                   | true
            no number               | decline.1.yesterday          | true
            more behind             | decline.1.1772500000.1.2     | false
            only the word           | decline                      | true
            capitals                | DECLINE.1.1772500000         | false
            in quotes               | "decline.1.1772500000"       | true
            in single quotes        | 'decline.1.1772500000'       | false
            in escaped quotes       | \\"decline.1.1772500000\\"   | false
            half a quote            | "decline.1.1772500000        | false
            encoded quotes          | %22decline.1.1772500000%22   | true
            encoded dots            | decline%2E1%2E1772500000     | true
            encoded twice           | %2522decline%252E1           | true
            encoded letters         | %64ecline.1.1772500000       | false
            encoded wrongly         | decline.1.1772500000%        | true
            spaces                  | `  decline.1.1772500000 `    | false
            encoded three times     | %252564ecline.1.1772500000   | false
            encoded, and wrongly    | %64ecline.1.1772500000%      | false
            behind a name           | consent=decline.1.1772500000 | false
            in JSON                 | {"consent":"decline"}        | true
            a button's name         | declineAll.1.1772500000      | false
            in past                 | revoked                      | true
            opted out               | opt-out.1.1772500000         | false
            as one word             | optout                       | true
            false                   | false                        | true
            nought                  | 0                            | true
            only what is needed     | necessary                    | true
            a word of ours          | withdraw                     | true
            another's word          | denied                       | true
            a yes that says no      | accept=no                    | true
            in past, false          | accepted=false               | true
            behind a colon          | accept:false                 | true
            as a noun               | acceptance=denied            | true
            a yes to none           | accept_none.1.1772500000     | false
            no in place of version  | accept.no.1772500000         | true
            no in place of time     | accept.1.no                  | true
            no behind the time      | accept.1.1772500000.NO       | false
            one letter              | n                            | true
            a capital               | N                            | true
            not                     | not-accepted                 | true
            not, in one word        | notaccepted                  | true
            un                      | unaccepted                   | true
            do not                  | donottrack                   | true
            its header              | dnt                          | true
            not, behind             | accepted-not                 | true
            nought behind a name    | consent=0                    | true
            a yes of nought         | accept=0                     | true
            nought in JSON          | {"analytics":0}              | true
            encoded yes and no      | accept%3Dno                  | true
            in capitals             | ACCEPT=FALSE                 | true
            disabled                | disabled                     | true
            in German               | nein                         | true
            """)
    void read_whateverCanBeReadAsANo_isOne(String name, String value, boolean outdated) {
        assertThat(read("sidetrack_consent=" + value).consent()).isEqualTo(Consent.DENIED);
        assertThat(read("a=1;sidetrack_consent=" + value + ";b=2").consent()).isEqualTo(Consent.DENIED);
        assertThat(read("a=1, sidetrack_consent=" + value).consent()).isEqualTo(Consent.DENIED);
        assertThat(read("sidetrack_consent = " + value).consent()).isEqualTo(Consent.DENIED);
        assertThat(read("sidetrack_consent=accept.1.1772500000; sidetrack_consent=" + value)
                        .consent())
                .isEqualTo(Consent.DENIED);
        assertThat(read("sidetrack_consent=" + value + "; sidetrack_consent=accept.1.1772500000")
                        .consent())
                .isEqualTo(Consent.DENIED);
        assertThat(read("sidetrack_consent=" + value).purposes()).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            none                     |                                              | UNASKED | false
            other cookie             | sidetrack=accept.1.1772500000                | UNASKED | false
            longer name              | xsidetrack_consent=decline.1.1772500000      | UNASKED | false
            within another's value   | a=sidetrack_consent=decline.1.1772500000     | UNASKED | false
            two noes                 | C=decline.1.1772500000; C=decline.1.1772500001 | DENIED | false
            no and no of old         | C=decline.1.1772500000; C=decline.0.1772500001 | DENIED | false
            two noes of old          | C=decline.0.1772500000; C=decline.0.1772500001 | DENIED | true
            two yeses                | C=accept.1.1772500000; C=accept.1.1772500001   | GRANTED | false
            three yeses              | C=accept.1.1772500000; C=accept.1.1772500001; C=accept.1.1772500002 | GRANTED | false
            yes and no               | C=accept.1.1772500000; C=decline.1.1772500001  | DENIED | false
            no and a newer yes       | C=decline.1.1772400000; C=accept.1.1772500001  | DENIED | false
            yes and no of old        | C=accept.1.1772500000; C=decline.0.1772500001  | DENIED | true
            yes and no of the future | C=accept.1.1772500000; C=decline.1.1779999999  | DENIED | false
            yes and yes of old       | C=accept.1.1772500000; C=accept.0.1772500001   | UNASKED | false
            yes and expired yes      | C=accept.1.1772500000; C=accept.1.1741063999   | UNASKED | false
            yes and empty            | C=accept.1.1772500000; C=                      | UNASKED | false
            yes and nonsense         | C=x; C=accept.1.1772500000                     | UNASKED | false
            no and nonsense          | C=decline.1.1772500000; C=x; C=                | DENIED | false
            joined by a comma        | C=accept.1.1772500000, C=decline.1.1772500001  | DENIED | false
            as RFC 2965 had it       | $Version=1; C="decline.1.1772500000"; $Path=/  | DENIED | true
            tab before               | `a=1;\tC=decline.1.1772500000`                 | DENIED | false
            """)
    void read_severalCookies_noWinsThenDoubt(String name, String header, Consent consent, boolean outdated) {
        var choice = read(
                header == null
                        ? null
                        : header.replace("C=", "sidetrack_consent=").replace("\\t", "\t"));
        assertThat(choice.consent()).isEqualTo(consent);
        assertThat(choice.isOutdated()).isEqualTo(outdated);
    }

    @Test
    void read_versionWhoseNameSaysNo_isStillAYes() {
        assertThat(cookie(Map.of("sidetrack.consent.version", "no-2"))
                        .read("sidetrack_consent=accept.no-2.1772500000", NOW))
                .isEqualTo(YES);
    }

    @Test
    void read_newVersionOfThePolicy_forgetsTheYesAndKeepsTheNo() {
        var second = cookie(Map.of("sidetrack.consent.version", "2026-03"));
        assertThat(second.read("sidetrack_consent=accept.1.1772500000", NOW)).isEqualTo(Choice.NONE);
        assertThat(second.read("sidetrack_consent=accept.2026-03.1772500000", NOW))
                .isEqualTo(YES);
        assertThat(second.read("sidetrack_consent=decline.1.1772500000", NOW))
                .isEqualTo(new Choice(Consent.DENIED, Set.of(), true));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            all                       | accept.1.1772500000.ads+profiles | GRANTED | analytics ads profiles
            some                      | accept.1.1772500000.ads          | GRANTED | analytics ads
            before others were asked  | accept.1.1772500000              | GRANTED | analytics
            one no longer asked       | accept.1.1772500000.ads+old      | GRANTED | analytics ads
            not measured              | decline.1.1772500000.ads         | DENIED  | ads
            nothing                   | decline.1.1772500000             | DENIED  |
            analytics in a no         | decline.1.1772500000.analytics+ads | DENIED | analytics ads
            no purpose                | accept.1.1772500000.             | UNASKED |
            capitals                  | accept.1.1772500000.ADS          | UNASKED |
            common to both            | accept.1.1772500000.ads; sidetrack_consent=accept.1.1772500000.profiles | GRANTED | analytics
            common to yes and no      | accept.1.1772500000.ads; sidetrack_consent=decline.1.1772500000.ads     | DENIED  | ads
            """)
    void read_purposes_areThoseAgreedToAndStillAsked(String name, String value, Consent consent, String purposes) {
        var several = cookie(Map.of("sidetrack.consent.purposes", "analytics, ads, profiles"));
        var choice = several.read("sidetrack_consent=" + value, NOW);
        assertThat(choice.consent()).isEqualTo(consent);
        assertThat(choice.purposes()).isEqualTo(purposes == null ? Set.of() : Set.of(purposes.split(" ")));
        if (consent != Consent.UNASKED
                && value.indexOf(';') < 0
                && !value.contains("old")
                && !name.startsWith("analytics in")) {
            assertThat(several.headers(choice, null, 1_772_500_000L, HTTPS))
                    .singleElement()
                    .asString()
                    .startsWith("sidetrack_consent=" + value + ";");
        }
    }

    @Test
    void headers_answerAfterAnswers_removesThemFromWhereverElseTheyStand() {
        var wide = cookie(Map.of("sidetrack.cookie.domain", "shop.example"));
        var headers = wide.headers(NO, "sidetrack_consent=accept.1.1; sidetrack_consent=accept.1.2", NOW, HTTPS);
        assertThat(headers)
                .last()
                .asString()
                .startsWith("sidetrack_consent=decline.1.1772600000; Path=/; Domain=shop.example; Max-Age=31536000;");
        assertThat(headers.subList(0, headers.size() - 1))
                .allMatch(header -> header.startsWith("sidetrack_consent=; Path=/")
                        && header.endsWith("; Max-Age=0; HttpOnly; SameSite=Lax; Secure"))
                .extracting(header -> header.replaceAll("sidetrack_consent=; |; Max-Age.*", ""))
                .containsExactlyInAnyOrder(
                        "Path=/",
                        "Path=/shop",
                        "Path=/shop/",
                        "Path=/shop; Domain=shop.example",
                        "Path=/shop/; Domain=shop.example",
                        "Path=/; Domain=www.shop.example",
                        "Path=/shop; Domain=www.shop.example",
                        "Path=/shop/; Domain=www.shop.example");
    }

    @Test
    void headers_otherSettings_areWrittenAsTold() {
        var other = cookie(Map.of(
                "sidetrack.cookie.name",
                "stats",
                "sidetrack.cookie.path",
                "/shop",
                "sidetrack.cookie.domain",
                "shop.example",
                "sidetrack.cookie.same-site",
                "strict",
                "sidetrack.consent.age",
                "P30D"));
        assertThat(other.headers(YES, null, NOW, HTTPS))
                .containsExactly("stats_consent=accept.1.1772600000"
                        + "; Path=/shop; Domain=shop.example; Max-Age=2592000; HttpOnly; SameSite=Strict; Secure");
    }

    @Property
    void read_anyText_isSomeConsent(@ForAll String value, @ForAll long time) {
        assertThat(read(value)).isEqualTo(Choice.NONE);
        assertThat(read("sidetrack_consent=" + value)).isNotNull();
        assertThat(read("sidetrack_consent=accept." + value + "." + NOW)).isNotNull();
        assertThat(read("sidetrack_consent=decline." + value).consent()).isEqualTo(Consent.DENIED);
        assertThat(read("sidetrack_consent=accept.1." + time))
                .isEqualTo(time >= NOW - 31_536_000 && time <= NOW + 300 ? YES : Choice.NONE);
    }

    private Choice read(String header) {
        return cookie.read(header, NOW);
    }

    private Choice read(List<String> setCookies) {
        return read(setCookies.get(setCookies.size() - 1).split(";")[0]);
    }

    private static ConsentCookie cookie(Map<String, String> keys) {
        Settings settings = SettingsOf.map(new HashMap<>(keys));
        return new ConsentCookie(settings, new CookieScope(settings));
    }
}
