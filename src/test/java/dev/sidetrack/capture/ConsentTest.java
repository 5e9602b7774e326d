// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.capture;

import static dev.sidetrack.SampleHits.CLIENT;
import static dev.sidetrack.SampleHits.TIME;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sidetrack.Consent;
import dev.sidetrack.ConsentChanged;
import dev.sidetrack.ConsentChoice;
import dev.sidetrack.HitCounts.Count;
import dev.sidetrack.Session;
import dev.sidetrack.VisitorForgotten;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a page learns of its visitor's consent, and what becomes of a choice that is made while a page is served. */
class ConsentTest {

    private static final String KNOWN = "sidetrack=" + CLIENT;
    private static final long NOW = TIME.getEpochSecond();

    private final FakeRequest request = new FakeRequest("/shop/products");

    @ParameterizedTest(name = "{0} {1} {2}: {3}")
    @CsvSource(delimiter = '|', textBlock = """
            notice  |                         |                                  | told
            notice  |                         | Cookie=sidetrack=KNOWN           |
            notice  |                         | Cookie=sidetrack_consent=accept.1.1772600700  |
            notice  |                         | Cookie=sidetrack_consent=decline.1.1772600700 |
            notice  |                         | Sec-GPC=1                        |
            notice  | sidetrack.gpc=cookieless  | Sec-GPC=1                      |
            notice  | sidetrack.identity=cookieless |                              |
            notice  |                         | User-Agent=Googlebot/2.1         |
            none    |                         |                                  |
            opt-in  |                         |                                  | asked
            opt-in  |                         | Cookie=sidetrack=KNOWN           | asked
            opt-in  |                         | Cookie=sidetrack_consent=accept.1.1772600700  |
            opt-in  |                         | Cookie=sidetrack_consent=decline.1.1772600700 |
            opt-in  | sidetrack.consent.version=2 | Cookie=sidetrack_consent=decline.1.1772600700 | asked
            opt-in  |                         | Sec-GPC=1                        |
            opt-in  |                         | DNT=1                            |
            opt-in  | sidetrack.gpc=ignore      | Sec-GPC=1                      | asked
            opt-in  | sidetrack.gpc=cookieless  | Sec-GPC=1                      |
            opt-in  | sidetrack.consent.before=cookieless |                        | asked
            opt-in  | sidetrack.consent.before=cookieless | Sec-GPC=1              |
            opt-in  | sidetrack.ignore-paths=/products |                           |
            opt-in  |                         | User-Agent=Googlebot/2.1         |
            opt-out |                         |                                  | asked
            opt-out |                         | Cookie=sidetrack_consent=decline.1.1772600700 |
            opt-out |                         | Sec-GPC=1                        |
            """)
    void notice_anyVisitor_isToldOrAskedOrNeither(String mode, String setting, String header, String notice)
            throws Exception {
        var pair = setting == null ? new String[] {"sidetrack.site", "shop.example"} : setting.split("=");
        var tracking = Tracking.with(Map.of("sidetrack.consent", mode, pair[0], pair[1]));
        if (header != null) {
            request.header(
                    header.substring(0, header.indexOf('=')),
                    header.substring(header.indexOf('=') + 1).replace("KNOWN", CLIENT));
        }
        var shown = tracking.notice(request);
        assertThat(shown == null ? null : shown.isQuestion() ? "asked" : "told").isEqualTo(notice);
    }

    @Test
    void notice_hostNobodyCanRead_isNeitherToldNorAsked() throws Exception {
        for (var mode : new String[] {"notice", "opt-in"}) {
            var hostile = new FakeRequest("/shop/products").serverName("<script>");
            assertThat(Tracking.with(Map.of("sidetrack.consent", mode)).notice(hostile))
                    .isNull();
        }
    }

    @Test
    void accept_inAPage_countsItAndSetsTheId() throws Exception {
        var tracking = Tracking.with(Map.of("sidetrack.consent", "opt-in"));
        var response = tracking.serve(request, (http, page) -> {
            assertThat(TrackedRequest.current().notice().isQuestion()).isTrue();
            tracking.choose(ConsentChoice.ACCEPT);
            assertThat(TrackedRequest.current().notice()).isNull();
            Tracking.page(http, page);
        });
        assertThat(response.cookieNames()).containsExactly("sidetrack_consent", "sidetrack", "sidetrack_session");
        assertThat(tracking.hits())
                .singleElement()
                .extracting("visitor.consent")
                .isEqualTo(Consent.GRANTED);
        assertThat(tracking.changes).containsExactly(new ConsentChanged(Consent.GRANTED, Set.of("analytics")));
    }

    @Test
    void accept_withASignal_isKeptButCountsNothing() throws Exception {
        var tracking = Tracking.with(Map.of("sidetrack.consent", "opt-in"));
        var response = tracking.serve(request.header("Sec-GPC", "1"), (http, page) -> {
            tracking.choose(ConsentChoice.ACCEPT);
            Tracking.page(http, page);
        });
        assertThat(response.cookieNames()).containsExactly("sidetrack_consent");
        assertThat(tracking.hits()).isEmpty();
    }

    @Test
    void withdraw_inAPage_countsNothingAndDeletesTheId() throws Exception {
        var tracking = Tracking.withDefaults();
        var response = tracking.serve(request.header("Cookie", KNOWN), (http, page) -> {
            tracking.choose(ConsentChoice.WITHDRAW);
            Tracking.page(http, page);
        });
        assertThat(response.cookieNames())
                .startsWith("sidetrack_consent")
                .contains("sidetrack", "sidetrack_session")
                .hasSize(13);
        assertThat(response.cookies().subList(1, 13))
                .allMatch(cookie -> cookie.contains("=; ") && cookie.contains("Max-Age=0"));
        assertThat(tracking.hits()).isEmpty();
        assertThat(tracking.counts.by(Count.EXCLUDED)).isEqualTo(Map.of("declined", 1L));
        assertThat(tracking.forgotten).isEmpty();
    }

    @Test
    void decline_afterTheIdWasSet_deletesItInTheSameResponse() throws Exception {
        var tracking = Tracking.withDefaults();
        var response = tracking.serve(request, (http, page) -> {
            Tracking.page(http, page);
            page.getWriter();
            tracking.choose(ConsentChoice.DECLINE);
        });
        // Browsers take the last of a name.
        assertThat(response.cookieNames())
                .containsExactly(
                        "sidetrack", "sidetrack_session", "sidetrack_consent", "sidetrack", "sidetrack_session");
        assertThat(response.cookies().subList(3, 5)).allMatch(cookie -> cookie.contains("Max-Age=0"));
        assertThat(tracking.hits()).isEmpty();
    }

    @Test
    void forget_inAPage_tellsWhoseHitsToErase() throws Exception {
        var tracking = Tracking.withDefaults();
        tracking.serve(request.header("Cookie", KNOWN), (http, page) -> tracking.choose(ConsentChoice.FORGET));
        assertThat(tracking.forgotten).containsExactly(new VisitorForgotten(CLIENT));
    }

    @Test
    void choice_thenReset_isKept() throws Exception {
        var tracking = Tracking.withDefaults();
        var response = tracking.serve(request.header("Cookie", KNOWN), (http, page) -> {
            tracking.choose(ConsentChoice.WITHDRAW);
            page.reset();
            Tracking.page(http, page);
        });
        assertThat(response.cookies()).hasSize(13);
        assertThat(response.cookies().get(0)).startsWith("sidetrack_consent=decline.");
        assertThat(response.cookies().get(1)).startsWith("sidetrack=;");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "path,   sidetrack.ignore-paths, /products,    X-Any,       x",
        "beacon, sidetrack.beacon.pages, /products,    X-Any,       x",
        "bot,    sidetrack.site,         shop.example, User-Agent,  Googlebot/2.1",
    })
    void accept_inAPageThatTheRulesExclude_doesNotCountIt(
            String reason, String key, String value, String header, String text) throws Exception {
        var tracking = Tracking.with(Map.of("sidetrack.consent", "opt-in", key, value));
        var response = tracking.serve(request.header(header, text), (http, page) -> {
            tracking.choose(ConsentChoice.ACCEPT);
            Tracking.page(http, page);
        });
        assertThat(response.cookieNames()).containsExactly("sidetrack_consent");
        assertThat(tracking.hits()).isEmpty();
        assertThat(tracking.counts.by(Count.EXCLUDED)).isEqualTo(Map.of(reason, 1L));
    }

    @Test
    void consent_ofAnExcludedPage_isKnownToIt() throws Exception {
        var tracking = Tracking.with(Map.of("sidetrack.ignore-paths", "/products"));
        tracking.serve(
                request.header("Cookie", "sidetrack_consent=accept.1." + NOW),
                (http, page) -> assertThat(TrackedRequest.current().consent()).isEqualTo(Consent.GRANTED));
    }

    @ParameterizedTest
    @ValueSource(strings = {"HTTP/2.0", "HTTP/2", "HTTP/3.0"})
    void cookies_eachInAHeaderOfItsOwn_areAllRead(String protocol) throws Exception {
        var tracking = Tracking.withDefaults();
        var declined = new FakeRequest("/shop/products")
                .protocol(protocol)
                .more("Cookie", "theme=dark")
                .more("Cookie", "sidetrack_consent=decline.1." + NOW);
        assertThat(tracking.serve(declined, Tracking::page).cookies()).isEmpty();
        assertThat(tracking.hits()).isEmpty();

        var known = new FakeRequest("/shop/products")
                .protocol(protocol)
                .more("Cookie", "theme=dark")
                .more("Cookie", "sidetrack_session=" + NOW + ".2." + NOW)
                .more("Cookie", KNOWN);
        assertThat(tracking.serve(known, Tracking::page).cookies()).isEmpty();
        assertThat(tracking.hits()).singleElement().satisfies(hit -> {
            assertThat(hit.visitor().clientId()).isEqualTo(CLIENT);
            assertThat(hit.visitor().session()).isEqualTo(new Session(NOW, 2));
        });
    }

    /** Issue 12 A.1: a host cookie and a domain cookie, www and apex, after {@code cookie.domain} changed. */
    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', textBlock = """
            notice  | decline.1.T; C=decline.1.T
            notice  | decline.1.T; C=accept.1.T
            notice  | accept.1.T; C=decline.1.T
            notice  | "decline.1.T"
            notice  | decline.0.T
            none    | decline.0.T
            opt-out | decline.0.T
            opt-in  | accept.1.T; C=decline.0.T
            """)
    void page_visitorWhoHasEverSaidNo_isNotTracked(String mode, String cookies) throws Exception {
        var tracking = Tracking.with(Map.of("sidetrack.consent", mode));
        var header = "sidetrack_consent="
                + cookies.replace("C=", "sidetrack_consent=").replace(".T", "." + NOW);
        for (var protocol : List.of("HTTP/1.1", "HTTP/2.0")) {
            assertThat(tracking.serve(
                                    new FakeRequest("/shop/products")
                                            .protocol(protocol)
                                            .header("Cookie", header),
                                    Tracking::page)
                            .cookies())
                    .isEmpty();
            var apart = new FakeRequest("/shop/products").protocol(protocol);
            for (var cookie : header.split("; ")) {
                apart.more("Cookie", cookie);
            }
            assertThat(tracking.serve(apart, Tracking::page).cookies()).isEmpty();
        }
        assertThat(tracking.hits()).isEmpty();
        assertThat(tracking.counts.by(Count.EXCLUDED)).isEqualTo(Map.of("declined", 4L));
    }

    @Test
    void page_noOfAnOldVersion_isAskedAgainAndANoUntilThen() throws Exception {
        var tracking = Tracking.with(Map.of("sidetrack.consent", "opt-out", "sidetrack.consent.version", "2"));
        var response = tracking.serve(request.header("Cookie", "sidetrack_consent=decline.1." + NOW), (http, page) -> {
            assertThat(TrackedRequest.current().notice().isQuestion()).isTrue();
            Tracking.page(http, page);
        });
        assertThat(response.cookies()).isEmpty();
        assertThat(tracking.hits()).isEmpty();
    }

    @Test
    void page_twoIds_keepsTheNewerAndRemovesTheOther() throws Exception {
        var tracking = Tracking.with(Map.of("sidetrack.cookie.domain", "shop.example"));
        var older = "sidetrack=4f8c1f0e-7d1b-4c55-9a0e-000000000000; ";
        var session = "; sidetrack_session=" + NOW + ".2." + NOW;
        var response = tracking.serve(
                request.serverName("www.shop.example").header("Cookie", older + KNOWN + session), Tracking::page);
        assertThat(tracking.hits()).singleElement().satisfies(hit -> {
            assertThat(hit.visitor().clientId()).isEqualTo(CLIENT);
            assertThat(hit.visitor().session()).isEqualTo(new Session(NOW, 2));
        });
        assertThat(response.cookies())
                .last()
                .asString()
                .startsWith(KNOWN + "; Path=/; Domain=shop.example; Max-Age=31556926;");
        assertThat(response.cookies())
                .contains(
                        "sidetrack=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax; Secure",
                        "sidetrack=; Path=/shop; Max-Age=0; HttpOnly; SameSite=Lax; Secure",
                        "sidetrack=; Path=/; Domain=www.shop.example; Max-Age=0; HttpOnly; SameSite=Lax; Secure")
                .noneMatch(cookie -> cookie.contains("Path=/; Domain=shop.example; Max-Age=0"));
    }

    @Test
    void forget_twoIds_tellsBoth() throws Exception {
        var tracking = Tracking.withDefaults();
        var older = "4f8c1f0e-7d1b-4c55-9a0e-000000000000";
        tracking.serve(
                request.header("Cookie", "sidetrack=" + older + "; " + KNOWN),
                (http, page) -> tracking.choose(ConsentChoice.FORGET));
        assertThat(tracking.forgotten).containsExactly(new VisitorForgotten(older), new VisitorForgotten(CLIENT));
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            0    | 1   | 0
            1    | 0   | 0
            1, 1 | -   | 0
            0, 1 | -   | 0
            1;x  | -   | 0
            ?1   | -   | 0
            "1"  | -   | 0
            0    | 0   | 1
            10   | -1  | 1
            """)
    void page_signalSentMoreThanOnce_countsOnce(String first, String second, int hits) throws Exception {
        for (var header : List.of("Sec-GPC", "DNT")) {
            var tracking = Tracking.withDefaults();
            var request = new FakeRequest("/shop/products").more(header, first);
            tracking.serve(second == null ? request : request.more(header, second), Tracking::page);
            assertThat(tracking.hits()).hasSize(hits);
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            all             | accept  |               | accept.1.T.ads+profiles  | analytics ads profiles
            none            | decline | analytics ads | decline.1.T              |
            some            | choose  | analytics ads | accept.1.T.ads           | analytics ads
            one             | choose  | analytics     | accept.1.T               | analytics
            not measured    | choose  | ads           | decline.1.T.ads          | ads
            nothing ticked  | choose  |               | decline.1.T              |
            never asked for | choose  | analytics x   | accept.1.T               | analytics
            """)
    void consent_severalPurposes_keepsAndTellsWhich(
            String name, String choice, String ticked, String kept, String purposes) throws Exception {
        var tracking = Tracking.with(
                Map.of("sidetrack.consent", "opt-in", "sidetrack.consent.purposes", "analytics,ads,profiles"));
        var form = new FakeRequest("/shop/sidetrack/consent").method("POST").form("choice", choice);
        for (var purpose : ticked == null ? new String[0] : ticked.split(" ")) {
            form.form("purpose", purpose);
        }
        var cookie = tracking.serve(form, (http, page) -> {}).cookies().get(0).split(";")[0];
        assertThat(cookie).isEqualTo("sidetrack_consent=" + kept.replace("T", String.valueOf(NOW)));
        var expected = purposes == null ? Set.<String>of() : Set.of(purposes.split(" "));
        assertThat(tracking.changes)
                .singleElement()
                .extracting(ConsentChanged::purposes)
                .isEqualTo(expected);

        tracking.serve(new FakeRequest("/shop/products").header("Cookie", cookie), (http, page) -> {
            assertThat(TrackedRequest.current().purposes()).isEqualTo(expected);
            Tracking.page(http, page);
        });
        if (expected.contains("analytics")) {
            assertThat(tracking.hits())
                    .singleElement()
                    .extracting("visitor.purposes")
                    .isEqualTo(expected);
        } else {
            assertThat(tracking.hits()).isEmpty();
        }
    }

    @Test
    void forget_withoutCookies_tellsTheIdOfTheDayAndAnOldOne() throws Exception {
        var tracking = Tracking.with(Map.of("sidetrack.identity", "cookieless"));
        tracking.serve(request, Tracking::page);
        var ofTheDay = tracking.hits().get(0).visitor().clientId();
        tracking.serve(
                new FakeRequest("/shop/x").header("Cookie", KNOWN),
                (http, page) -> tracking.choose(ConsentChoice.FORGET));
        assertThat(tracking.forgotten).containsExactly(new VisitorForgotten(CLIENT), new VisitorForgotten(ofTheDay));
    }

    @Test
    void forget_ofAnAnonymousVisitor_tellsTheIdOfTheDay() throws Exception {
        var tracking = Tracking.with(Map.of("sidetrack.consent", "opt-in", "sidetrack.consent.before", "cookieless"));
        tracking.serve(request, Tracking::page);
        var ofTheDay = tracking.hits().get(0).visitor().clientId();
        tracking.serve(new FakeRequest("/shop/x"), (http, page) -> tracking.choose(ConsentChoice.FORGET));
        assertThat(tracking.forgotten).containsExactly(new VisitorForgotten(ofTheDay));
        tracking.forgotten.clear();
        tracking.serve(
                new FakeRequest("/shop/x").header("Cookie", "sidetrack_consent=decline.1.1"),
                (http, page) -> tracking.choose(ConsentChoice.FORGET));
        assertThat(tracking.forgotten).isEmpty();
    }

    @Test
    void choice_outsideARequest_doesNothing() throws Exception {
        var tracking = Tracking.withDefaults();
        tracking.choose(ConsentChoice.FORGET);
        assertThat(tracking.changes).isEmpty();
    }

    @Test
    void choice_afterTheCommit_setsNothingAndTellsAllTheSame() throws Exception {
        var tracking = Tracking.withDefaults();
        var response = tracking.serve(request, (http, page) -> {
            page.flushBuffer();
            tracking.choose(ConsentChoice.DECLINE);
        });
        assertThat(response.cookies()).isEmpty();
        assertThat(tracking.changes).containsExactly(new ConsentChanged(Consent.DENIED, Set.of()));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "new campaign, true,  utm_source=a,  100, true",
        "click,        true,  gclid=a,       100, true",
        "none,         true,  id=3,          100, false",
        "not told to,  false, utm_source=a,  100, false",
    })
    void session_onACampaign_beginsAnewIfConfigured(
            String name, String configured, String query, int ago, boolean isNew) throws Exception {
        var tracking = Tracking.with(Map.of("sidetrack.session.new-on-campaign", configured));
        var start = NOW - ago;
        tracking.serve(
                request.query(query).header("Cookie", KNOWN + "; sidetrack_session=" + start + ".3." + start),
                Tracking::page);
        assertThat(tracking.hits())
                .singleElement()
                .extracting("visitor.session")
                .isEqualTo(isNew ? new Session(NOW, 4) : new Session(start, 3));
    }

    @Test
    void session_campaignsPageReloaded_goesOn() throws Exception {
        var tracking = Tracking.with(Map.of("sidetrack.session.new-on-campaign", "true"));
        var first = tracking.serve(new FakeRequest("/shop/products").query("utm_source=a"), Tracking::page)
                .cookies();
        var cookies = first.get(0).split(";")[0] + "; " + first.get(1).split(";")[0];
        assertThat(tracking.serve(
                                new FakeRequest("/shop/products")
                                        .query("utm_source=a")
                                        .header("Cookie", cookies),
                                Tracking::page)
                        .cookies())
                .isEmpty();
        assertThat(tracking.serve(new FakeRequest("/shop/").header("Cookie", cookies), Tracking::page)
                        .cookies())
                .isEmpty();
        tracking.serve(new FakeRequest("/shop/").query("utm_source=b").header("Cookie", cookies), Tracking::page);
        assertThat(tracking.hits()).extracting("visitor.session.number").containsExactly(1, 1, 1, 2);
    }
}
