// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProviderSettingsTest {

    private static final Key<URI> URL = Key.url("url", "https://chat.example");
    private static final Key<String> TOKEN = Key.secret("token");

    @Test
    void get_writtenOrNot_isValueOrDefault() {
        var settings = SettingsOf.one("sidetrack.provider.mine.url", "http://mine.example/x");
        assertThat(settings.provider("mine").get(URL)).hasToString("http://mine.example/x");
        assertThat(settings.provider("other").get(URL)).hasToString("https://chat.example");
        assertThat(settings.provider("other").get(TOKEN)).isNull();
    }

    @Test
    void type_writtenOrNot_isValueOrName() {
        var settings = SettingsOf.one("sidetrack.provider.second.type", "chat");
        assertThat(settings.provider("second").type()).isEqualTo("chat");
        assertThat(settings.provider("chat").type()).isEqualTo("chat");
    }

    @Test
    void get_invalidValue_isToldWithTheWholeKey() {
        var provider = SettingsOf.one("sidetrack.provider.mine.url", "mine").provider("mine");
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> provider.get(URL))
                .withMessage(
                        "sidetrack.provider.mine.url is 'mine', which is not a valid value: expected URL (http or https).");
    }

    @Test
    void required_missing_isToldWithTheWholeKey() {
        var provider = SettingsOf.nothing().provider("mine");
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> provider.required(TOKEN))
                .withMessage("sidetrack.provider.mine.token is missing: the provider 'mine' needs it.");
    }

    @Test
    void requiredTrackingIds_oneForAll_isThatOfOtherHosts() {
        assertThat(SettingsOf.one("sidetrack.tracking-id", "G-1").provider("p").requiredTrackingIds())
                .isEqualTo(ids(null, "G-1"));
    }

    @Test
    void requiredTrackingIds_ownAndCommon_ownWins() {
        var settings =
                SettingsOf.map(Map.of("sidetrack.tracking-id", "G-1", "sidetrack.provider.p.tracking-id", "G-2"));
        assertThat(settings.provider("p").requiredTrackingIds()).isEqualTo(ids(null, "G-2"));
        assertThat(settings.provider("q").requiredTrackingIds()).isEqualTo(ids(null, "G-1"));
    }

    @Test
    void requiredTrackingIds_sites_haveTheirsOrTheCommonOne() {
        var settings = SettingsOf.map(Map.of(
                "sidetrack.tracking-id",
                "G-1",
                "sidetrack.sites.a.hosts",
                "a.example",
                "sidetrack.sites.a.tracking-id",
                "G-A",
                "sidetrack.sites.b.hosts",
                "b.example"));
        assertThat(settings.provider("p").requiredTrackingIds()).isEqualTo(ids(null, "G-1", "a", "G-A", "b", "G-1"));
    }

    @Test
    void requiredTrackingIds_everySiteHasOne_needsNoCommonOne() {
        var settings =
                SettingsOf.map(Map.of("sidetrack.sites.a.hosts", "a.example", "sidetrack.sites.a.tracking-id", "G-A"));
        assertThat(settings.provider("p").requiredTrackingIds()).isEqualTo(ids("a", "G-A"));
    }

    @Test
    void requiredTrackingIds_none_isRefused() {
        var provider = SettingsOf.nothing().provider("p");
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(provider::requiredTrackingIds)
                .withMessage(
                        "sidetrack.tracking-id is missing: the provider 'p' needs it (or sidetrack.provider.p.tracking-id).");
    }

    @Test
    void requiredTrackingIds_oneSiteWithout_isRefused() {
        var provider = SettingsOf.map(Map.of(
                        "sidetrack.sites.a.hosts",
                        "a.example",
                        "sidetrack.sites.a.tracking-id",
                        "G-A",
                        "sidetrack.sites.b.hosts",
                        "b.example"))
                .provider("p");
        assertThatExceptionOfType(ConfigurationException.class).isThrownBy(provider::requiredTrackingIds);
    }

    @Test
    void route_nothingWritten_isEverything() {
        var provider = SettingsOf.nothing().provider("p");
        assertThat(provider.concurrency(4)).isEqualTo(4);
        assertThat(provider.sites()).isEmpty();
        assertThat(provider.types()).isEmpty();
        assertThat(provider.percentOfVisitors()).isEqualTo(100);
        assertThat(provider.neededPurposes(Set.of())).isEmpty();
        assertThat(provider.neededPurposes(Set.of("analytics"))).containsExactly("analytics");
    }

    @Test
    void route_written_isRead() {
        var provider = SettingsOf.map(Map.of(
                        "sidetrack.provider.p.concurrency", "1",
                        "sidetrack.provider.p.sites", "shop, blog.example",
                        "sidetrack.provider.p.hits", "Page-View,event",
                        "sidetrack.provider.p.visitors-percent", "0",
                        "sidetrack.provider.p.needs-consent", "true"))
                .provider("p");
        assertThat(provider.concurrency(4)).isEqualTo(1);
        assertThat(provider.sites()).containsExactlyInAnyOrder("shop", "blog.example");
        assertThat(provider.types()).containsExactlyInAnyOrder(HitType.PAGE_VIEW, HitType.EVENT);
        assertThat(provider.percentOfVisitors()).isZero();
        assertThat(provider.neededPurposes(Set.of())).containsExactly("analytics");
        assertThat(provider.unknown(List.of())).isEmpty();
    }

    @Test
    void route_siteWrittenTwice_isReadOnce() {
        assertThat(SettingsOf.one("sidetrack.provider.p.sites", "shop,shop")
                        .provider("p")
                        .sites())
                .containsExactly("shop");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "unknown type,     hits,             click,             'list of page-view, event'",
        "over a hundred,   visitors-percent, 101,               'number, 0 to 100'",
        "no number,        visitors-percent, half,              'number, 0 to 100'",
        "nobody at once,   concurrency,      0,                 'number, 1 to 1000'",
        "no purpose,       needs-consent,    May be,            'true, false, or list of purposes'",
    })
    void route_invalidValue_isToldWithTheWholeKey(String name, String key, String value, String expected) {
        var provider = SettingsOf.one("sidetrack.provider.p." + key, value).provider("p");
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> {
                    provider.types();
                    provider.concurrency(4);
                    provider.percentOfVisitors();
                    provider.neededPurposes(Set.of());
                })
                .withMessage("sidetrack.provider.p." + key + " is '" + value
                        + "', which is not a valid value: expected " + expected + ".");
    }

    /** The operator's word counts before that of the provider's code. */
    @ParameterizedTest(name = "{0}")
    @CsvSource({"false, 0", "true, 1"})
    void neededPurposes_written_countBeforeTheProvidersOwn(String written, int needed) {
        var provider =
                SettingsOf.one("sidetrack.provider.p.needs-consent", written).provider("p");
        assertThat(provider.neededPurposes(Set.of("ads"))).hasSize(needed).doesNotContain("ads");
    }

    @Test
    void neededPurposes_notAskedFor_failAndNameBothKeys() {
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> SettingsOf.nothing().provider("p").neededPurposes(Set.of("ads")))
                .withMessageContainingAll("sidetrack.provider.p.needs-consent", "ads", "sidetrack.consent.purposes");
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> SettingsOf.one("sidetrack.provider.p.needs-consent", "analytics,ads")
                        .provider("p")
                        .neededPurposes(Set.of()))
                .withMessageContainingAll("sidetrack.provider.p.needs-consent", "ads", "sidetrack.consent.purposes");
        assertThat(SettingsOf.map(Map.of(
                                "sidetrack.provider.p.needs-consent",
                                "analytics, ads",
                                "sidetrack.consent.purposes",
                                "analytics,ads"))
                        .provider("p")
                        .neededPurposes(Set.of()))
                .containsExactlyInAnyOrder("analytics", "ads");
    }

    @Test
    void unknown_misspelledKeys_areReturned() {
        var provider = SettingsOf.map(Map.of(
                        "sidetrack.provider.p.url", "https://a.example",
                        "sidetrack.provider.p.urll", "https://a.example",
                        "sidetrack.provider.p.type", "chat",
                        "sidetrack.provider.p.tracking-id", "G-1",
                        "sidetrack.provider.pp.tokn", "x"))
                .provider("p");
        assertThat(provider.unknown(List.of(URL, TOKEN))).containsExactly("sidetrack.provider.p.urll");
    }

    private static Map<String, String> ids(String... siteThenId) {
        var ids = new HashMap<String, String>();
        for (var i = 0; i < siteThenId.length; i += 2) {
            ids.put(siteThenId[i], siteThenId[i + 1]);
        }
        return ids;
    }
}
