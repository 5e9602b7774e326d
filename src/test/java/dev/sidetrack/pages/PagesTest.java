// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.pages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.sidetrack.HitOutcomes;
import dev.sidetrack.LogLines;
import dev.sidetrack.config.ConfigurationException;
import dev.sidetrack.config.Keys;
import dev.sidetrack.config.SettingsOf;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may look, and how the pages answer whom. */
class PagesTest {

    /** Of the password "sesame", with few rounds so that tests are quick. */
    private static final String HASH = "PBKDF2WithHmacSHA256:2048:AAECAwQFBgcICQoLDA0ODw==:";

    private static final String TOKEN = "sidetrack-token-1";

    private final Ticking clock = new Ticking();
    private final FakeStats stats = new FakeStats();

    @Test
    void pages_withoutAnyKey_areNotThere() throws IOException {
        assertThat(pages(Map.of()).serves("/stats")).isFalse();
        assertThat(pages(Map.of()).serves("/stats/api/totals")).isFalse();
        assertThat(pages(Map.of("sidetrack.stats.open-on-loopback", "true")).serves("/stats"))
                .isTrue();
        assertThat(pages(Map.of("sidetrack.stats.open-on-loopback", "true")).serves("/statistics"))
                .isFalse();
    }

    @Test
    void loopback_atTheMachineItself_opens() throws IOException {
        assertThat(new Asked("").locally().of(open()).status).isEqualTo(200);
        assertThat(new Asked("").locally().host("[::1]").of(open()).status).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Real-IP", "Via"})
    void loopback_behindAProxy_isClosed(String header) throws IOException {
        assertThat(new Asked("").locally().header(header, "x").of(open()).status)
                .isEqualTo(404);
    }

    @Test
    void loopback_fromElsewhereOrByAnotherName_isClosed() throws IOException {
        assertThat(new Asked("").of(open()).status).isEqualTo(404);
        assertThat(new Asked("").locally().host("rebound.example").of(open()).status)
                .isEqualTo(404);
        assertThat(new Asked("").host("localhost").of(open()).status).isEqualTo(404);
        assertThat(new Asked("/api/totals").of(open()).status).isEqualTo(401);
        assertThat(new Asked("/page.csv").of(open()).status).isEqualTo(404);
    }

    @Test
    void roles_ofTheApplicationsLogin_openForThoseWhoHaveOne() throws IOException {
        var pages = pages(Map.of("sidetrack.stats.roles", "owner, marketing"));
        assertThat(new Asked("").user("ada", "marketing").of(pages).status).isEqualTo(200);
        assertThat(new Asked("").user("bob", "customer").of(pages).status).isEqualTo(404);
        assertThat(new Asked("").of(pages).status).isEqualTo(404);
        assertThat(stats.asked).as("questions for those who may look").isNotEmpty();
    }

    @Test
    void roles_serverCannotAskForALogin_isToldOnce() throws IOException {
        var pages = pages(Map.of("sidetrack.stats.roles", "owner"));
        try (var log = LogLines.of("dev.sidetrack.pages")) {
            assertThat(new Asked("").withoutLogin().of(pages).status).isEqualTo(404);
            assertThat(new Asked("").withoutLogin().of(pages).status).isEqualTo(404);
            assertThat(log.lines())
                    .singleElement()
                    .asString()
                    .startsWith("WARNING The server cannot ask visitors of the statistics pages to log in")
                    .contains("no?login", "sidetrack.stats.roles", "security-constraint");
        }
    }

    @Test
    void password_unknown_leadsToTheForm() throws Exception {
        var asked = new Asked("/page").query("period=7d").of(withPassword());
        assertThat(asked.status).isEqualTo(303);
        assertThat(asked.answerHeader("Location")).isEqualTo("/shop/sidetrack/stats/login?next=%2Fpage%3Fperiod%3D7d");
        var form = new Asked("/login").query("next=%2Fpage%3Fperiod%3D7d").of(withPassword());
        assertThat(form.status).isEqualTo(200);
        assertThat(form.text())
                .contains("type=\"password\"", "action=\"/shop/sidetrack/stats/login?next=%2Fpage%3Fperiod%3D7d\"");
    }

    @Test
    void password_right_setsASignedCookieThatOpens() throws Exception {
        var pages = withPassword();
        var login = new Asked("/login")
                .query("next=%2Fpage%3Fperiod%3D7d")
                .post("password", "sesame")
                .of(pages);
        assertThat(login.status).isEqualTo(303);
        assertThat(login.answerHeader("Location")).isEqualTo("/shop/sidetrack/stats/page?period=7d");
        assertThat(login.cookiesSet)
                .singleElement()
                .asString()
                .startsWith("__Host-sidetrack-stats=")
                .contains("; Path=/;", "Secure", "HttpOnly", "SameSite=Strict")
                .doesNotContain("Domain");
        var cookie = login.cookiesSet.get(0);
        assertThat(new Asked("").cookie(cookie).of(pages).status).isEqualTo(200);
        assertThat(new Asked("").cookie(cookie.replace("=", "=1")).of(pages).status)
                .as("forged")
                .isEqualTo(303);
        assertThat(new Asked("").cookie(cookie).of(withPassword()).status)
                .as("of another start")
                .isEqualTo(303);
        clock.pass(Duration.ofHours(12));
        assertThat(new Asked("").cookie(cookie).of(pages).status).as("too old").isEqualTo(303);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"//evil.example", "https://evil.example", "/\\evil.example", "@evil.example", "/../../admin"})
    void password_rightWithAnAddressElsewhere_staysHere(String next) throws Exception {
        var login = new Asked("/login")
                .query("next=" + java.net.URLEncoder.encode(next, "UTF-8"))
                .post("password", "sesame")
                .of(withPassword());
        assertThat(login.answerHeader("Location")).startsWith("/shop/sidetrack/stats");
    }

    @Test
    void password_rightWithAVeryLongAddress_leadsToThePage() throws Exception {
        var login = new Asked("/login")
                .query("next=" + "/a".repeat(19_000))
                .post("password", "sesame")
                .of(withPassword());
        assertThat(login.answerHeader("Location")).isEqualTo("/shop/sidetrack/stats");
    }

    @Test
    void password_guessedOften_locksTheGuesserOutAndNobodyElse() throws Exception {
        var pages = withPassword();
        for (var i = 0; i < 5; i++) {
            assertThat(guess(pages, "192.0.2.9", "wrong").status).isEqualTo(403);
        }
        for (var i = 0; i < 10_000; i++) {
            assertThat(guess(pages, "192.0.2.9", "wrong " + i).status).isEqualTo(429);
        }
        assertThat(guess(pages, "192.0.2.9", "sesame").status)
                .as("right, but too late")
                .isEqualTo(429);
        assertThat(guess(pages, "192.0.2.8", "sesame").status)
                .as("somebody else")
                .isEqualTo(303);
        clock.pass(Duration.ofSeconds(61));
        assertThat(guess(pages, "192.0.2.9", "sesame").status)
                .as("a minute later")
                .isEqualTo(303);
    }

    @Test
    void password_fromAnotherSitesForm_isNotLookedAt() throws Exception {
        assertThat(new Asked("/login").foreign().post("password", "sesame").of(withPassword()).status)
                .isEqualTo(403);
    }

    @Test
    void passwordHash_madeByTheCommand_isOneThatTheKeyTakes() throws Exception {
        var hash = PasswordHash.make("open sesame".toCharArray(), 2_048);
        assertThat(SettingsOf.one("sidetrack.stats.password-hash", hash).get(Keys.STATS_PASSWORD_HASH))
                .isEqualTo(hash);
        assertThat(PasswordHash.matches("open sesame", hash)).isTrue();
        assertThat(PasswordHash.matches("open sesamE", hash)).isFalse();
        assertThat(PasswordHash.matches("", hash)).isFalse();
        assertThat(PasswordHash.matches(null, hash)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sesame",
                "PBKDF2WithHmacSHA256:1:AAECAwQFBgcICQoLDA0ODw==:AAECAwQFBgcICQoLDA0ODw==",
                "MD5:2048:AAAA:AAAA"
            })
    void passwordHash_thatIsNone_failsTheDeploymentAndIsNotShown(String wrong) {
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() ->
                        SettingsOf.one("sidetrack.stats.password-hash", wrong).validate())
                .withMessageContaining("sidetrack.stats.password-hash")
                .withMessageNotContaining(wrong);
    }

    @Test
    void token_ofWhichOnlyTheHashIsKept_opensTheApiAndNothingElse() throws IOException {
        var pages =
                pages(Map.of("sidetrack.stats.token-hashes", Access.sha256("another") + ", " + Access.sha256(TOKEN)));
        assertThat(new Asked("/api/totals")
                        .header("Authorization", "Bearer " + TOKEN)
                        .of(pages)
                        .status)
                .isEqualTo(200);
        assertThat(new Asked("").header("Authorization", "Bearer " + TOKEN).of(pages).status)
                .isEqualTo(404);
        var wrong = new Asked("/api/totals")
                .header("Authorization", "Bearer " + TOKEN + "2")
                .of(pages);
        assertThat(wrong.status).isEqualTo(401);
        assertThat(wrong.answerHeader("WWW-Authenticate")).isEqualTo("Bearer");
        assertThat(wrong.answerHeader("Content-Type")).isEqualTo("application/problem+json");
    }

    @Test
    void page_always_hasAStrictPolicyAndSetsNoCookie() throws IOException {
        var asked = new Asked("").locally().header("Accept-Encoding", "gzip").of(open());
        assertThat(asked.answerHeader("Content-Security-Policy"))
                .startsWith("default-src 'none'; script-src 'self'; style-src 'self'")
                .contains("frame-ancestors 'none'")
                .doesNotContain("unsafe");
        assertThat(asked.answerHeader("Cache-Control")).isEqualTo("no-store");
        assertThat(asked.answerHeader("Content-Encoding")).isEqualTo("gzip");
        assertThat(asked.cookiesSet).isEmpty();
    }

    @Test
    void staticFiles_namedByTheirHash_areKeptForEver() throws IOException {
        var page = new Asked("").locally().of(open()).text();
        for (var ending : new String[] {"css", "js"}) {
            var name = page.replaceAll(
                    "(?s).*\"/shop/sidetrack/stats(/static/stats-[0-9a-f]{12}\\." + ending + ")\".*", "$1");
            var plain = new Asked(name).of(open());
            assertThat(plain.answerHeader("Cache-Control")).isEqualTo("public, max-age=31536000, immutable");
            var packed = new Asked(name).header("Accept-Encoding", "br, gzip").of(open());
            assertThat(packed.answerHeader("Content-Encoding")).isEqualTo("gzip");
            assertThat(packed.bytes().length).isLessThan(8_000).isLessThan(plain.bytes().length / 2);
        }
        assertThat(new Asked("/static/stats-000000000000.js").of(open()).status).isEqualTo(404);
    }

    @Test
    void page_withStyleAndScript_isNoMoreThanFortyKilobytes() throws IOException {
        for (var view : new String[] {"", "period=today&goals=funnel&step=/&step=/cart", "period=12mo&pages=rising"}) {
            var page = new Asked("").locally().query(view).of(open()).text();
            var size = packed("", view);
            for (var file : Pattern.compile("\"/shop/sidetrack/stats(/static/[^\"]+)\"")
                    .matcher(page)
                    .results()
                    .toList()) {
                size += packed(file.group(1), "");
            }
            assertThat(page).contains(".css\"", ".js\"").doesNotContain("<img", "@import", "<style");
            assertThat(size).as(view).isLessThanOrEqualTo(40_000);
        }
    }

    private int packed(String path, String query) throws IOException {
        var answer = new Asked(path)
                .locally()
                .query(query)
                .header("Accept-Encoding", "gzip")
                .of(open());
        assertThat(answer.answerHeader("Content-Encoding")).isEqualTo("gzip");
        return answer.bytes().length;
    }

    private static Asked guess(Pages pages, String address, String password) throws IOException {
        return new Asked("/login").from(address).post("password", password).of(pages);
    }

    private Pages open() throws IOException {
        return pages(Map.of("sidetrack.stats.open-on-loopback", "true"));
    }

    private Pages withPassword() throws IOException, GeneralSecurityException {
        return pages(Map.of("sidetrack.stats.password-hash", HASH + hashOfSesame()));
    }

    private static String hashOfSesame() throws GeneralSecurityException {
        var salt = java.util.Base64.getDecoder().decode("AAECAwQFBgcICQoLDA0ODw==");
        var spec = new javax.crypto.spec.PBEKeySpec("sesame".toCharArray(), salt, 2048, 256);
        return java.util.Base64.getEncoder()
                .encodeToString(javax.crypto.SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                        .generateSecret(spec)
                        .getEncoded());
    }

    private Pages pages(Map<String, String> settings) throws IOException {
        return SamplePages.of(SettingsOf.map(new HashMap<>(settings)), stats, new HitOutcomes(), clock);
    }

    /** Goes on only when a test says so. */
    static final class Ticking extends Clock {

        private Instant now = Instant.parse("2026-11-21T12:00:00Z");

        void pass(Duration time) {
            now = now.plus(time);
        }

        @Override
        public ZoneId getZone() {
            return FakeStats.ZONE;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return Clock.fixed(now, zone);
        }

        @Override
        public Instant instant() {
            return now;
        }
    }
}
