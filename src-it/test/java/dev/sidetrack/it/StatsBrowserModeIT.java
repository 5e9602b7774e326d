package dev.sidetrack.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sidetrack.server.Await;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.text.NumberFormat;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.openqa.selenium.Keys;
import org.openqa.selenium.support.ui.Select;

/** The pages over a database with eight weeks of hits, in a real browser. */
@OnServersWithDatabase
class StatsBrowserModeIT extends ModeIT {

    private static final String STATS = "sidetrack/stats";
    private static final String READER = "ann@shop.example";
    private static final List<String> PAGES = new ArrayList<>(List.of(
            STATS,
            STATS + "?goals=funnel&step=/&step=/cart&time=trend&pages=rising",
            STATS + "/page",
            STATS + "/live",
            STATS + "/dead-letters",
            STATS + "/notes",
            STATS + "/shares",
            STATS + "/login",
            STATS + "/nothing"));
    private static final boolean PICTURES = Boolean.getBoolean("pictures");
    static final String LISTEN = """
            addEventListener('securitypolicyviolation', event =>
                (window.violations ||= []).push(event.violatedDirective + ' ' + event.blockedURI));""";

    @Deployment(testable = false)
    static WebArchive war() throws IOException {
        return StoreIT.withDatabase(demoWith(
                "sidetrack.providers=own",
                "sidetrack.provider.own.type=database",
                "sidetrack.provider.own.schema=browsed",
                "sidetrack.provider.own.data-source=" + StoreIT.SOURCE,
                "sidetrack.stats.mail.to=" + READER,
                "sidetrack.stats.password-hash=" + StatsSignInModeIT.PASSWORD_HASH));
    }

    @BeforeAll
    static void generate() throws GeneralSecurityException {
        var made = new Browser().post("probe/hits?times=" + (PICTURES ? 12 : 1));
        assertEquals(200, made.statusCode(), made::body);
        var hits = NumberFormat.getIntegerInstance(Locale.ENGLISH).format(Long.parseLong(made.body()));
        Await.must(
                "All hits in the database",
                Duration.ofMinutes(PICTURES ? 8 : 2),
                () -> new Browser().get(STATS).body().contains(hits + " stored"));
        Await.must(
                "Lists of the days added up",
                Duration.ofMinutes(1),
                () -> new Browser().get(STATS).body().contains("<a class=\"row\""));
        try (var chromium = new Chromium("en", true)) {
            PAGES.add(share(chromium));
        }
        PAGES.add(STATS + "/mail/" + signature());
    }

    /** A new link, with which somebody sees the numbers who does not otherwise. */
    private static String share(Chromium chromium) {
        chromium.visit(STATS + "/shares");
        chromium.only("button[value=add]").click();
        chromium.awaitVisible(".warning a");
        return chromium.only(".warning a").getDomProperty("href").replaceFirst(".*/sidetrack-demo/", "");
    }

    /** What stands for the reader in a mail's link, made of the key that the first look at such a page has made. */
    private static String signature() throws GeneralSecurityException {
        new Browser().get(STATS + "/mail/nobody");
        var query = "select content from browsed.setting where name = 'mail-key'";
        var key = new Browser()
                .get("probe/database?source=" + StoreIT.SOURCE + "&query="
                        + URLEncoder.encode(query, StandardCharsets.UTF_8))
                .body();
        var mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(Base64.getDecoder().decode(key), mac.getAlgorithm()));
        var signed = mac.doFinal(("mail " + READER).getBytes(StandardCharsets.UTF_8));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(signed);
    }

    @Test
    void page_withoutScripts_isWholeAndLeadsOn() {
        try (var chromium = new Chromium("en", false)) {
            assertFalse(chromium.runsScripts());
            chromium.visit(STATS);
            assertEquals(6, chromium.visible("a.kpi").size());
            assertEquals(1, chromium.visible("#chart svg path.ln").size());
            assertEquals(8, chromium.visible("section.panel").size());
            chromium.only("details.astable summary").click();
            assertEquals(28, chromium.visible("details.astable tbody tr").size());

            chromium.only("#pages a.row").click();
            chromium.awaitVisible(".chip");
            assertTrue(chromium.address().contains("f=page:is:"), chromium.address());

            chromium.only(".chips summary.add").click();
            chromium.only(".chips input[name=fv]").sendKeys("/cart");
            chromium.only(".chips .sheet button").click();
            chromium.awaitVisible(".chip ~ .chip");

            chromium.visit(STATS + "/page");
            chromium.only("input[name=search]").sendKeys("journal", Keys.ENTER);
            chromium.awaitGone("table.list tbody tr:nth-child(3)");
            assertEquals(2, chromium.visible("table.list tbody tr").size());
            chromium.visit(STATS);
            chromium.screenshot("stats-without-scripts");
        }
    }

    @Test
    void page_byKeyboardAlone_isRead() {
        try (var chromium = new Chromium("en", true)) {
            chromium.visit(STATS);
            chromium.tabTo("a.skip", 1);
            chromium.press(Keys.ENTER);
            chromium.tabTo("#chart", 10);
            chromium.press(Keys.ARROW_RIGHT);
            chromium.awaitVisible("#tip");
            var first = chromium.text("#tip");
            chromium.press(Keys.ARROW_RIGHT);
            assertNotEquals(first, chromium.text("#tip"));
            chromium.press(Keys.ESCAPE);
            chromium.awaitGone("#tip");

            chromium.tabTo("#pages a.row", 12);
            chromium.press(Keys.ENTER);
            chromium.awaitVisible(".chip");
            chromium.visit(chromium.address().replaceFirst(".*/sidetrack-demo/", ""));
            chromium.tabTo(".chip a", 20);
            chromium.press(Keys.ENTER);
            chromium.awaitGone(".chip");
            assertFalse(chromium.address().contains("f="), chromium.address());
        }
    }

    /** Once a minute, and its numbers may be others. */
    @Test
    void page_thatRenewsItself_leavesTheFocusOnItsLink() {
        try (var chromium = new Chromium("en", true)) {
            chromium.runFirst("window.setInterval = renew => { window.renew = renew; };");
            chromium.visit(STATS);
            assertEquals(List.of(), chromium.told("""
                    const tell = arguments[0], lost = [], links = () => [...document.querySelectorAll('main a')];
                    (async () => {
                        for (let i = 0; i < links().length; i++) {
                            const link = links()[i];
                            link.focus();
                            if (document.activeElement !== link) continue;
                            link.append('1');
                            window.renew();
                            while (link.isConnected) await new Promise(goOn => setTimeout(goOn, 10));
                            if (document.activeElement !== links()[i]) lost.push(link.getAttribute('href'));
                        }
                        tell(lost);
                    })();"""));
        }
    }

    @Test
    void pages_all_breakNoPolicyAndScrollNowhereSideways() {
        try (var chromium = new Chromium("en", true)) {
            chromium.runFirst(LISTEN);
            for (var page : PAGES) {
                chromium.screen(320, 800, "light");
                chromium.visit(page);
                assertTrue(chromium.scrollWidth() <= 320, page + " is " + chromium.scrollWidth() + " pixels wide");
                assertEquals(List.of(), chromium.violations(), page);
            }
            // What would be told is told.
            chromium.run("document.body.setAttribute('style', 'color: red')");
            assertEquals(1, chromium.violations().size());
        }
    }

    /** What is shown breaks no policy, scrolls nowhere sideways on a phone and can be read by everybody. */
    static void assertSound(Chromium chromium, String page) {
        for (var colours : List.of("light", "dark")) {
            for (var width : List.of(320, 400, 1280)) {
                chromium.screen(width, 900, colours);
                assertTrue(chromium.scrollWidth() <= width, page + " is " + chromium.scrollWidth() + " pixels wide");
                assertEquals(List.of(), chromium.accessibilityProblems(), page + " " + width + " " + colours);
            }
        }
        assertEquals(List.of(), chromium.violations(), page);
    }

    @Test
    void pages_onAnyScreenInLightAndDark_haveNoProblemOfAccessibility() {
        try (var chromium = new Chromium("en", true)) {
            for (var colours : List.of("light", "dark")) {
                for (var width : List.of(1280, 400)) {
                    chromium.screen(width, 900, colours);
                    for (var page : PAGES) {
                        chromium.visit(page);
                        assertEquals(List.of(), chromium.accessibilityProblems(), page + " " + width + " " + colours);
                    }
                    chromium.visit(STATS);
                    chromium.wholePage("stats-" + width + "-" + colours);
                }
            }
            chromium.screen(1280, 960, "light");
            chromium.visit(STATS);
            chromium.screenshot("stats");
            if (PICTURES) {
                chromium.picture("stats");
            }
        }
    }

    @Test
    @EnabledIfSystemProperty(named = "arquillian.launch", matches = "payara", disabledReason = "one server shows it")
    void pages_inFirefox_workAndBreakNoPolicy() {
        try (var firefox = new Firefox()) {
            firefox.runFirst(LISTEN);
            for (var page : PAGES) {
                firefox.visit(page);
                assertEquals("", firefox.value("(window.violations || []).join()"), page);
                assertEquals(true, firefox.value("document.documentElement.scrollWidth <= window.innerWidth"), page);
            }
            firefox.visit(STATS);
            assertEquals(6d, number(firefox.value("document.querySelectorAll('a.kpi').length")));
            assertEquals(false, firefox.value("""
                            const chart = document.querySelector('#chart');
                            chart.focus();
                            chart.dispatchEvent(new KeyboardEvent('keydown', {key: 'ArrowRight', bubbles: true}));
                            document.querySelector('#tip').hidden"""));
            // What would be told is told.
            firefox.value("document.body.setAttribute('style', 'color: red')");
            assertNotEquals("", firefox.value("(window.violations || []).join()"));
        }
    }

    @Test
    void page_printed_takesOneSheetOfA4() {
        try (var chromium = new Chromium("en", true)) {
            for (var view : List.of(
                    "?period=12mo&pages=rising&sources=campaign&goals=revenue&time=trend&places=language",
                    "?goals=funnel&step=/&step=/cart&f=page:contains:/&f=country:not:Atlantis&compare=off",
                    "?period=today",
                    "")) {
                chromium.visit(STATS + view);
                assertEquals(1, chromium.sheetsOfA4("stats-printed"), view);
            }
        }
    }

    @Test
    void filters_clickedOnAndOff_leaveTheNumbersOfTheApi() {
        try (var chromium = new Chromium("en", true)) {
            var page = new StatsPage(chromium);
            chromium.visit(STATS);
            var all = page.assertNumbersOfTheApi();

            page.click("#pages li:nth-child(2) a.row");
            var some = page.assertNumbersOfTheApi();
            page.assertComparedWith(0);
            assertTrue(0 < some && some < all, some + " of " + all);

            chromium.only(".chip a").click();
            chromium.awaitGone(".chip");
            assertEquals(all, page.assertNumbersOfTheApi());

            filter(page, "page", "not", "/cart");
            var without = page.assertNumbersOfTheApi();
            assertTrue(without < all, without + " of " + all);
            filter(page, "referrer", "contains", "google");
            assertEquals(2, chromium.visible(".chip").size());
            var fewest = page.assertNumbersOfTheApi();
            page.assertComparedWith(0);
            assertTrue(0 < fewest && fewest < without, fewest + " of " + without);

            page.click(".chip a");
            assertFalse(chromium.text(".chips").contains("/cart"), chromium.text(".chips"));
            page.assertNumbersOfTheApi();
        }
    }

    private static void filter(StatsPage page, String dimension, String match, String value) {
        var chromium = page.chromium();
        chromium.only(".chips summary.add").click();
        new Select(chromium.only(".chips select[name=fd]")).selectByValue(dimension);
        new Select(chromium.only(".chips select[name=fm]")).selectByValue(match);
        chromium.only(".chips input[name=fv]").sendKeys(value);
        page.click(".chips .sheet button");
        assertTrue(chromium.address().contains("f=" + dimension + ":" + match + ":"), chromium.address());
    }

    @Test
    void periods_clicked_showTheirDaysAndWhatIsBefore() {
        try (var chromium = new Chromium("en", true)) {
            var page = new StatsPage(chromium);
            chromium.visit(STATS);
            page.assertComparedWith(0);
            for (var days : List.of(1, 7, 364, 28)) {
                page.click(".seg a:nth-child(" + (List.of(1, 7, 28, 364).indexOf(days) + 1) + ")");
                assertEquals(days - 1, ChronoUnit.DAYS.between(page.from(), page.to()));
                page.assertNumbersOfTheApi();
            }

            page.openAndClick(".menu summary", ".menu a[href*='compare=year']");
            page.assertComparedWith(52);
            page.click("a.cmp");
            assertEquals(List.of(), chromium.attributes("a.kpi .d", "title"));
            assertEquals(0, chromium.visible("#chart path.pv").size());
            page.click("a.cmp");
            page.assertComparedWith(0);

            var from = page.to().minusDays(20);
            chromium.only(".bar details.pop:not(.menu) summary").click();
            chromium.run("document.querySelector('input[name=from]').value = '%s';".formatted(from)
                    + "document.querySelector('input[name=to]').value = '%s'".formatted(from.plusDays(9)));
            page.click(".bar .sheet button.primary");
            assertEquals(List.of(from, from.plusDays(9)), List.of(page.from(), page.to()));
            page.assertNumbersOfTheApi();
            page.assertComparedWith(2);
        }
    }

    @Test
    void link_toShare_opensForStrangersUntilItIsTakenBack() {
        var stranger = new Browser().with("X-Forwarded-For", "192.0.2.1");
        assertEquals(303, stranger.get(STATS).statusCode());
        try (var chromium = new Chromium("en", true)) {
            var link = share(chromium);
            var links = chromium.count("button[value=revoke]");

            var shown = stranger.get(link);
            assertEquals(200, shown.statusCode());
            assertTrue(shown.body().contains("/products/harbour-lamp"), shown::body);
            assertEquals(404, stranger.get(link + "/live").statusCode());
            assertEquals(List.of(), Browser.setCookies(shown));

            chromium.only("button[value=revoke]").click();
            Await.must(
                    "One link fewer",
                    Duration.ofSeconds(10),
                    () -> chromium.count("button[value=revoke]") == links - 1);
            assertEquals(404, stranger.get(link).statusCode());
        }
    }

    private static double number(Object value) {
        return ((Number) value).doubleValue();
    }
}
