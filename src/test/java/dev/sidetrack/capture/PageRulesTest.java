// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.capture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sidetrack.config.Settings;
import dev.sidetrack.config.SettingsOf;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PageRulesTest {

    private final PageRules rules = rules(SettingsOf.one("sidetrack.ignore-paths", "/admin/,/health"));

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', textBlock = """
            the prefix itself  | /shop/admin/                         | /admin/            |
            a page below       | /shop/admin/users.xhtml              | /admin/users.xhtml |
            no slash at end    | /shop/health                         | /health            |
            longer name        | /shop/healthy                        | /healthy           |
            split by a mapping | /shop/admin/users                    | /admin             | /users
            all in the info    | /shop/admin/users                    |                    | /admin/users
            two slashes        | /shop//admin/users                   | /admin/users       |
            dot                | /shop/./admin/users                  | /admin/users       |
            two dots           | /shop/products/../admin/users        | /admin/users       |
            encoded letter     | /shop/%61dmin/users                  | /admin/users       |
            encoded dots       | /shop/products/%2e%2e/admin/users    | /admin/users       |
            dots and parameter | /shop/products/..;x=1/admin/users    | /admin/users       |
            parameter          | /shop/admin;x=1/users                | /admin/users       |
            parameter first    | /shop/;x=1/admin/users               | /admin/users       |
            encoded context    | /%73hop/admin/users                  | /admin/users       |
            context, two dots  | /other/../shop/admin/users           | /admin/users       |
            """)
    void exclusion_anySpellingOfIgnoredPath_isPath(String name, String uri, String servletPath, String pathInfo) {
        var request = new FakeRequest(uri, servletPath == null ? "" : servletPath, pathInfo);
        assertThat(rules.exclusion(request.http)).isEqualTo("path");
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "/shop", "/shop/", "/shop/products", "/shop/admin", "/shop/administration", "/shop/products/admin/", "/shop/Admin/",
        "/shop/healt", "/shop/%", "/shop/%zz", "/shop/a b", "/shop/|", "/shop/../..", "/shop/%00", ""})
    void exclusion_anyOtherPath_isNull(String uri) {
        assertThat(rules.exclusion(new FakeRequest(uri).http)).isNull();
    }

    @Test
    void exclusion_nothingIgnored_isNull() {
        assertThat(rules(SettingsOf.nothing()).exclusion(new FakeRequest("/shop/admin/").http)).isNull();
    }

    @Test
    void exclusion_prefixWrittenWithoutSlash_isPath() {
        assertThat(rules(SettingsOf.one("sidetrack.ignore-paths", "admin/")).exclusion(new FakeRequest("/shop/admin/x").http)).isEqualTo("path");
    }

    @ParameterizedTest
    @ValueSource(strings = {"HEAD", "OPTIONS", "TRACE"})
    void exclusion_methodThatShowsNothing_isMethod(String method) {
        assertThat(rules.exclusion(new FakeRequest("/shop/products").method(method).http)).isEqualTo("method");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            page              | 200 | text/html               | true
            with charset      | 200 | text/html;charset=UTF-8 | true
            with space        | 200 | text/html ; charset=x   | true
            capitals          | 200 | Text/HTML               | true
            other page type   | 200 | application/xhtml+xml   | true
            gone              | 410 | text/html               | true
            longer type       | 200 | text/html-sandboxed     | false
            shorter type      | 200 | text/htm                | false
            other type        | 200 | text/plain              | false
            no type           | 200 |                         | false
            other status      | 404 | text/html               | false
            no status         | 0   | text/html               | false
            """)
    void isPage_configuredStatuses_decideWithTheType(String name, int status, String type, boolean isPage) {
        assertThat(rules(SettingsOf.one("sidetrack.statuses", "200,410")).isPage(status, type, null)).isEqualTo(isPage);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "not told,      ,         true",
        "document,      document, true",
        "iframe,        iframe,   true",
        "frame,         frame,    true",
        "by a script,   empty,    false",
        "image,         image,    false",
        "style sheet,   style,    false",
        "embedded,      object,   false",
    })
    void isPage_destination_tellsPagesFromPartsOfPages(String name, String destination, boolean isPage) {
        assertThat(rules(SettingsOf.nothing()).isPage(200, "text/html", destination)).isEqualTo(isPage);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "cached page,         /products/,      true",
        "page below,          /products/mug,   true",
        "other page,          /cart,           false",
        "not below,           /products,       false",
    })
    void isLeftToBeacon_pagesOfTheBeacon_are(String name, String path, boolean isLeft) {
        var request = new FakeRequest("/shop" + path).http;
        assertThat(rules(SettingsOf.one("sidetrack.beacon.pages", "/products/,/news")).isLeftToBeacon(request)).isEqualTo(isLeft);
        assertThat(rules(SettingsOf.one("sidetrack.beacon.pages", "/")).isLeftToBeacon(request)).isTrue();
        assertThat(rules(SettingsOf.nothing()).isLeftToBeacon(request)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"/shop/admin/users, true", "/shop/products, false", "/admin/users, false", "/shop, false", "/shop/health?x=1, true"})
    void isIgnored_pathFromTheRootOfTheHost_isBelowTheContext(String path, boolean isIgnored) {
        assertThat(rules.isIgnored(path, "/shop")).isEqualTo(isIgnored);
    }

    @Test
    void isPage_everyTypeConfigured_decidesByStatus() {
        var every = rules(SettingsOf.map(Map.of("sidetrack.content-types", "*")));
        assertThat(every.isPage(200, "image/png", null)).isTrue();
        assertThat(every.isPage(200, null, null)).isTrue();
        assertThat(every.isPage(404, "text/html", null)).isFalse();
    }

    @Property
    void exclusion_anyPath_isTold(@ForAll String path, @ForAll String info) {
        assertThat(rules.exclusion(new FakeRequest(path, "/health" + path, info).http)).isEqualTo("path");
        assertThat(rules.exclusion(new FakeRequest(path, "/products/" + path, info).http)).isNull();
    }

    private static PageRules rules(Settings settings) {
        return new PageRules(settings, new Bots(settings));
    }
}
