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
        assertThat(exclusion(rules, request)).isEqualTo("path");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/shop",
                "/shop/",
                "/shop/products",
                "/shop/admin",
                "/shop/administration",
                "/shop/products/admin/",
                "/shop/Admin/",
                "/shop/healt",
                "/shop/%",
                "/shop/%zz",
                "/shop/a b",
                "/shop/|",
                "/shop/../..",
                "/shop/%00",
                ""
            })
    void exclusion_anyOtherPath_isNull(String uri) {
        assertThat(exclusion(rules, new FakeRequest(uri))).isNull();
    }

    @Test
    void exclusion_nothingIgnored_isNull() {
        assertThat(exclusion(rules(SettingsOf.nothing()), new FakeRequest("/shop/admin/")))
                .isNull();
    }

    @Test
    void exclusion_prefixWrittenWithoutSlash_isPath() {
        assertThat(exclusion(
                        rules(SettingsOf.one("sidetrack.ignore-paths", "admin/")), new FakeRequest("/shop/admin/x")))
                .isEqualTo("path");
    }

    @ParameterizedTest
    @ValueSource(strings = {"HEAD", "OPTIONS", "TRACE"})
    void exclusion_methodThatShowsNothing_isMethod(String method) {
        assertThat(exclusion(rules, new FakeRequest("/shop/products").method(method)))
                .isEqualTo("method");
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
        var rules = rules(SettingsOf.one("sidetrack.statuses", "200,410"));
        assertThat(isPage(rules, new FakeRequest("/shop/page"), status, type, false))
                .isEqualTo(isPage);
    }

    /** What browsers, service workers and scripts send; sources are in {@link RequestKind} and {@link Prefetch}. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            nothing said                      |                                                                              | UNKNOWN
            curl                              | Accept: */*                                                                  | UNKNOWN
            Chrome                            | Sec-Fetch-Mode: navigate; Sec-Fetch-Dest: document; Accept: text/html,*/*    | PAGE
            passed on by a service worker     | Sec-Fetch-Mode: navigate; Sec-Fetch-Dest: empty                              | PAGE
            navigation to an image            | Sec-Fetch-Mode: navigate; Sec-Fetch-Dest: image                              | PAGE
            navigation to something new       | Sec-Fetch-Mode: navigate; Sec-Fetch-Dest: hologram                           | PAGE
            destination alone                 | Sec-Fetch-Dest: document                                                     | PAGE
            new destination alone             | Sec-Fetch-Dest: hologram                                                     | PART
            Safari 15, which says no mode     | Accept: text/html,application/xhtml+xml                                      | PAGE
            capitals                          | Accept: Text/HTML                                                            | PAGE
            iframe                            | Sec-Fetch-Mode: navigate; Sec-Fetch-Dest: iframe                             | FRAME
            frame                             | Sec-Fetch-Mode: navigate; Sec-Fetch-Dest: frame                              | FRAME
            embed                             | Sec-Fetch-Mode: navigate; Sec-Fetch-Dest: embed                              | FRAME
            object                            | Sec-Fetch-Mode: navigate; Sec-Fetch-Dest: object                             | FRAME
            fetch                             | Sec-Fetch-Mode: cors; Sec-Fetch-Dest: empty                                  | PART
            fetch of HTML                     | Sec-Fetch-Mode: same-origin; Sec-Fetch-Dest: empty; Accept: text/html        | PART
            image                             | Sec-Fetch-Mode: no-cors; Sec-Fetch-Dest: image                               | PART
            style sheet                       | Sec-Fetch-Mode: no-cors; Sec-Fetch-Dest: style                               | PART
            jQuery                            | X-Requested-With: XMLHttpRequest; Accept: text/html, */*; q=0.01             | PART
            Android WebView                   | X-Requested-With: com.example.app; Accept: text/html,*/*                     | PAGE
            WebView that does not tell        | X-Requested-With: ; Accept: text/html,*/*                                    | PAGE
            script in a WebView               | X-Requested-With: XMLHttpRequest, com.example.app; Accept: text/html         | PART
            htmx                              | HX-Request: true; Accept: text/html                                          | PART
            htmx in Chrome                    | HX-Request: true; Sec-Fetch-Mode: cors; Sec-Fetch-Dest: empty                | PART
            htmx boost                        | HX-Request: true; HX-Boosted: true                                           | PAGE
            htmx boost in Chrome              | HX-Request: true; HX-Boosted: true; Sec-Fetch-Mode: cors; Sec-Fetch-Dest: empty | PAGE
            htmx history                      | HX-Request: true; HX-History-Restore-Request: true                           | PAGE
            Turbo frame                       | Turbo-Frame: cart; X-Turbo-Request-Id: 1; Accept: text/html, application/xhtml+xml | PART
            Turbo frame in Chrome             | Turbo-Frame: cart; X-Turbo-Request-Id: 1; Sec-Fetch-Mode: cors; Sec-Fetch-Dest: empty | PART
            Turbo 8 visit                     | X-Turbo-Request-Id: 1; Sec-Fetch-Mode: cors; Sec-Fetch-Dest: empty           | PAGE
            Turbo 7 visit                     | Accept: text/html, application/xhtml+xml; Sec-Fetch-Mode: same-origin; Sec-Fetch-Dest: empty | PAGE
            Turbo 7 after a form              | Accept: text/vnd.turbo-stream.html, text/html, application/xhtml+xml; Sec-Fetch-Mode: cors; Sec-Fetch-Dest: empty | PAGE
            Datastar                          | Datastar-Request: true; Accept: text/html                                    | PART
            Alpine AJAX                       | X-Alpine-Request: true; Accept: text/html                                    | PART
            intercooler                       | X-IC-Request: true; Accept: text/html                                        | PART
            Turbo visit in Safari 15          | Accept: text/html, application/xhtml+xml                                     | PAGE
            pjax                              | X-PJAX: true; Accept: text/html                                              | PART
            Unpoly                            | X-Up-Target: .main; Accept: text/html                                        | PART
            Faces, partial                    | Faces-Request: partial/ajax; Accept: text/html                               | PART
            Wicket                            | Wicket-Ajax: true; Accept: text/html                                         | PART
            """)
    void kind_ofARequest_isWhatItsHeadersSay(String name, String headers, RequestKind kind) {
        var request = request("/shop/page", headers).http;
        assertThat(RequestKind.of(request)).isEqualTo(kind);
        // What is not even looked at must be a part, or a page would be lost.
        assertThat(RequestKind.isPassive(request) && kind != RequestKind.PART).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"PAGE, true", "UNKNOWN, true", "FRAME, false", "PART, false"})
    void isPage_htmlByKind_isOneThatSomebodyLooksAt(RequestKind kind, boolean isPage) {
        var request = new FakeRequest("/shop/page").http;
        assertThat(rules(SettingsOf.nothing()).isPage(request, "/page", kind, 200, "text/html", true))
                .isEqualTo(isPage);
        var framed = rules(SettingsOf.one("sidetrack.frames", "page"));
        assertThat(framed.isPage(request, "/page", kind, 200, "text/html", true))
                .isEqualTo(isPage || kind == RequestKind.FRAME);
    }

    /** RFC 9110 section 15.4.5: the browser shows what it has. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            page by tag           | /shop/page.html  | Sec-Fetch-Mode: navigate; If-None-Match: "1"                  |           | true
            page by time          | /shop/           | Sec-Fetch-Mode: navigate; If-Modified-Since: then             |           | true
            without metadata      | /shop/page.html  | Accept: text/html,*/*; If-None-Match: "1"                     |           | true
            with its type         | /shop/page       | Accept: text/html,*/*; If-None-Match: "1"                     | text/html | true
            htmx boost            | /shop/page       | HX-Boosted: true; If-None-Match: "1"                          |           | true
            picture               | /shop/mug.png    | Sec-Fetch-Mode: no-cors; Sec-Fetch-Dest: image; If-None-Match: "1" |      | false
            picture in a tab      | /shop/mug.PNG    | Sec-Fetch-Mode: navigate; If-None-Match: "1"                  |           | false
            other pictures        | /shop/mug.jxl    | Sec-Fetch-Mode: navigate; If-None-Match: "1"                  |           | false
            document              | /shop/list.docx  | Sec-Fetch-Mode: navigate; If-None-Match: "1"                  |           | false
            picture with its type | /shop/mug        | Sec-Fetch-Mode: navigate; If-None-Match: "1"                  | image/png | false
            picture in an old one | /shop/mug.png    | Accept: image/*; If-None-Match: "1"                           |           | false
            program               | /shop/page.html  | Accept: */*; If-None-Match: "1"                               |           | false
            fetch                 | /shop/page.html  | Sec-Fetch-Mode: cors; Sec-Fetch-Dest: empty; If-None-Match: "1" |         | false
            iframe                | /shop/page.html  | Sec-Fetch-Mode: navigate; Sec-Fetch-Dest: iframe; If-None-Match: "1" |    | false
            without condition     | /shop/page.html  | Sec-Fetch-Mode: navigate                                      |           | false
            """)
    void isPage_notModified_isAPageThatSomebodyGoesTo(
            String name, String uri, String headers, String type, boolean isPage) {
        var request = request(uri, headers);
        assertThat(isPage(rules(SettingsOf.nothing()), request, 304, type, false))
                .isEqualTo(isPage);
        assertThat(isPage(rules(SettingsOf.one("sidetrack.statuses", "410")), request, 304, type, false))
                .isFalse();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            HTML to a navigation   | Sec-Fetch-Mode: navigate                        | true  | true
            HTML to an old browser | Accept: text/html                               | true  | true
            other to a navigation  | Sec-Fetch-Mode: navigate                        | false | false
            HTML to a program      | Accept: */*                                     | true  | false
            HTML to a script       | Sec-Fetch-Mode: cors; Sec-Fetch-Dest: empty     | true  | false
            """)
    void isPage_typeUnknown_isByWhatIsWritten(String name, String headers, boolean isHtml, boolean isPage) {
        assertThat(isPage(rules(SettingsOf.nothing()), request("/shop/page", headers), 200, null, isHtml))
                .isEqualTo(isPage);
    }

    /** Browsers' and frameworks' words for "nobody looks yet". */
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            Sec-Purpose: prefetch                        | true
            Sec-Purpose: prefetch;prerender              | true
            Sec-Purpose: Prefetch; anonymous-client-ip   | true
            Purpose: prefetch                            | true
            Purpose: PREVIEW                             | true
            X-Purpose: preview                           | true
            X-Moz: prefetch                              | true
            X-Sec-Purpose: prefetch                      | true
            Next-Router-Prefetch: 1                      | true
            Next-Router-Segment-Prefetch: /_tree         | true
            X-Middleware-Prefetch: 1                     | true
            HX-Preloaded: true                           | true
            Sec-Purpose: navigate, prefetch              | true
            Sec-Purpose: navigate;                       | false
            Purpose: checkout                            | false
            X-Moz: microsummary                          | false
            Accept: text/html                            | false
            """)
    void exclusion_pageAskedForAhead_isPrefetch(String header, boolean isAhead) {
        var request = request("/shop/page", header);
        assertThat(exclusion(rules(SettingsOf.nothing()), request)).isEqualTo(isAhead ? "prefetch" : null);
    }

    /** Each sender of a header may add a line of its own (RFC 9110 section 5.3). */
    @ParameterizedTest(name = "{0}: {1} and {2}")
    @CsvSource({
        "Sec-Purpose, navigate, prefetch,           true",
        "Sec-Purpose, prefetch, navigate,           true",
        "Purpose,     '',       Preview,            true",
        "X-Moz,       x,        prerender,          true",
        "Sec-Purpose, navigate, navigate,           false",
    })
    void exclusion_purposeSaidTwice_isPrefetchIfOneSaysSo(String header, String one, String other, boolean isAhead) {
        var request = new FakeRequest("/shop/page").more(header, one).more(header, other);
        assertThat(exclusion(rules(SettingsOf.nothing()), request)).isEqualTo(isAhead ? "prefetch" : null);
        assertThat(exclusion(rules(SettingsOf.one("sidetrack.exclude-bots", "false")), request))
                .isEqualTo(isAhead ? "prefetch" : null);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "cached page,         /products/,      true",
        "page below,          /products/mug,   true",
        "other page,          /cart,           false",
        "not below,           /products,       false",
    })
    void isLeftToBeacon_pagesOfTheBeacon_are(String name, String path, boolean isLeft) {
        assertThat(rules(SettingsOf.one("sidetrack.beacon.pages", "/products/,/news"))
                        .isLeftToBeacon(path))
                .isEqualTo(isLeft);
        assertThat(rules(SettingsOf.one("sidetrack.beacon.pages", "/")).isLeftToBeacon(path))
                .isTrue();
        assertThat(rules(SettingsOf.nothing()).isLeftToBeacon(path)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "/shop/admin/users, true",
        "/shop/products, false",
        "/admin/users, false",
        "/shop, false",
        "/shop/health?x=1, true"
    })
    void isIgnored_pathFromTheRootOfTheHost_isBelowTheContext(String path, boolean isIgnored) {
        assertThat(rules.isIgnored(path, "/shop")).isEqualTo(isIgnored);
    }

    @Test
    void isPage_everyTypeConfigured_decidesByStatus() {
        var every = rules(SettingsOf.map(Map.of("sidetrack.content-types", "*")));
        assertThat(isPage(every, new FakeRequest("/shop/page"), 200, "image/png", false))
                .isTrue();
        assertThat(isPage(every, new FakeRequest("/shop/page"), 200, null, false))
                .isTrue();
        assertThat(isPage(every, new FakeRequest("/shop/page"), 404, "text/html", false))
                .isFalse();
    }

    @Property
    void exclusion_anyPath_isTold(@ForAll String path, @ForAll String info) {
        assertThat(exclusion(rules, new FakeRequest(path, "/health" + path, info)))
                .isEqualTo("path");
        assertThat(exclusion(rules, new FakeRequest(path, "/products/" + path, info)))
                .isNull();
    }

    private static String exclusion(PageRules rules, FakeRequest request) {
        return rules.exclusion(request.http, PageRules.path(request.http), request.http.getHeader("User-Agent"));
    }

    private static PageRules rules(Settings settings) {
        return new PageRules(settings, Tracking.bots(settings));
    }

    private static boolean isPage(PageRules rules, FakeRequest request, int status, String type, boolean isHtml) {
        return rules.isPage(
                request.http, PageRules.path(request.http), RequestKind.of(request.http), status, type, isHtml);
    }

    private static FakeRequest request(String uri, String headers) {
        var request = new FakeRequest(uri);
        for (var header : headers == null ? new String[0] : headers.split("; (?=[A-Z])")) {
            request.header(header.substring(0, header.indexOf(':')), header.substring(header.indexOf(':') + 2));
        }
        return request;
    }
}
