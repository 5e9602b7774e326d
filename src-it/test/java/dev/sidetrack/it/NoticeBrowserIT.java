package dev.sidetrack.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.Keys;

/** The notice in a real browser. Leaves pictures in {@code target/screenshots}. */
class NoticeBrowserIT extends DemoIT {

    private static final String NOTICE = ".sidetrack-notice";
    private static final String CLOSE = NOTICE + " .btn-close";

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void notice_closeButtonClicked_isGoneForGood(boolean scripts) {
        try (var chromium = new Chromium("en", scripts)) {
            assertEquals(scripts, chromium.runsScripts());
            chromium.visit("index.xhtml");
            assertEquals(1, chromium.visible(NOTICE).size());
            assertTrue(
                    chromium.only(NOTICE).getText().contains("127.0.0.1 uses a cookie"),
                    chromium.only(NOTICE).getText());
            chromium.screenshot(scripts ? "notice" : "notice-without-scripts");

            chromium.only(CLOSE).click();
            chromium.awaitGone(NOTICE);
            chromium.screenshot(scripts ? "notice-closed" : "notice-closed-without-scripts");

            chromium.reload();
            assertEquals(0, chromium.visible(NOTICE).size());
        }
    }

    @Test
    void notice_closedByKeyboard_isGone() {
        try (var chromium = new Chromium("en", true)) {
            chromium.visit("index.xhtml");
            chromium.tabTo(CLOSE, 3);
            chromium.screenshot("notice-focused");

            chromium.press(Keys.ENTER);
            chromium.awaitGone(NOTICE);
        }
    }

    @Test
    void pages_checkedForAccessibility_haveNoProblem() {
        try (var chromium = new Chromium("de", true)) {
            for (var page : List.of("index.xhtml", "products.xhtml?id=3", "admin/index.xhtml", "nowhere")) {
                chromium.visit(page);
                assertEquals(List.of(), chromium.accessibilityProblems(), page);
            }
        }
    }

    @Test
    void notice_onANarrowScreenInGerman_fits() {
        try (var chromium = new Chromium("de", true)) {
            chromium.size(390, 844);
            chromium.visit("products.xhtml?id=3");

            var notice = chromium.only(NOTICE);
            assertTrue(notice.getText().contains("verwendet ein Cookie"), notice.getText());
            var width = notice.getRect().x + notice.getRect().width;
            assertTrue(width <= chromium.only("html").getSize().width, width + " pixels");
            chromium.screenshot("notice-narrow-german");
        }
    }

    @Test
    @DisabledIfSystemProperty(
            named = "it.server",
            matches = "liberty",
            disabledReason = "the demo does without the flash of its Faces, which sets a cookie on every page")
    void order_placedOnThePage_isThanked() {
        try (var chromium = new Chromium("en", true)) {
            chromium.visit("products.xhtml?id=1");
            chromium.only(CLOSE).click();
            chromium.only("#quantity").sendKeys(Keys.chord(Keys.CONTROL, "a"), "2", Keys.ENTER);
            // A key does not wait for the page that it leads to.
            chromium.awaitVisible(".messages");

            assertTrue(
                    chromium.only(".messages").getText().contains("2 × Blue mug"),
                    chromium.only("main").getText());
            chromium.screenshot("order");
            chromium.visit("admin/index.xhtml");
            chromium.screenshot("orders");
            chromium.visit("nowhere");
            chromium.screenshot("error");
        }
    }
}
