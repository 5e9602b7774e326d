package dev.sidetrack.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a new visitor is told. */
class NoticeIT extends DemoIT {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "de-AT, de;q=0.8    | Willkommen! 127.0.0.1 verwendet ein Cookie, um Besuche zu messen. | Schließen | de",
                "xx, fr, en;q=0.5   | Bienvenue ! 127.0.0.1 utilise un cookie pour mesurer les visites. | Fermer | fr",
                "en;q=0.9, de;q=0.8 | Welcome! 127.0.0.1 uses a cookie to measure visits.               | Close | en",
                "xx                 | Welcome! 127.0.0.1 uses a cookie to measure visits.               | Close | en"
            })
    void firstPage_inThatLanguage_showsTheNoticeAsAlert(String languages, String text, String close, String language) {
        var page = new Browser(languages).get("index.xhtml").body();

        assertEquals(1, count(page, text), page);
        var alert = page.substring(page.indexOf("<dialog open"), page.indexOf("</dialog>"));
        assertTrue(alert.contains("class=\"alert alert-info alert-dismissible\" role=\"alert\""), alert);
        assertTrue(alert.contains(text), alert);
        assertTrue(alert.contains("aria-labelledby=\"sidetrack-notice-text\" lang=\"" + language + "\""), alert);
        assertTrue(alert.contains("aria-label=\"" + close + "\""), alert);
        assertTrue(page.contains("sidetrack/notice.css") || page.contains("notice.css.xhtml?ln=sidetrack"), page);
    }

    @Test
    void secondPage_withTheCookie_showsNoNotice() {
        var browser = new Browser();
        assertEquals(1, count(browser.get("index.xhtml").body(), "<dialog"));

        assertFalse(browser.get("index.xhtml").body().contains("Welcome!"));
        assertFalse(browser.get("products.xhtml?id=1").body().contains("<dialog"));
    }

    @Test
    void ignoredPage_ofNewVisitor_showsNoNotice() {
        var browser = new Browser();
        assertFalse(browser.get("admin/index.xhtml").body().contains("<dialog"));

        assertTrue(browser.get("index.xhtml").body().contains("<dialog"));
    }

    private static int count(String page, String text) {
        return page.split(Pattern.quote(text), -1).length - 1;
    }
}
