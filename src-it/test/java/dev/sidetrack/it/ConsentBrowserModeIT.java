package dev.sidetrack.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
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

/** The question in a real browser. Leaves pictures in {@code target/screenshots}. */
class ConsentBrowserModeIT extends ModeIT {

    static final String BANNER = ".sidetrack-notice";
    static final String ACCEPT = BANNER + " [value=accept]";
    static final String DECLINE = BANNER + " [value=decline]";
    private static final String WITHDRAW = "#privacy [value=withdraw]";
    private static final String CHANGE_TO_YES = "#privacy [value=accept]";

    @Deployment(testable = false)
    static WebArchive demo() {
        return demoWith("sidetrack.consent=opt-in");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void visitor_saysYesAndWithdraws_isCountedInBetween(boolean scripts) {
        var suffix = scripts ? "" : "-without-scripts";
        try (var chromium = new Chromium("en", scripts)) {
            chromium.visit("products.xhtml?id=1");
            assertNull(chromium.cookie("sidetrack"));
            chromium.screenshot("consent" + suffix);
            hits(0);

            chromium.only(ACCEPT).click();
            chromium.awaitVisible(WITHDRAW);
            assertEquals(0, chromium.visible(BANNER).size());
            assertEquals("Blue mug", chromium.only("h1").getText());
            var id = chromium.cookie("sidetrack");
            // The page that the answer leads back to.
            assertEquals(id, hits(1).get(0).get("cid"));
            chromium.screenshot("consent-accepted" + suffix);

            chromium.only(WITHDRAW).click();
            chromium.awaitVisible(CHANGE_TO_YES);
            assertNull(chromium.cookie("sidetrack"));
            chromium.reload();
            assertEquals(0, chromium.visible(BANNER).size());
            chromium.screenshot("consent-withdrawn" + suffix);
            hits(1);
        }
    }

    @Test
    void visitor_saysNoByKeyboardAndYesLater_isCountedThen() {
        try (var chromium = new Chromium("en", true)) {
            chromium.visit("index.xhtml");
            chromium.tabTo(DECLINE, 3);
            chromium.screenshot("consent-decline-focused");
            chromium.press(Keys.ENTER);
            chromium.awaitVisible(CHANGE_TO_YES);
            assertEquals(0, chromium.visible(BANNER).size());
            hits(0);

            chromium.tabTo(CHANGE_TO_YES, 30);
            chromium.press(Keys.SPACE);
            chromium.awaitVisible(WITHDRAW);
            assertEquals(chromium.cookie("sidetrack"), hits(1).get(0).get("cid"));
        }
    }

    @ParameterizedTest
    @CsvSource({"390, 844, phone", "768, 1024, tablet", "1440, 900, desktop"})
    void banner_onThatScreen_fitsWithTwoEqualButtons(int width, int height, String screen) {
        try (var chromium = new Chromium("de", true)) {
            chromium.size(width, height);
            chromium.visit("index.xhtml");
            assertFits(chromium);
            assertEquals(List.of(), chromium.accessibilityProblems());
            chromium.screenshot("consent-" + screen + "-german");

            chromium.run("document.querySelector('link[href$=\"shop.css\"]').remove()");
            assertFits(chromium);
            assertEquals(List.of(), chromium.accessibilityProblems());
            chromium.screenshot("consent-" + screen + "-own-style");
        }
    }

    /** Who declines has it as easy as who accepts. */
    static void assertFits(Chromium chromium) {
        var accept = chromium.only(ACCEPT);
        var decline = chromium.only(DECLINE);
        assertEquals(accept.getSize(), decline.getSize());
        assertTrue(accept.getSize().height >= 40, accept.getSize().toString());
        assertEquals(accept.getCssValue("background-color"), decline.getCssValue("background-color"));
        assertEquals(accept.getCssValue("color"), decline.getCssValue("color"));
        var right =
                Math.max(accept.getRect().x + accept.getRect().width, decline.getRect().x + decline.getRect().width);
        assertTrue(right <= chromium.only("html").getSize().width, right + " pixels");
    }
}
