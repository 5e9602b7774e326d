// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.pages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sidetrack.HitOutcomes;
import dev.sidetrack.LogLines;
import dev.sidetrack.config.ConfigurationException;
import dev.sidetrack.config.Keys;
import dev.sidetrack.config.SettingsOf;
import dev.sidetrack.stats.StatsException;
import dev.sidetrack.testing.ManualClock;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import javax.naming.NameNotFoundException;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The report by mail: when it goes, to whom, what is in it, and how it is switched off. */
class ReportTimerTest {

    /** Of that Monday in Berlin, seven o'clock. */
    private static final Instant SEVEN = Instant.parse("2026-11-23T06:00:00Z");

    private static final String BASE = "https://shop.example/shop/sidetrack/stats";

    private final FakeStats stats = new FakeStats();
    private final Session session = FakeTransport.session();
    private final ManualClock clock = new ManualClock(SEVEN);

    @Test
    void report_ofAWeek_goesOnMondayAtSevenAndOnce() throws Exception {
        clock.pass(Duration.ofSeconds(-1));
        var node = node(Map.of());
        node.sendDue();
        assertThat(subjects())
                .as("the week before that one")
                .containsExactly("Statistics of All sites, Nov 9 – Nov 15");
        clock.pass(Duration.ofSeconds(1));
        node.sendDue();
        node.sendDue();
        clock.pass(Duration.ofDays(6));
        node.sendDue();
        assertThat(subjects()).hasSize(2).last().isEqualTo("Statistics of All sites, Nov 16 – Nov 22");
    }

    @Test
    void report_ofAMonth_goesOnTheFirst() throws Exception {
        clock.pass(Duration.between(SEVEN, Instant.parse("2026-12-01T05:59:59Z")));
        var node = node(Map.of("every", "month"));
        node.sendDue();
        clock.pass(Duration.ofSeconds(1));
        node.sendDue();
        assertThat(subjects())
                .containsExactly("Statistics of All sites, Oct 1 – Oct 31", "Statistics of All sites, Nov 1 – Nov 30");
    }

    @Test
    void report_bySeveralNodes_goesOnceToEachReader() throws Exception {
        var one = node(Map.of("to", "ann@shop.example, bob@shop.example"));
        var other = node(Map.of("to", "ann@shop.example, bob@shop.example"));
        one.sendDue();
        other.sendDue();
        assertThat(recipients()).containsExactly("ann@shop.example", "bob@shop.example");
    }

    @Test
    void letter_ofAReport_hasTextHtmlAndAPicture() throws Exception {
        node(Map.of()).sendDue();
        var letter = only();
        assertThat(letter.getContentType()).startsWith("multipart/alternative");
        assertThat(text(letter))
                .contains("Visitors: ", "before: ", "Nov 16 – Nov 22, compared with Nov 9 – Nov 15")
                .contains("  99.1k  /\n", BASE + "?from=2026-11-16&to=2026-11-22", BASE + "/mail/");
        assertThat(html(letter))
                .contains("<html lang=\"en\">", "src=\"cid:chart\"", ">United States<", "order-placed")
                .contains("href=\"" + BASE + "?from=2026-11-16&amp;to=2026-11-22&amp;f=page:is:/cart\"")
                .doesNotContain("<script", "<link", "src=\"http");
        assertThat(letter.getHeader("Content-Language")).containsExactly("en");
        assertThat(letter.getHeader("Auto-Submitted")).containsExactly("auto-generated");
        assertThat(letter.getFrom()[0]).hasToString("sidetrack@shop.example");
        assertThat(letter.getSentDate()).isEqualTo(SEVEN);
    }

    @Test
    void picture_ofAReport_showsTheChart() throws Exception {
        node(Map.of()).sendDue();
        var part = related(only()).getBodyPart(1);
        assertThat(part.getHeader("Content-ID")).containsExactly("<chart>");
        assertThat(part.getDisposition()).isEqualTo("inline");
        var image = ImageIO.read(new ByteArrayInputStream(part.getInputStream().readAllBytes()));
        assertThat(image.getWidth()).isEqualTo(1200);
        assertThat(image.getHeight()).isEqualTo(420);
        var ofLine = 0;
        for (var x = 0; x < image.getWidth(); x++) {
            for (var y = 0; y < image.getHeight(); y++) {
                ofLine += (image.getRGB(x, y) & 0xFFFFFF) == 0x2F5FD0 ? 1 : 0;
            }
        }
        assertThat(ofLine).as("points of the line").isGreaterThan(1_500);
    }

    @Test
    void letter_inGerman_writesNumbersAndDaysSo() throws Exception {
        node(Map.of("language", "de", "from", "zahlen@shop.example", "site", "blog"))
                .sendDue();
        assertThat(subjects()).containsExactly("Statistik von blog, 16. Nov. – 22. Nov.");
        assertThat(html(only())).contains("<html lang=\"de\">", "Vereinigte Staaten", "Diesen Bericht abbestellen");
        assertThat(only().getFrom()[0]).hasToString("zahlen@shop.example");
        assertThat(stats.asked).allMatch(query -> "blog".equals(query.site()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"de", "el", "en", "es", "fr", "it", "nl", "pl", "pt", "sv"})
    void letter_inEachLanguage_isWhole(String language) throws Exception {
        node(Map.of("language", language)).sendDue();
        assertThat(html(only())).contains("<html lang=\"" + language + "\">", "cid:chart");
    }

    @Test
    void letter_ofHostileTexts_isInert() throws Exception {
        stats.hostile = List.of(
                "<script>alert(1)</script>",
                "\"><img src=x onerror=alert(1)>",
                "\u202Egpj.exe",
                "a\r\nBcc: eve@evil.example",
                "x".repeat(2_000));
        node(Map.of("site", "a\r\nBcc: <b>eve@evil.example")).sendDue();
        var letter = only();
        assertThat(letter.getAllRecipients()).hasSize(1);
        assertThat(letter.getHeader("Bcc")).isNull();
        assertThat(html(letter))
                .contains("&lt;script&gt;", "&lt;b&gt;", "x".repeat(300) + "…")
                .doesNotContain("<script", "<img src=x", "\u202E", "<b>eve");
        assertThat(text(letter)).doesNotContain("\u202E", "\nBcc").contains("x".repeat(300) + "…\n");
        assertThat(letter.getHeader("Subject")).hasSize(1);
    }

    @Test
    void reader_whoPostsToTheLink_getsNoMore() throws Exception {
        var to = Map.of("to", "ann@shop.example, bob@shop.example");
        node(to).sendDue();
        var letter = FakeTransport.RECEIVED.get(0);
        assertThat(letter.getHeader("List-Unsubscribe-Post")).containsExactly("List-Unsubscribe=One-Click");
        var link = letter.getHeader("List-Unsubscribe", null);
        assertThat(link).startsWith("<" + BASE + "/mail/").endsWith(">").doesNotContain("ann");
        var path = link.substring(1 + BASE.length(), link.length() - 1);

        var looked = new Asked(path).of(pages(to));
        assertThat(looked.text()).contains("You get this report by mail.", "Switch this report off");
        assertThat(new Asked(path)
                        .foreign()
                        .post("List-Unsubscribe", "One-Click")
                        .of(pages(to))
                        .text())
                .contains("This report is switched off.");

        clock.pass(Duration.ofDays(7));
        node(to).sendDue();
        assertThat(recipients()).containsExactly("ann@shop.example", "bob@shop.example", "bob@shop.example");

        new Asked(path).post("action", "on").of(pages(to));
        clock.pass(Duration.ofDays(7));
        node(to).sendDue();
        assertThat(recipients()).hasSize(5).contains("ann@shop.example");
    }

    @Test
    void link_thatIsNotOurs_isNotFound() throws Exception {
        assertThat(new Asked("/mail/x").post("a", "b").of(pages(Map.of())).status)
                .isEqualTo(404);
        var path = "/mail/" + subscribers(Map.of()).signature("ann@shop.example");
        assertThat(new Asked(path).of(pages(Map.of())).status).isEqualTo(200);
        assertThat(new Asked(path).method("DELETE").of(pages(Map.of())).status).isEqualTo(405);
        assertThat(new Asked(path).of(pages(Map.of("to", "bob@shop.example"))).status)
                .as("who gets none any more")
                .isEqualTo(404);
        assertThat(new Asked("").of(pages(Map.of())).status).as("the numbers").isEqualTo(404);
        assertThat(pages(Map.of("to", "")).serves("/stats" + path)).isFalse();
    }

    @Test
    void link_toAServerWithoutTls_isNotForMailPrograms() throws Exception {
        node(Map.of("url", "http://localhost:8080/sidetrack/stats/")).sendDue();
        assertThat(only().getHeader("List-Unsubscribe-Post")).isNull();
        assertThat(only().getHeader("List-Unsubscribe", null))
                .startsWith("<http://localhost:8080/sidetrack/stats/mail/");
    }

    @Test
    void server_thatFails_isToldOnceAndTriedAgain() throws Exception {
        FakeTransport.failure =
                new MessagingException("user=ann password=hunter2", new ConnectException("hunter2 refused"));
        try (var log = LogLines.of("dev.sidetrack.pages")) {
            var node = node(Map.of());
            node.sendDue();
            clock.pass(Duration.ofMinutes(15));
            node.sendDue();
            assertThat(log.lines())
                    .containsExactly("WARNING Mailing the report failed and will be retried every 15 minutes:"
                            + " MessagingException (ConnectException).");
            FakeTransport.failure = new AuthenticationFailedException("535 hunter2");
            clock.pass(Duration.ofMinutes(14));
            node.sendDue();
            assertThat(log.lines()).hasSize(1);
            clock.pass(Duration.ofMinutes(1));
            node.sendDue();
            assertThat(log.lines()).hasSize(2).last().asString().endsWith("the user and password of the session.");
            FakeTransport.failure = null;
            clock.pass(Duration.ofMinutes(15));
            node.sendDue();
            node.sendDue();
            assertThat(recipients()).containsExactly("ann@shop.example");
            assertThat(String.join("", log.lines())).doesNotContain("hunter2", "ann@", "=ann");
        }
    }

    @Test
    void database_thatIsAway_isToldOnce() {
        stats.failure = new StatsException(StatsException.Reason.UNAVAILABLE, "The database is away.", null);
        try (var log = LogLines.of("dev.sidetrack.pages")) {
            var node = node(Map.of());
            node.sendDue();
            node.sendDue();
            assertThat(log.lines()).hasSize(1).first().asString().endsWith("minutes: The database is away.");
        }
        stats.failure = null;
        node(Map.of()).sendDue();
        assertThat(FakeTransport.RECEIVED).hasSize(1);
    }

    @Test
    void session_thatIsNoneOrOfSomethingElse_isTold() {
        try (var log = LogLines.of("dev.sidetrack.pages")) {
            node(Map.of(), name -> {
                        throw new NameNotFoundException(name);
                    })
                    .sendDue();
            clock.pass(Duration.ofMinutes(15));
            node(Map.of(), name -> "x").sendDue();
            assertThat(log.lines().get(0)).endsWith("there is no mail session mail/shop.");
            assertThat(log.lines().get(1))
                    .endsWith("that name leads to something other than a mail session of Jakarta Mail.");
        }
    }

    @Test
    void report_thatLacksSomething_saysWhat() {
        assertThat(node(Map.of()).missing(true)).isNull();
        assertThat(node(Map.of()).missing(false)).isEqualTo("this server has no Jakarta Mail");
        assertThat(node(Map.of("session", "")).missing(true)).isEqualTo("sidetrack.stats.mail.session is not set");
        assertThat(node(Map.of("url", "")).missing(true)).isEqualTo("sidetrack.stats.mail.url is not set");
        stats.available = false;
        assertThat(node(Map.of()).missing(true)).contains("no provider of type 'database'");
    }

    @ParameterizedTest
    @CsvSource({"to, ann", "to, 'ann@shop.example, Bob <bob@shop.example>'", "from, a b@c", "language, tlh"})
    void key_thatIsWrong_isRefused(String key, String value) {
        var settings = SettingsOf.one("sidetrack.stats.mail." + key, value);
        Assertions.assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> List.of(
                        settings.get(Keys.STATS_MAIL_TO),
                        settings.get(Keys.STATS_MAIL_FROM),
                        settings.get(Keys.STATS_MAIL_LANGUAGE)))
                .withMessageContaining("sidetrack.stats.mail." + key);
    }

    @Test
    void beans_onAServerWithoutJakartaMail_loadAllTheSame() throws Exception {
        var here = new URL[] {
            JakartaMail.class.getProtectionDomain().getCodeSource().getLocation()
        };
        var without = new ClassLoader(getClass().getClassLoader()) {
            @Override
            protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
                if (name.startsWith("jakarta.mail.") || name.startsWith("jakarta.activation.")) {
                    throw new ClassNotFoundException(name);
                }
                if (name.startsWith("dev.sidetrack.")) {
                    throw new ClassNotFoundException(name);
                }
                return super.loadClass(name, resolve);
            }
        };
        try (var loader = new URLClassLoader(here, without)) {
            for (var bean : List.of(ReportTimer.class, Subscribers.class, MailPage.class, Pages.class)) {
                var loaded = Class.forName(bean.getName(), true, loader);
                assertThat(loaded.getClassLoader()).isSameAs(loader);
                assertThat(loaded.getDeclaredMethods()).isNotEmpty();
                assertThat(loaded.getDeclaredConstructors()).isNotEmpty();
                assertThat(loaded.getDeclaredFields()).isNotEmpty();
            }
            var hasMail =
                    Class.forName(ReportTimer.class.getName(), true, loader).getDeclaredMethod("hasMail");
            hasMail.setAccessible(true);
            assertThat(hasMail.invoke(null)).isEqualTo(false);
        }
        assertThat(ReportTimer.hasMail()).isTrue();
    }

    private ReportTimer node(Map<String, String> more) {
        return node(more, name -> session);
    }

    private ReportTimer node(Map<String, String> more, ReportTimer.Sessions sessions) {
        return new ReportTimer(SettingsOf.map(settings(more)), stats, subscribers(more), sessions, clock);
    }

    private Subscribers subscribers(Map<String, String> more) {
        return new Subscribers(SettingsOf.map(settings(more)), stats);
    }

    private Pages pages(Map<String, String> more) throws IOException {
        return SamplePages.of(SettingsOf.map(settings(more)), stats, new HitOutcomes(), clock);
    }

    private static Map<String, String> settings(Map<String, String> more) {
        var all = new HashMap<>(Map.of("to", "ann@shop.example", "session", "mail/shop", "url", BASE));
        all.putAll(more);
        var named = new HashMap<String, String>();
        all.forEach((key, value) -> named.put("sidetrack.stats.mail." + key, value));
        return named;
    }

    private static MimeMessage only() {
        assertThat(FakeTransport.RECEIVED).hasSize(1);
        return FakeTransport.RECEIVED.get(0);
    }

    private static List<String> subjects() throws MessagingException {
        var subjects = new java.util.ArrayList<String>();
        for (var letter : FakeTransport.RECEIVED) {
            subjects.add(letter.getSubject());
        }
        return subjects;
    }

    private static List<String> recipients() throws MessagingException {
        var recipients = new java.util.ArrayList<String>();
        for (var letter : FakeTransport.RECEIVED) {
            recipients.add(letter.getAllRecipients()[0].toString());
        }
        return recipients;
    }

    private static String text(MimeMessage letter) throws Exception {
        return string(((Multipart) letter.getContent()).getBodyPart(0)).replace("\r\n", "\n");
    }

    private static String html(MimeMessage letter) throws Exception {
        return string(related(letter).getBodyPart(0));
    }

    private static Multipart related(MimeMessage letter) throws Exception {
        return (Multipart) ((Multipart) letter.getContent()).getBodyPart(1).getContent();
    }

    private static String string(BodyPart part) throws Exception {
        return new String(part.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
}
