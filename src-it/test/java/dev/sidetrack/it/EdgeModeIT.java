package dev.sidetrack.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The small war behind an edge that has a header of its own, with cookies of one host only. */
class EdgeModeIT extends ModeIT {

    private final Browser browser = visitor();

    @Deployment(testable = false)
    static WebArchive war() {
        return SmallWar.with(
                "sidetrack.cookie.name=__Host-st",
                "sidetrack.trusted-proxies=127.0.0.1",
                "sidetrack.proxy-header=CF-Connecting-IP");
    }

    /** RFC 6265bis section 4.1.3: browsers take such a name only with these attributes, and from https. */
    @ParameterizedTest
    @CsvSource({"http", "https"})
    void cookie_boundToTheHost_isAlwaysWrittenForHttps(String scheme) {
        var cookies = Browser.setCookies(browser.with("X-Forwarded-Proto", scheme)
                .with("CF-Connecting-IP", "203.0.113.7")
                .get("static.html"));
        assertEquals(2, cookies.size(), cookies::toString);
        assertTrue(
                cookies.stream()
                        .allMatch(cookie -> cookie.startsWith("__Host-st")
                                && cookie.contains("; Path=/;")
                                && cookie.contains("; Secure")
                                && !cookie.contains("Domain=")),
                cookies::toString);
        hits(1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Forwarded       | for=6.6.6.6
            X-Forwarded-For | 6.6.6.6
            X-Real-IP       | 6.6.6.6
            """)
    void address_ofTheEdgesHeader_countsAndNotTheClientsOwn(String header, String value) {
        browser.with("CF-Connecting-IP", "203.0.113.7").with(header, value).get("static.html");
        assertEquals("203.0.113.0", hits(1).get(0).get("uip"));
    }
}
