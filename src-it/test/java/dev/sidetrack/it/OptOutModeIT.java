package dev.sidetrack.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Stream;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;

/** Visitors are asked and counted until they say no. */
class OptOutModeIT extends ModeIT {

    private static final int BEACON_RATE = 5;

    private final Browser browser = visitor();

    @Deployment(testable = false)
    static WebArchive demo() {
        return demoWith(
                "sidetrack.consent=opt-out",
                "sidetrack.dnt=ignore",
                "sidetrack.trusted-proxies=127.0.0.1",
                "sidetrack.beacon.rate=" + BEACON_RATE);
    }

    @Test
    void pages_untilNo_areCounted() {
        var first = browser.get("index.xhtml");
        assertTrue(
                first.body().contains("127.0.0.1 uses a cookie to measure visits. Is that all right?"), first.body());
        assertEquals(List.of("sidetrack", "sidetrack_session"), cookies(first));
        browser.postForm("sidetrack/consent", "choice=accept");
        assertFalse(browser.get("index.xhtml").body().contains("<dialog"));
        hits(2);

        var answer = browser.postForm("sidetrack/consent", "choice=decline");
        assertEquals(List.of("-sidetrack", "-sidetrack_session", "sidetrack_consent"), cookies(answer));
        assertEquals(List.of(), cookies(browser.get("index.xhtml")));
        hits(2);
    }

    @Test
    void signals_oneIgnored_theOtherIsHeeded() {
        browser.with("DNT", "1").get("index.xhtml");
        hits(1);
        browser.with("Sec-GPC", "1").get("index.xhtml");
        hits(1);
    }

    @Test
    void beacon_calledTooOften_refusesThatAddressOnly() {
        browser.with("X-Forwarded-For", "203.0.113.5");
        // More than two minutes' worth: a new minute may begin meanwhile.
        var statuses = Stream.generate(
                        () -> browser.postJson("sidetrack/hit", "{\"p\":\"/\"}").statusCode())
                .limit(2 * BEACON_RATE + 1)
                .toList();

        assertEquals(204, statuses.get(0));
        assertTrue(statuses.contains(429), statuses::toString);
        assertEquals(
                204,
                browser.with("X-Forwarded-For", "203.0.113.6")
                        .postJson("sidetrack/hit", "{\"p\":\"/\"}")
                        .statusCode());
        hits(1 + (int) statuses.stream().filter(status -> status == 204).count());
    }

    @Test
    void noClicked_inTheBrowser_removesTheId() {
        try (var chromium = new Chromium("de", true)) {
            chromium.size(390, 844);
            chromium.visit("index.xhtml");
            assertTrue(chromium.cookie("sidetrack").matches(RANDOM_ID), chromium.cookie("sidetrack"));
            chromium.screenshot("opt-out-phone-german");

            chromium.only(".sidetrack-notice [value=decline]").click();
            chromium.awaitVisible("#privacy [value=accept]");

            assertNull(chromium.cookie("sidetrack"));
            assertNull(chromium.cookie("sidetrack_session"));
            hits(1);
        }
    }
}
