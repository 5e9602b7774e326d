// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.pages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sidetrack.HitOutcomes;
import dev.sidetrack.HitOutcomes.State;
import dev.sidetrack.SampleHits;
import dev.sidetrack.config.SettingsOf;
import dev.sidetrack.stats.Deliveries;
import dev.sidetrack.stats.Filter;
import dev.sidetrack.stats.Slice;
import dev.sidetrack.stats.StatsException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What people read: the page, its lists, CSV and the live hits. */
class SiteTest {

    private static final List<String> HOSTILE = List.of(
            "<script>alert(1)</script>",
            "\"><img src=x onerror=alert(1)>",
            "javascript:alert(1)",
            "\u202Egpj.exe",
            "'=1+1",
            "</title><svg onload=alert(1)>",
            "x".repeat(2_000));

    private final FakeStats stats = new FakeStats();
    private final HitOutcomes outcomes = new HitOutcomes();
    private final PagesTest.Ticking clock = new PagesTest.Ticking();
    private Pages pages;

    @Test
    void page_ofFourWeeks_isWholeWithoutScripts() throws IOException {
        var page = text("", null);
        assertThat(page)
                .startsWith("<!doctype html>")
                .contains(
                        "<html lang=\"en\">",
                        "Visitors",
                        "Oct 25 – Nov 21",
                        "2.4.0 deployed",
                        "The chart as a table",
                        "order-placed",
                        "United States",
                        "/products/smart-max-30",
                        "10,000,000 stored · 0 waiting · 0 rejected");
        assertThat(page).doesNotContain("<style", " style=\"", "onclick", "http://", "https://");
    }

    @Test
    void page_withAFileOfCountries_namesWhoMadeIt() throws IOException {
        var settings = SettingsOf.map(Map.of(
                "sidetrack.stats.open-on-loopback",
                "true",
                "sidetrack.countries",
                "src/test/resources/countries/GeoLite2-City-Test.mmdb"));
        pages = SamplePages.of(settings, stats, outcomes, clock);

        assertThat(text("", null))
                .contains("href=\"https://www.maxmind.com\" rel=\"noreferrer\"", "GeoLite Data created by MaxMind");
    }

    @Test
    void page_inGerman_writesNumbersAndDaysSo() throws IOException {
        var page = ask("", "from=2026-11-01&to=2026-11-01", "de-DE,de;q=0.9").text();
        assertThat(page).contains("<html lang=\"de\">", "10.000.000", "1. Nov.", "Vereinigte Staaten");
    }

    @Test
    void page_withAFilter_asksForItAndCanTakeItAway() throws IOException {
        var page = text("", "period=7d&f=page:is:/cart");
        assertThat(stats.asked).allMatch(query -> query.filters().equals(List.of(Filter.parse("page:is:/cart"))));
        assertThat(page).contains("Page is /cart").contains("href=\"?period=7d\"");
    }

    @Test
    void filter_fromTheForm_becomesOneOfTheAddress() throws IOException {
        var answer = ask("", "period=7d&fd=referrer&fm=contains&fv=goo%26gle", null);
        assertThat(answer.status).isEqualTo(303);
        assertThat(answer.answerHeader("Location"))
                .isEqualTo("/shop/sidetrack/stats?period=7d&f=referrer:contains:goo%26gle");
    }

    @ParameterizedTest
    @CsvSource({
        "pages, rising, /sale",
        "goals, revenue, 201.3k",
        "goals, funnel, funnel",
        "time, trend, <path class=\"ln\"",
        "places, language, German",
        "devices, device, Phone",
        "sources, channel, AI assistants"
    })
    void panel_onAnotherTab_showsIt(String part, String tab, String text) throws IOException {
        assertThat(text("", part + "=" + tab)).contains(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "pages=nothing",
                "metric=x",
                "period=y",
                "step=a:b&step=c:d&goals=funnel",
                "step=/1&step=/2&step=/3&step=/4&step=/5&step=/6&step=/7&goals=funnel",
                "step=/&step=%00&goals=funnel",
                "to=-999999999-01-01",
                "to=3000-01-01",
                "site=%00",
                "exact=maybe"
            })
    void page_ofAWrongAddress_saysWhichParameter(String query) throws IOException {
        var answer = ask("", query, null);
        assertThat(answer.status).isEqualTo(400);
        assertThat(answer.text()).contains(query.substring(0, query.indexOf('=')) + ": ");
    }

    @Test
    void list_ofAllPages_searchesAndTurnsPages() throws IOException {
        var page = text("/page", "search=products&offset=2&period=7d");
        assertThat(stats.slices).contains(new Slice("products", 2, 100));
        assertThat(page).contains("offset=102\" rel=\"next\"", "offset=0\" rel=\"prev\"", "3,596");
        assertThat(ask("/nothing", null, null).status).isEqualTo(404);
    }

    @Test
    void everything_ofHostileTexts_isInert() throws IOException {
        stats.hostile = HOSTILE;
        text("/live", null);
        for (var state : State.values()) {
            outcomes.made(SampleHits.event());
            outcomes.settled("matomo", SampleHits.event(), state, String.join(" ", HOSTILE));
        }
        for (var address : List.of(
                "",
                "?pages=rising&goals=revenue",
                "?pages=entry&goals=funnel&step=%3Cscript%3Ealert(3)&step=event:%3Cimg%20src",
                "?f=page:is:%3Cscript%3Ealert(3)&f=event:not:%3Csvg%20onload",
                "/page",
                "/event",
                "/referrer",
                "/campaign",
                "/rising",
                "/server-time",
                "/live",
                "/live?path=%3Cscript%3Ealert(3)",
                "/notes")) {
            var parts = address.split("[?]");
            var query = parts.length > 1 ? parts[1] : "search=%3Cscript%3Ealert(2)";
            assertThat(text(parts[0], query))
                    .as(address)
                    .doesNotContain("<script>alert", "<img src", "<svg onload", "href=\"javascript", "\u202E")
                    .doesNotContain("x".repeat(400) + "<");
        }
    }

    @Test
    void csv_ofHostileTexts_holdsNoFormula() throws IOException {
        stats.hostile = List.of("=cmd|'/C calc'!A0", "+1", "-1", "@SUM(A1)", "\tx", "a,\"b\"\nc");
        assertThat(text("/page.csv", null))
                .startsWith("page,visits,views,events,value\r\n'=cmd|'/C calc'!A0,99100,")
                .contains("\r\n'+1,", "\r\n'-1,", "\r\n'@SUM(A1),", "\r\n'\tx,", "\r\n\"a,\"\"b\"\"\nc\",");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "page",
                "entry",
                "referrer",
                "channel",
                "event",
                "country",
                "browser",
                "totals",
                "series",
                "rising",
                "goals",
                "server-time",
                "hours"
            })
    void csv_ofEachPanel_isThere(String name) throws IOException {
        var answer = ask("/" + name + ".csv", "from=2026-11-01&to=2026-11-02", null);
        assertThat(answer.status).isEqualTo(200);
        assertThat(answer.answerHeader("Content-Type")).isEqualTo("text/csv;charset=UTF-8");
        assertThat(answer.answerHeader("Content-Disposition")).isEqualTo("attachment; filename=\"" + name + ".csv\"");
        assertThat(answer.text().lines().count()).isGreaterThan(1);
    }

    @Test
    void csv_ofManyValues_isAskedForInParts() throws IOException {
        text("/page.csv", "offset=10000");
        assertThat(stats.slices).contains(new Slice(null, 10_000, 10_000));
        assertThat(text("/rising.csv", "offset=1")).startsWith("value,visits,before\r\n/sale,3000,2500\r\n");
        assertThat(ask("/page.csv", "offset=x", null).status).isEqualTo(400);
    }

    @Test
    void delivery_ofLostOrRejectedHits_saysSo() throws IOException {
        assertThat(text("", null)).contains("Every hit accounted for");
        stats.deliveries = new Deliveries(10, 3, 2, 0);
        assertThat(text("", null)).contains("Some hits were rejected", "10 stored · 3 waiting · 2 rejected<");
        stats.deliveries = new Deliveries(10, 3, 0, 7);
        assertThat(text("", null)).contains("Some hits were lost", "0 rejected · 7 lost");
    }

    @Test
    void panels_withMoreThanTheyShow_leadToAll() throws IOException {
        assertThat(text("", "pages=rising&period=7d"))
                .contains("/stats/rising?pages=rising&amp;period=7d\">All 122 →", "/stats/server-time?", "All 12 →");
        assertThat(stats.mostAskedFor).isLessThan(10);
        assertThat(text("/rising", null)).contains("/sale", "+500", "1–100 / 122", "offset=100\" rel=\"next\"");
        assertThat(text("/rising", "offset=100"))
                .contains("101–122 / 122", "rel=\"prev\"")
                .doesNotContain("/sale");
        assertThat(text("/rising", "search=SALE")).contains("1–1 / 1", "/sale");
        assertThat(text("/server-time", null)).contains("95th percentile", "69 ms", "1–12 / 12");
    }

    @Test
    void serverTime_ofAFilteredView_saysThatFiltersDoNotApply() throws IOException {
        assertThat(text("", "f=page:is:/cart")).contains("Filters do not apply here", "/stats/server-time.csv\"");
        assertThat(text("", "f=page:is:/cart&time=trend"))
                .contains("Filters do not apply here", "/stats/series.csv?time=trend\"");
        assertThat(text("/server-time", "f=page:is:/cart")).contains("Filters do not apply here");
        assertThat(text("", null)).doesNotContain("Filters do not apply here");
    }

    @Test
    void funnel_ofSteps_filtersByAClickOnOne() throws IOException {
        assertThat(text("", "goals=funnel&step=/cart&step=order-placed"))
                .contains("&amp;f=page:is:/cart\" data-view", "&amp;f=event:is:order-placed\" data-view");
    }

    @Test
    void comparison_withATimeBeforeAllDays_isNone() throws IOException {
        var page = text("", "from=2000-01-01&to=2000-01-02");
        assertThat(page).contains("Jan 1 – Jan 2").doesNotContain("compared with");
        assertThat(ask("/rising.csv", "from=2000-01-01&to=2000-01-02", null).status)
                .isEqualTo(200);
    }

    @Test
    void problem_ofAPage_isSaidInTheReadersLanguage() throws IOException {
        assertThat(ask("", "period=y", "de").text()).contains("Diese Adresse ist nicht gültig.", "period: ");
        assertThat(ask("/nothing", null, "sv").text()).contains("Här finns inget.");
    }

    @Test
    void live_ofAHitThatIsMadeWhileSomebodyLooks_tellsItsFate() throws IOException {
        outcomes.made(SampleHits.event());
        assertThat(text("/live", null)).as("made before anybody looked").doesNotContain("order-placed");
        outcomes.made(SampleHits.event());
        outcomes.settled("log", SampleHits.event(), State.ACCEPTED, null);
        outcomes.settled("matomo", SampleHits.event(), State.REJECTED, "no such <site>");
        assertThat(text("/live", null)).contains("order-placed", "accepted", "matomo: no such &lt;site&gt;");
        var events = ask("/live/events", "event=order", null);
        assertThat(events.answerHeader("Content-Type")).startsWith("text/event-stream");
        assertThat(events.text())
                .startsWith("retry: 1000\ndata: \"")
                .endsWith("\n\n")
                .contains("order-placed");
        assertThat(text("/live", "event=nothing")).doesNotContain("matomo");
    }

    @Test
    void csv_ofAFunnel_hasItsSteps() throws IOException {
        var steps = "goals=funnel&step=/cart&step=order-placed";
        assertThat(text("", steps)).contains("/stats/funnel.csv?goals=funnel&amp;step=/cart&amp;step=order-placed");
        assertThat(text("/funnel.csv", steps)).startsWith("step,visits\r\n/cart,");
        assertThat(ask("/funnel.csv", "step=/cart", null).status).isEqualTo(400);
        assertThat(text("", "time=trend")).contains("/stats/series.csv?time=trend");
    }

    @Test
    void live_ofAHit_namesWhatPrivacyLeftOut() throws IOException {
        text("/live", null);
        outcomes.leftOut(SampleHits.event().id(), () -> List.of("address (shortened)", "query (<b>, \u202Eq)"));
        outcomes.made(SampleHits.event());
        assertThat(text("/live", null))
                .contains("left out for privacy: address (shortened), query (&lt;b&gt;, \uFFFDq)");
        assertThat(text("/api/live", null)).contains("\"leftOut\":[\"address (shortened)\",");
    }

    @ParameterizedTest
    @CsvSource({"FILTERED, filtered", "DEAD, dead", "WAITING, waiting"})
    void live_ofAHitThatNobodyWillSee_tellsWhy(State state, String word) throws IOException {
        text("/live", null);
        outcomes.made(SampleHits.event());
        outcomes.settled("umami", SampleHits.event(), state, "it takes no robots");
        assertThat(text("/live", null))
                .contains("class=\"fate " + word + "\"", "<b>" + word + "</b>", "umami: it takes no robots");
        assertThat(text("/api/live", null)).contains("\"fate\":\"" + word + "\",\"reason\":\"it takes no robots\"");
    }

    @Test
    void live_whileTheDatabaseIsAway_isThereAndSaysWhy() throws IOException {
        stats.failure = new StatsException(StatsException.Reason.UNAVAILABLE, "the database is unreachable", null);
        text("/api/live", null);
        outcomes.made(SampleHits.event());
        outcomes.settled("own", SampleHits.event(), State.WAITING, "the database is unreachable");
        assertThat(text("/api/live", null)).contains("\"reason\":\"the database is unreachable\"");
        assertThat(text("/live", null)).contains("own: the database is unreachable");
        assertThat(ask("", null, null).status).isEqualTo(503);
    }

    @Test
    void live_afterNobodyHasLookedForLong_forgets() throws IOException {
        text("/live", null);
        assertThat(outcomes.isWatched()).isTrue();
        clock.pass(Duration.ofMinutes(11));
        outcomes.made(SampleHits.event());
        assertThat(outcomes.isWatched()).isFalse();
    }

    @Test
    void page_withoutADatabase_saysHowToGetOneAndStillShowsLive() throws IOException {
        stats.available = false;
        assertThat(text("", null)).contains("sidetrack.providers=log,database", "/stats/live");
        assertThat(ask("/live", null, null).status).isEqualTo(200);
    }

    private String text(String path, String query) throws IOException {
        return ask(path, query, null).text();
    }

    private Asked ask(String path, String query, String languages) throws IOException {
        pages = pages == null
                ? SamplePages.of(SettingsOf.one("sidetrack.stats.open-on-loopback", "true"), stats, outcomes, clock)
                : pages;
        var asked = new Asked(path).locally().query(query);
        return (languages == null ? asked : asked.header("Accept-Language", languages)).of(pages);
    }
}
