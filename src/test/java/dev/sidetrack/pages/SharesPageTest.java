// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.pages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sidetrack.HitOutcomes;
import dev.sidetrack.config.SettingsOf;
import dev.sidetrack.stats.Share;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Links that owners make, and what those see who have one. */
class SharesPageTest {

    private static final String BASE = "/shop/sidetrack/stats";

    private final PagesTest.Ticking clock = new PagesTest.Ticking();
    private final Sharing stats = new Sharing();
    private Pages pages;

    @BeforeEach
    void start() throws IOException {
        pages = SamplePages.of(
                SettingsOf.one("sidetrack.stats.open-on-loopback", "true"), stats, new HitOutcomes(), clock);
    }

    @Test
    void link_madeByTheOwner_showsOneSiteToAnybody() throws IOException {
        var link = link("blog", "7");
        assertThat(stats.shares()).singleElement().satisfies(share -> {
            assertThat(share.hash()).hasSize(64).isNotEqualTo(token(link));
            assertThat(share.until()).isEqualTo(clock.instant().plus(Duration.ofDays(7)));
        });
        stats.asked.clear();
        var page = new Asked(link).query("site=docs&period=7d").of(pages);
        assertThat(page.status).isEqualTo(200);
        assertThat(stats.asked).isNotEmpty().allMatch(query -> "blog".equals(query.site()));
        assertThat(page.text())
                .contains("href=\"" + BASE + link + "/page?", "<option selected>blog</option>")
                .doesNotContain(
                        ">docs<", "/live\"", "/dead-letters", "/notes", "/shares", "stored ·", "name=\"token\"");
        assertThat(page.cookiesSet).isEmpty();
        assertThat(page.answerHeader("X-Robots-Tag")).isEqualTo("noindex, nofollow");
        assertThat(new Asked(link + "/page").of(pages).text()).contains("/cart");
        assertThat(new Asked(link + "/page.csv").of(pages).status).isEqualTo(200);
        assertThat(page.text()).contains(BASE + link + "/static/stats-");
        assertThat(new Asked(link + page.text().replaceAll("(?s).*(/static/stats-\\w+\\.css)\".*", "$1"))
                        .of(pages)
                        .status)
                .isEqualTo(200);
    }

    @Test
    void link_only_mayBeEmbedded() throws IOException {
        assertThat(new Asked(link("", "7")).of(pages).answerHeader("Content-Security-Policy"))
                .endsWith("frame-ancestors *");
        assertThat(new Asked("").locally().of(pages).answerHeader("Content-Security-Policy"))
                .endsWith("frame-ancestors 'none'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/live", "/live/events", "/dead-letters", "/notes", "/shares", "/api/totals", "/login"})
    void link_toWhatOnlyOwnersSee_leadsNowhere(String path) throws IOException {
        assertThat(new Asked(link("blog", "7") + path).of(pages).status).isEqualTo(404);
    }

    @Test
    void link_takenBack_isNotThere() throws IOException {
        var link = link("blog", "7");
        var hash = stats.shares().get(0).hash();
        assertThat(post("revoke").post("hash", hash).of(pages).status).isEqualTo(303);
        assertThat(new Asked(link).of(pages).status).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/share", "/share/", "/share/x", "/share//page"})
    void link_thatIsNone_isNotThere(String path) throws IOException {
        link("blog", "7");
        assertThat(new Asked(path).of(pages).status).isEqualTo(404);
        assertThat(new Asked("/share/" + stats.shares().get(0).hash()).of(pages).status)
                .as("of the hash that is kept")
                .isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource({"unknown, 7, site", "blog, 0, days", "blog, 367, days", "blog, x, days"})
    void add_ofSomethingWrong_saysWhichParameter(String site, String days, String parameter) throws IOException {
        var answer = post("add").post("site", site).post("days", days).of(pages);
        assertThat(answer.status).isEqualTo(400);
        assertThat(answer.text()).contains(parameter + ": ");
        assertThat(stats.shares()).isEmpty();
    }

    @Test
    void post_withoutATokenOfOurs_changesNothing() throws IOException {
        assertThat(new Asked("/shares")
                        .locally()
                        .post("action", "add")
                        .post("site", "blog")
                        .post("days", "7")
                        .of(pages)
                        .status)
                .isEqualTo(403);
        assertThat(stats.shares()).isEmpty();
    }

    private String link(String site, String days) throws IOException {
        var page = post("add").post("site", site).post("days", days).of(pages);
        assertThat(page.status).isEqualTo(200);
        return page.text().replaceAll("(?s).*href=\"" + BASE + "(/share/[A-Za-z0-9_-]{32})\".*", "$1");
    }

    private static String token(String link) {
        return link.substring("/share/".length());
    }

    private Asked post(String action) throws IOException {
        var token = new Asked("/shares")
                .locally()
                .of(pages)
                .text()
                .replaceAll("(?s).*?name=\"token\" value=\"([^\"]+)\".*", "$1");
        return new Asked("/shares").locally().post("action", action).post("token", token);
    }

    private final class Sharing extends FakeStats {

        private final Map<String, Share> kept = new LinkedHashMap<>();

        @Override
        public Share addShare(String hash, String site, Instant until) {
            return kept.computeIfAbsent(hash, any -> new Share(hash, site, clock.instant(), until));
        }

        @Override
        public List<Share> shares() {
            return List.copyOf(kept.values());
        }

        @Override
        public Share share(String hash) {
            return kept.get(hash);
        }

        @Override
        public void removeShare(String hash) {
            kept.remove(hash);
        }
    }
}
