// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.visitor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sidetrack.Campaign;
import dev.sidetrack.Session;
import dev.sidetrack.config.SettingsOf;
import dev.sidetrack.consent.CookiePlace;
import dev.sidetrack.visitor.SessionCookie.Visit;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SessionCookieTest {

    private static final CookiePlace HTTPS = new CookiePlace("www.shop.example", "/shop", true);

    private static final long NOW = 1_772_600_000L;

    private final SessionCookie cookie = VisitorBeans.sessionCookie(SettingsOf.nothing());

    @Test
    void first_always_isVisitNumberOne() {
        assertThat(cookie.first(null, NOW)).isEqualTo(new Visit(new Session(NOW, 1), 0, true));
    }

    @Test
    void header_session_isReadBack() {
        var header = cookie.header(new Visit(new Session(NOW - 100, 7), 0, true), NOW, HTTPS);
        assertThat(header)
                .isEqualTo("sidetrack_session=1772599900.7.1772600000"
                        + "; Path=/; Max-Age=31556926; HttpOnly; SameSite=Lax; Secure");
        assertThat(cookie.read(header.split(";")[0], null, NOW))
                .isEqualTo(new Visit(new Session(NOW - 100, 7), 0, false));
    }

    @ParameterizedTest(name = "{0}: seen {1} s ago")
    @CsvSource({
        "just now,              0,     5, 2, false",
        "under five minutes,    299,   5, 2, false",
        "five minutes,          300,   5, 2, true",
        "half an hour,          1800,  5, 2, true",
        "over half an hour,     1801,  0, 3, true",
        "a year ago,         31536000, 0, 3, true",
    })
    void read_seenSoLongAgo_goesOnOrBeginsAnew(String name, long ago, long age, int number, boolean written) {
        var start = NOW - ago - 5;
        var visit = cookie.read("sidetrack_session=" + start + ".2." + (NOW - ago), null, NOW);
        assertThat(visit).isEqualTo(new Visit(new Session(age == 0 ? NOW : start, number), 0, written));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "another campaign,                spring, summer, 100,  8",
        "the same again,                  spring, spring, 100,  7",
        "a page of no campaign,           spring, ,       100,  7",
        "the first campaign of a session, ,       spring, 100,  8",
        "the same after the timeout,      spring, spring, 1801, 8",
    })
    void read_visitorOfACampaign_beginsAnewIfItIsAnother(String name, String known, String told, long ago, int number) {
        var header = cookie.header(
                new Visit(
                        new Session(NOW - ago, 7),
                        cookie.first(campaign(known), NOW).campaign(),
                        true),
                NOW - ago,
                HTTPS);
        var visit = cookie.read(header.split(";")[0], campaign(told), NOW);
        assertThat(visit.session()).isEqualTo(new Session(number == 7 ? NOW - ago : NOW, number));
        // The session's own campaign is still known when the cookie is written again.
        var later = cookie.read(
                cookie.header(visit, NOW, HTTPS).split(";")[0], campaign(told == null ? known : told), NOW + 10);
        assertThat(later.session()).isEqualTo(visit.session());
    }

    private static Campaign campaign(String name) {
        return name == null ? null : new Campaign(null, null, name, null, null, null, null, null);
    }

    @Test
    void header_sessionOfACampaign_isTheSameOnEveryNode() {
        var visit = cookie.first(new Campaign("news", "email", "spring", null, null, null, "gclid", "Cj0K"), NOW);
        assertThat(cookie.header(visit, NOW, HTTPS))
                .startsWith("sidetrack_session=1772600000.1.1772600000.3545715536; ");
    }

    @Test
    void removed_always_endsTheCookieAtOnce() {
        assertThat(cookie.removed(HTTPS))
                .isEqualTo("sidetrack_session=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax; Secure");
    }

    @Test
    void read_shortTimeout_isWrittenOftenEnoughToOutliveIt() {
        var minute = VisitorBeans.sessionCookie(SettingsOf.one("sidetrack.session.timeout", "60"));
        var header = "sidetrack_session=" + NOW + ".1." + NOW;
        assertThat(minute.read(header, null, NOW + 9).isToBeWritten()).isFalse();
        assertThat(minute.read(header, null, NOW + 10).isToBeWritten()).isTrue();
        assertThat(minute.read(header, null, NOW + 60).session()).isEqualTo(new Session(NOW, 1));
        assertThat(minute.read(header, null, NOW + 61).session()).isEqualTo(new Session(NOW + 61, 2));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            no header            |
            no cookie            | sidetrack=1772599900.7.1772600000
            empty                | sidetrack_session=
            one number           | sidetrack_session=1772599900
            two numbers          | sidetrack_session=1772599900.7
            five numbers         | sidetrack_session=1772599900.7.1772599999.1.1
            fourth is empty      | sidetrack_session=1772599900.7.1772599999.
            fourth is none       | sidetrack_session=1772599900.7.1772599999.-1
            parts missing        | sidetrack_session=..
            start missing        | sidetrack_session=.7.1772600000
            number missing       | sidetrack_session=1772599900..1772600000
            seen missing         | sidetrack_session=1772599900.7.
            number zero          | sidetrack_session=1772599900.0.1772600000
            number below zero    | sidetrack_session=1772599900.-7.1772600000
            number absurd        | sidetrack_session=1772599900.1000001.1772600000
            number past any int  | sidetrack_session=1772599900.99999999999999999999.1772600000
            start past any long  | sidetrack_session=99999999999999999999.7.1772600000
            started after seen   | sidetrack_session=1772600000.7.1772599900
            seen tomorrow        | sidetrack_session=1772599900.7.1772686400
            letters              | sidetrack_session=x.y.z
            foreign digits       | sidetrack_session=1772599900.٧.1772600000
            plus sign            | sidetrack_session=1772599900.+7.1772600000
            space inside         | sidetrack_session=1772599900. 7.1772600000
            """)
    void read_somethingElse_isTheFirstVisit(String name, String header) {
        assertThat(cookie.read(header, null, NOW)).isEqualTo(new Visit(new Session(NOW, 1), 0, true));
    }

    /** A host cookie and a domain cookie, or two paths: after a change of the configuration a browser sends both. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            the same             | 1772599900.7.1772600000 | 1772599900.7.1772600000
            the newer first      | 1772599900.7.1772600000 | 1772500000.3.1772500000
            the newer last       | 1772500000.3.1772500000 | 1772599900.7.1772600000
            one of nonsense      | x                       | 1772599900.7.1772600000
            one empty            |                         | 1772599900.7.1772600000
            one of the future    | 1772599900.9.1779999999 | 1772599900.7.1772600000
            """)
    void read_severalCookies_goesOnWithTheLatestAndWritesIt(String name, String one, String other) {
        var visit = cookie.read(
                "sidetrack_session=" + (one == null ? "" : one) + "; sidetrack_session=" + other, null, NOW);
        assertThat(visit).isEqualTo(new Visit(new Session(NOW - 100, 7), 0, true));
    }

    @Test
    void read_highestNumber_goesOnWithoutOverflow() {
        var visit = cookie.read("sidetrack_session=" + (NOW - 5000) + ".1000000." + (NOW - 5000), null, NOW);
        assertThat(visit.session()).isEqualTo(new Session(NOW, 1_000_001));
    }

    @Property
    void read_anyText_isASession(@ForAll String value) {
        checkSession(value);
        checkSession("sidetrack_session=" + value);
    }

    @Property
    void read_anyNumbers_isASession(@ForAll int start, @ForAll int number, @ForAll int seen) {
        checkSession("sidetrack_session=" + start + "." + number + "." + seen);
    }

    private void checkSession(String header) {
        var session = cookie.read(header, null, NOW).session();
        assertThat(session.number()).isPositive();
        assertThat(session.id()).isBetween(0L, NOW);
    }
}
