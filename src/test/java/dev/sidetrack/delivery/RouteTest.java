// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sidetrack.Consent;
import dev.sidetrack.Hit;
import dev.sidetrack.Page;
import dev.sidetrack.SampleHits;
import dev.sidetrack.Visitor;
import dev.sidetrack.config.HitType;
import dev.sidetrack.config.SettingsOf;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class RouteTest {

    @Test
    void takes_nothingSet_isEveryHit() {
        var route = Route.of(SettingsOf.nothing().provider("p"), Set.of());
        assertThat(route).isEqualTo(Route.ofAll("p"));
        assertThat(Stream.of(SampleHits.pageView(), SampleHits.event(), SampleHits.minimal()))
                .allMatch(route::takes);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            shop         | shop | shop.example | true
            shop,blog    | blog | blog.example | true
            shop         | blog | blog.example | false
            shop.example | shop | shop.example | true
            shop.example | -    | shop.example | true
            shop.example | -    | blog.example | false
            shop         | -    | -            | false
            """)
    void takes_sites_isThoseByKeyOrHost(String sites, String site, String host, boolean takes) {
        var route = Route.of(SettingsOf.one("sidetrack.provider.p.sites", sites).provider("p"), Set.of());
        assertThat(route.takes(hit(site, host, null))).isEqualTo(takes);
    }

    @Test
    void takes_types_isThoseOnly() {
        var pages = new Route("p", Set.of(), Set.of(HitType.PAGE_VIEW), 100, Set.of());
        var events = new Route("p", Set.of(), Set.of(HitType.EVENT), 100, Set.of());
        assertThat(pages.takes(SampleHits.pageView())).isTrue();
        assertThat(pages.takes(SampleHits.event())).isFalse();
        assertThat(events.takes(SampleHits.pageView())).isFalse();
        assertThat(events.takes(SampleHits.event())).isTrue();
    }

    @ParameterizedTest
    @EnumSource(Consent.class)
    void takes_needsConsent_isOnlyThoseWhoSaidYes(Consent consent) {
        var route = new Route("p", Set.of(), Set.of(), 100, Set.of("analytics"));
        var visitor = new Visitor("c", null, null, null, null, consent);
        assertThat(route.takes(hit(null, null, visitor))).isEqualTo(consent == Consent.GRANTED);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {"analytics, false", "analytics ads, true", "ads, true", "analytics profiles, false"})
    void takes_needsPurposes_isOnlyThoseWhoAgreedToAll(String agreed, boolean taken) {
        var route = new Route("p", Set.of(), Set.of(), 100, Set.of("analytics", "ads"));
        var visitor = Visitor.builder("c")
                .consent(Consent.GRANTED)
                .purposes(Set.of(agreed.split(" ")))
                .build();
        assertThat(route.takes(hit(null, null, visitor))).isEqualTo(taken);
    }

    @Test
    void takes_needsConsentOfNobody_isNot() {
        assertThat(new Route("p", Set.of(), Set.of(), 100, Set.of("analytics")).takes(SampleHits.minimal()))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 10, 50, 99, 100})
    void takes_percent_isAboutThatShareOfVisitors(int percent) {
        var route = sample(percent);
        var taken = IntStream.range(0, 5_000)
                .filter(i -> route.takes(of(new UUID(i * 31L, i).toString())))
                .count();
        assertThat(taken / 50.0).isCloseTo(percent, within(percent % 100 == 0 ? 0.0 : 2.5));
    }

    @ParameterizedTest
    @ValueSource(strings = {"%d", "visitor-%d", "%d-visitor", "aaaaaaaaaaaaaaaa%04d"})
    void takes_percentOfIdsMuchAlike_isAboutThatShareToo(String format) {
        var route = sample(20);
        var taken = IntStream.range(0, 5_000)
                .filter(i -> route.takes(of(format.formatted(i))))
                .count();
        assertThat(taken / 50.0).isCloseTo(20, within(4.0));
    }

    @Test
    void takes_percent_isAlwaysTheSameVisitorsAndMoreWithMore() {
        for (var i = 0; i < 1000; i++) {
            var hit = of("visitor-" + i);
            assertThat(sample(30).takes(hit)).isEqualTo(sample(30).takes(hit));
            assertThat(!sample(30).takes(hit) || sample(31).takes(hit)).isTrue();
        }
    }

    @Test
    void takes_percentOfHitsOfNobody_isAll() {
        assertThat(sample(0).takes(SampleHits.minimal())).isTrue();
    }

    @Test
    void of_everythingSet_isWhatTheSettingsSay() {
        var settings = SettingsOf.map(Map.of(
                "sidetrack.provider.p.sites",
                "shop",
                "sidetrack.provider.p.hits",
                "event",
                "sidetrack.provider.p.visitors-percent",
                "7",
                "sidetrack.provider.p.needs-consent",
                "true"));
        assertThat(Route.of(settings.provider("p"), Set.of()))
                .isEqualTo(new Route("p", Set.of("shop"), Set.of(HitType.EVENT), 7, Set.of("analytics")));
    }

    private static Route sample(int percent) {
        return new Route("p", Set.of(), Set.of(), percent, Set.of());
    }

    private static Hit of(String client) {
        return hit(null, null, new Visitor(client, null, null, null, null, Consent.UNASKED));
    }

    private static Hit hit(String site, String host, Visitor visitor) {
        return new Hit(
                SampleHits.ID, SampleHits.TIME, site, new Page("https", host, "/", null, null), visitor, null, null);
    }
}
