package dev.sidetrack.it;

import static dev.sidetrack.it.ConsentBrowserModeIT.ACCEPT;
import static dev.sidetrack.it.ConsentBrowserModeIT.BANNER;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.Keys;

/** The question for several purposes in a real browser. Leaves pictures in {@code target/screenshots}. */
class PurposesModeIT extends ModeIT {

    private static final String CHOOSE = BANNER + " [value=choose]";
    private static final String ANALYTICS = BANNER + " [name=purpose][value=analytics]";
    private static final String ADS = BANNER + " [name=purpose][value=ads]";
    private static final String CONSENT = "sidetrack_consent";

    @Deployment(testable = false)
    static WebArchive demo() {
        return demoWith("sidetrack.consent=opt-in", "sidetrack.consent.purposes=analytics,ads");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void visitor_whoTicksAnalyticsAlone_isCountedWithoutAds(boolean scripts) {
        try (var chromium = new Chromium("en", scripts)) {
            chromium.visit("index.xhtml");
            assertFalse(chromium.only(ANALYTICS).isSelected());
            assertFalse(chromium.only(ADS).isSelected());
            chromium.only(ANALYTICS).click();
            chromium.only(CHOOSE).click();
            chromium.awaitGone(BANNER);
            assertTrue(chromium.cookie(CONSENT).matches("accept\\.1\\.\\d+"), chromium.cookie(CONSENT));
            assertEquals(chromium.cookie("sidetrack"), hits(1).get(0).get("cid"));
            assertEquals("DENIED", adUserData(chromium));
        }
    }

    @Test
    void visitor_whoAcceptsAll_isCountedWithAds() {
        try (var chromium = new Chromium("en", true)) {
            chromium.visit("index.xhtml");
            chromium.only(ACCEPT).click();
            chromium.awaitGone(BANNER);
            assertTrue(chromium.cookie(CONSENT).matches("accept\\.1\\.\\d+\\.ads"), chromium.cookie(CONSENT));
            hits(1);
            assertEquals("GRANTED", adUserData(chromium));
        }
    }

    @Test
    void visitor_whoTicksAdsAloneByKeyboard_isNotCounted() {
        try (var chromium = new Chromium("en", true)) {
            chromium.visit("index.xhtml");
            chromium.tabTo(ADS, 5);
            chromium.press(Keys.SPACE);
            assertTrue(chromium.only(ADS).isSelected());
            chromium.screenshot("purposes-keyboard");
            chromium.tabTo(CHOOSE, 2);
            chromium.press(Keys.ENTER);
            chromium.awaitGone(BANNER);
            assertTrue(chromium.cookie(CONSENT).matches("decline\\.1\\.\\d+\\.ads"), chromium.cookie(CONSENT));
            assertNull(chromium.cookie("sidetrack"));
            hits(0);
        }
    }

    @ParameterizedTest
    @CsvSource({"390, 844, phone", "1440, 900, desktop"})
    void banner_onThatScreen_fitsAndAcceptsAsEasilyAsItDeclines(int width, int height, String screen) {
        try (var chromium = new Chromium("de", true)) {
            chromium.size(width, height);
            chromium.visit("index.xhtml");
            ConsentBrowserModeIT.assertFits(chromium);
            var whole = chromium.only("html").getSize().width;
            for (var part : List.of(CHOOSE, ANALYTICS, ADS)) {
                var place = chromium.only(part).getRect();
                assertTrue(place.x >= 0 && place.x + place.width <= whole, part + " at " + place.x);
            }
            assertEquals(List.of(), chromium.accessibilityProblems());
            chromium.screenshot("purposes-" + screen + "-german");
        }
    }

    private static String adUserData(Chromium chromium) {
        var visitor = chromium.cookie("sidetrack");
        return PROVIDER.await(
                "Google's hit",
                () -> PROVIDER.requests().stream()
                        .map(Received::body)
                        .filter(body -> body.contains("ad_user_data") && body.contains(visitor))
                        .map(body -> body.replaceAll("(?s).*\"ad_user_data\":\"(\\w+)\".*", "$1"))
                        .findFirst()
                        .orElse(null));
    }
}
