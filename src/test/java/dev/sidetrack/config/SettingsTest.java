// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.smallrye.config.EnvConfigSource;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {

    @Test
    void get_nothingWritten_isTheDefault() {
        var settings = SettingsOf.nothing();
        assertThat(settings.get(Keys.ENABLED)).isTrue();
        assertThat(settings.get(Keys.PROVIDERS)).containsExactly("log");
        assertThat(settings.get(Keys.TRACKING_ID)).isNull();
        assertThat(settings.get(Keys.STATUSES)).containsExactly(200);
        assertThat(settings.get(Keys.CONTENT_TYPES)).containsExactly("text/html", "application/xhtml+xml");
        assertThat(settings.get(Keys.IGNORE_PATHS)).isEmpty();
        assertThat(settings.get(Keys.CONSENT)).isEqualTo(ConsentMode.NOTICE);
        assertThat(settings.get(Keys.CLIENT_IP)).isEqualTo(ClientIp.ANONYMIZED);
        assertThat(settings.get(Keys.COOKIE_NAME)).isEqualTo("sidetrack");
        assertThat(settings.get(Keys.COOKIE_AGE)).isEqualTo(Duration.ofSeconds(31_556_926));
        assertThat(settings.get(Keys.COOKIE_SAME_SITE)).isEqualTo(SameSite.LAX);
        assertThat(settings.validate()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {" ", "\t", "   \n "})
    void get_blankValue_isTheDefault(String blank) {
        assertThat(SettingsOf.one("sidetrack.cookie.name", blank).get(Keys.COOKIE_NAME))
                .isEqualTo("sidetrack");
    }

    @Test
    void get_spacesAround_areStripped() {
        assertThat(SettingsOf.one("sidetrack.tracking-id", " G-ABC ").get(Keys.TRACKING_ID))
                .isEqualTo("G-ABC");
    }

    @Test
    void get_environmentVariables_areRead() {
        var settings = SettingsOf.source(new EnvConfigSource(
                Map.of(
                        "SIDETRACK_TRACKING_ID", "G-ENV",
                        "SIDETRACK_COOKIE_SAME_SITE", "strict",
                        "SIDETRACK_IGNORE_PATHS", "/admin,/health",
                        "SIDETRACK_SITES", "shop",
                        "SIDETRACK_SITES_SHOP_HOSTS", "shop.example",
                        "SIDETRACK_PROVIDER_GOOGLE_ANALYTICS_API_SECRET", "hush"),
                300));

        assertThat(settings.get(Keys.TRACKING_ID)).isEqualTo("G-ENV");
        assertThat(settings.get(Keys.COOKIE_SAME_SITE)).isEqualTo(SameSite.STRICT);
        assertThat(settings.get(Keys.IGNORE_PATHS)).containsExactly("/admin", "/health");
        assertThat(settings.sites().all()).containsExactly(new Site("shop", List.of("shop.example"), null));
        assertThat(settings.provider("google-analytics").get(Key.secret("api-secret")))
                .isEqualTo("hush");
        assertThat(settings.validate()).isEmpty();
        assertThat(settings.provider("google.analytics").unknown(List.of(Key.secret("api-secret"))))
                .isEmpty();
    }

    @Test
    void sites_environmentVariablesOfADashedKey_makeNoOtherSite() {
        var settings = SettingsOf.source(new EnvConfigSource(
                Map.of(
                        "SIDETRACK_SITES", "my-shop",
                        "SIDETRACK_SITES_MY_SHOP_HOSTS", "shop.example",
                        "SIDETRACK_SITES_MY_SHOP_TRACKING_ID", "G-1"),
                300));
        assertThat(settings.sites().all()).containsExactly(new Site("my-shop", List.of("shop.example"), "G-1"));
    }

    @Test
    void validate_unknownKeys_areReturned() {
        var settings = SettingsOf.map(Map.of(
                "sidetrack.tracking-id", "G-1",
                "sidetrack.traking-id", "G-1",
                "sidetrack.cookie.nam", "x",
                "sidetrackish.other", "x",
                "other", "x",
                "sidetrack.provider.ga.anything", "x",
                "sidetrack.sites.shop.hosts", "shop.example"));
        assertThat(settings.validate()).containsExactly("sidetrack.cookie.nam", "sidetrack.traking-id");
    }

    @Test
    void validate_siteWithoutHosts_isRefused() {
        var settings = SettingsOf.one("sidetrack.sites.shop.tracking-id", "G-1");
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(settings::validate)
                .withMessage("sidetrack.sites.shop.hosts is missing: it lists the host names of the site 'shop'.");
    }

    @ParameterizedTest(name = "{0}: {1}={2}")
    @CsvSource({
        "__Host-id,   cookie.path,   /shop,        false",
        "__host-id,   cookie.domain, shop.example, false",
        "__Host-id,   cookie.path,   /,            true",
        "__Secure-id, cookie.domain, shop.example, true",
        "Host-id,     cookie.path,   /shop,        true",
    })
    void validate_cookieThatBrowsersWouldNotTake_isRefused(String cookie, String key, String value, boolean isValid) {
        var settings = SettingsOf.map(Map.of("sidetrack.cookie.name", cookie, "sidetrack." + key, value));
        if (isValid) {
            assertThat(settings.validate()).isEmpty();
        } else {
            assertThatExceptionOfType(ConfigurationException.class)
                    .isThrownBy(settings::validate)
                    .withMessage(
                            "sidetrack.cookie.name is '" + cookie
                                    + "', which browsers accept only without sidetrack.cookie.domain and with sidetrack.cookie.path=/.");
        }
    }

    @Test
    void validate_hostOfTwoSites_isRefused() {
        var settings = SettingsOf.map(Map.of(
                "sidetrack.sites.a.hosts", "a.example, Both.example", "sidetrack.sites.b.hosts", "both.example"));
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(settings::validate)
                .withMessage("sidetrack.sites.b.hosts contains 'both.example', which 'a' contains too.");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "as written,       shop.example,       shop",
        "with port,        shop.example:8443,  shop",
        "other case,       SHOP.Example,       shop",
        "second host,      www.shop.example,   shop",
        "other site,       blog.example,       blog",
        "address,          192.0.2.7:80,       blog",
        "IPv6 address,     [2001:db8::1],      blog",
        "IPv6 and port,    [2001:db8::1]:80,   blog",
        "subdomain,        x.shop.example,     ",
        "empty,            '',                 ",
        "only a port,      :80,                ",
        "none,             ,                   ",
        "trailing text,    shop.example.evil,  ",
    })
    void keyOf_host_isItsSite(String name, String host, String key) {
        var sites = SettingsOf.map(Map.of(
                        "sidetrack.sites.shop.hosts", "shop.example, www.SHOP.example:8080",
                        "sidetrack.sites.blog.hosts", "blog.example,192.0.2.7,[2001:db8::1]"))
                .sites();
        assertThat(sites.keyOf(host)).isEqualTo(key);
    }

    @Test
    void keyOf_noSites_isNull() {
        assertThat(SettingsOf.nothing().sites().keyOf("shop.example")).isNull();
    }

    /**
     * MicroProfile Config 3.1 section 5.5 makes a missing value of it, and of a missing value we would make the
     * default.
     */
    @ParameterizedTest(name = "{0}={1}")
    @CsvSource(delimiter = '|', textBlock = """
            sidetrack.consent                     | ${CONSENT_MODE}        | ${CONSENT_MODE}
            sidetrack.trusted-proxies             | 10.0.0.1,${LB}         | ${LB}
            sidetrack.trusted-proxies             | ${known},${LB}         | ${LB}
            sidetrack.secret                      | a${b}c                 | ${b}
            sidetrack.mask                        | ${a:${b}}              | ${b}
            sidetrack.mask                        | email,${a${b}}         | ${b}
            sidetrack.mask                        | ${nested}              | ${missing}
            sidetrack.tracking-id                 | ${TRACKING_ID}         | ${TRACKING_ID}
            sidetrack.provider.matomo.token       | ${TOKEN}               | ${TOKEN}
            sidetrack.provider.own.url            | http://${HOST}/x       | ${HOST}
            sidetrack.sites.shop.hosts            | shop.example,${HOST}   | ${HOST}
            sidetrack.unknown                     | ${x}                   | ${x}
            sidetrack.secret                      | ${ENV=SECRET}          | ${ENV=SECRET}
            sidetrack.trusted-proxies             | 10.0.0.1,${MPCONFIG=x} | ${MPCONFIG=x}
            SIDETRACK_CONSENT                     | ${CONSENT_MODE}        | ${CONSENT_MODE}
            sidetrack.ignore-paths                | /admin,${X             | ${
            sidetrack.ignore-paths                | /admin,${}             | ${}
            sidetrack.ignore-paths                | /admin,${ }            | ${}
            sidetrack.ignore-paths                | /admin,${:/x}          | ${}
            sidetrack.ignore-paths                | /admin,${known${       | ${
            sidetrack.ignore-paths                | /admin,${known},${     | ${
            sidetrack.secret                      | a${b}c${d              | ${b}
            sidetrack.secret                      | ${                     | ${
            sidetrack.ignore-paths                | /admin,${absent:${}    | ${
            sidetrack.ignore-paths                | /admin,${absent:${}}   | ${}
            sidetrack.ignore-paths                | /admin,${${of-absent}} | ${${of-absent}}
            sidetrack.ignore-paths                | /admin,${a${of-absent}b} | ${a${of-absent}b}
            """)
    void validate_expressionOfNothing_failsAndNamesIt(String key, String value, String expression) {
        var settings =
                SettingsOf.map(Map.of(key, value, "known", "10.0.0.2", "nested", "x${missing}", "of-absent", "absent"));
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(settings::validate)
                .withMessageStartingWith(key + " contains " + expression + ", which cannot be expanded")
                .withMessageNotContaining("a${b}c");
    }

    @ParameterizedTest(name = "{0}={1}")
    @CsvSource(delimiter = '|', textBlock = """
            sidetrack.consent        | ${mode}
            sidetrack.consent        | ${absent:opt-in}
            sidetrack.consent        | ${mode:${absent}}
            sidetrack.consent        | ${absent:${mode}}
            sidetrack.site           | ${absent:}
            sidetrack.site           | \\${literal}
            sidetrack.site           | \\${literal=x}
            sidetrack.site           | a$b{c}
            sidetrack.site           | \\${
            sidetrack.site           | ${${of-mode}}
            unrelated                | ${absent}
            """)
    void validate_expressionOfSomething_passes(String key, String value) {
        assertThat(SettingsOf.map(Map.of(key, value, "mode", "opt-out", "of-mode", "mode"))
                        .validate())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "enabled",
                "dry-run",
                "beacon.enabled",
                "broker.tls",
                "google-cookies",
                "consent",
                "consent.before",
                "consent.version",
                "consent.purposes",
                "consent.age",
                "gpc",
                "dnt",
                "identity",
                "secret",
                "user-id",
                "client-ip",
                "trusted-proxies",
                "proxy-header",
                "mask"
            })
    void validate_emptyPrivacyKey_failsAndNamesIt(String key) {
        for (var empty : List.of("", "  ", "${absent:}")) {
            assertThatExceptionOfType(ConfigurationException.class)
                    .isThrownBy(SettingsOf.one("sidetrack." + key, empty)::validate)
                    .withMessageStartingWith("sidetrack." + key + " is empty");
        }
    }
}
