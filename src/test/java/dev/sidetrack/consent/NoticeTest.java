// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.consent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Chars;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NoticeTest {

    private static final String ENGLISH = "Welcome! shop.example uses a cookie to measure visits.";
    private static final String GERMAN = "Willkommen! shop.example verwendet ein Cookie, um Besuche zu messen.";
    private static final String OWN_BUNDLE = "dev.sidetrack.consent.own-notice";

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', textBlock = """
            German             | de                        | Willkommen!
            Austrian           | de-AT                     | Willkommen!
            Swiss in Latin     | de-Latn-CH-1996           | Willkommen!
            unknown country    | de-XX                     | Willkommen!
            capitals           | DE-at                     | Willkommen!
            English            | en                        | Welcome!
            American           | en-US,en;q=0.9            | Welcome!
            French             | fr                        | Bienvenue !
            Italian            | it-IT                     | Benvenuto!
            Spanish            | es-MX                     | ¡Bienvenido!
            Portuguese         | pt-BR                     | Bem-vindo!
            Dutch              | nl                        | Welkom!
            Polish             | pl                        | Witamy!
            Swedish            | sv                        | Välkommen!
            Greek              | el                        | Καλώς ήρθατε!
            by weight          | en;q=0.5, de;q=0.9        | Willkommen!
            first of equals    | fr, de                    | Bienvenue !
            unknown, then ours | xx, ja;q=0.9, de;q=0.8    | Willkommen!
            unknown, English   | ja, en;q=0.9, de;q=0.8    | Welcome!
            not wanted         | de;q=0                    | Welcome!
            not wanted, other  | de;q=0, fr;q=0.1          | Bienvenue !
            any                | *                         | Welcome!
            ours, then any     | de, *;q=0.5               | Willkommen!
            unknown            | ja                        | Welcome!
            spaces             | de ; q=0.3 , fr;q=0.2     | Willkommen!
            """)
    void text_acceptLanguage_choosesTheLanguage(String name, String header, String begin) {
        assertThat(notice("shop.example", header, null).text())
                .startsWith(begin)
                .contains("shop.example");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "-",
                "--",
                ",",
                ",,,",
                ";",
                ";q=1",
                "de;q=2",
                "de;q=-1",
                "de;q=NaN",
                "de;q=",
                "de;q=1e400",
                "de;;q=1",
                "a;b",
                "*-*",
                "../../etc/passwd",
                "<script>alert(1)</script>",
                "{0}",
                "de_AT",
                "%00",
                "x",
                "i-klingon",
                "ab-",
                "-de",
                "accept-language:",
                "\u0000",
                "😀",
                "de\r\nX: y"
            })
    void text_hostileAcceptLanguage_isSomeText(String header) {
        assertThat(notice("shop.example", header, null).text())
                .contains("shop.example")
                .doesNotContain("<", "{");
    }

    @Test
    void text_noHeaderOrAnEndlessOne_isEnglish() {
        assertThat(notice("shop.example", null, null).text()).isEqualTo(ENGLISH);
        assertThat(notice("shop.example", "de" + ",de".repeat(1000), null).text())
                .isEqualTo(ENGLISH);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{0}", "{1}", "''", "'{0}'", "{", "$1", "\\", "shop.example {0,number}"})
    void text_hostWithPattern_isTakenLiterally(String host) {
        assertThat(notice(host, null, null)).hasToString("Welcome! " + host + " uses a cookie to measure visits.");
    }

    @Test
    void text_serversOwnLanguage_isOfNoConsequence() {
        var before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.FRANCE);
            assertThat(notice("shop.example", "en", null).text()).isEqualTo(ENGLISH);
            assertThat(notice("shop.example", "ja", null).text()).isEqualTo(ENGLISH);
            assertThat(notice("shop.example", null, null).text()).isEqualTo(ENGLISH);
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void text_ownBundle_replacesOursByLanguage() {
        assertThat(notice("shop.example", "de-AT", OWN_BUNDLE).text()).isEqualTo("Servus bei shop.example!");
        assertThat(notice("shop.example", "de-DE", OWN_BUNDLE).text()).isEqualTo("Guten Tag bei shop.example!");
        assertThat(notice("shop.example", "fr", OWN_BUNDLE).text()).isEqualTo("Good day at shop.example!");
    }

    @Test
    void close_ownBundleWithoutIt_isOurs() {
        assertThat(notice("shop.example", "de", OWN_BUNDLE).close()).isEqualTo("Schließen");
        assertThat(notice("shop.example", null, OWN_BUNDLE).close()).isEqualTo("Close");
    }

    @Test
    void text_ownThatCannotBeShown_isOurs() {
        assertThat(notice("shop.example", "de", "dev.sidetrack.consent.malformed-notice")
                        .text())
                .isEqualTo(GERMAN);
    }

    @Test
    void text_ownBundleMissing_isOurs() {
        assertThat(notice("shop.example", "de", "no.such.bundle").text()).isEqualTo(GERMAN);
    }

    @ParameterizedTest(name = "{0}, own bundle {1}: {2}")
    @CsvSource({
        "de-AT,       false, de",
        "'ja, pt-BR', false, pt",
        "en-GB,       false, en",
        "ja,          false, en",
        ",            false, en",
        "de-AT,       true,  de-AT",
        "de-CH,       true,  de",
        "fr,          true,  ",
    })
    void language_anyNotice_isThatOfItsText(String header, boolean ownBundle, String language) {
        assertThat(notice("shop.example", header, ownBundle ? OWN_BUNDLE : null).language())
                .isEqualTo(language);
    }

    @Test
    void language_ownBundleWithoutTheText_isOurs() {
        assertThat(new Notice("ask", "shop.example", "fr", new NoticeTexts(OWN_BUNDLE), "/consent", List.of())
                        .language())
                .isEqualTo("fr");
        assertThat(new Notice("ask", "shop.example", "ja", new NoticeTexts("no.such.bundle"), "/consent", List.of())
                        .language())
                .isEqualTo("en");
    }

    @Test
    void text_languagesWithoutEnd_areNotLookedUpWithoutEnd() {
        var lookedUp = new HashSet<String>();
        var thread = Thread.currentThread();
        var before = thread.getContextClassLoader();
        thread.setContextClassLoader(new ClassLoader(before) {
            @Override
            public URL getResource(String name) {
                lookedUp.add(name);
                return super.getResource(name);
            }
        });
        try {
            var texts = new NoticeTexts(OWN_BUNDLE);
            lookedUp.clear();
            for (var i = 0; i < 500; i++) {
                new Notice(
                                "notice",
                                "shop.example",
                                "ja-v" + (1000 + i) + ",q" + (char) ('a' + i % 26) + ",ja-" + (100 + i),
                                texts)
                        .text();
            }
        } finally {
            thread.setContextClassLoader(before);
        }
        assertThat(lookedUp).isNotEmpty().hasSizeLessThan(10);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "_de", "_el", "_es", "_fr", "_it", "_nl", "_pl", "_pt", "_sv"})
    void bundle_everyLanguage_hasAllTextsAndNamesTheSite(String suffix) throws IOException {
        var texts = new Properties();
        try (var file = Notice.class.getResourceAsStream("notice" + suffix + ".properties")) {
            texts.load(new InputStreamReader(file, StandardCharsets.UTF_8));
        }
        assertThat(texts.stringPropertyNames())
                .containsExactlyInAnyOrder(
                        "notice",
                        "close",
                        "ask",
                        "ask-out",
                        "ask-cookieless",
                        "ask-out-cookieless",
                        "accept",
                        "decline",
                        "ask-purposes",
                        "accept-all",
                        "decline-all",
                        "choose",
                        "purpose.analytics",
                        "purpose.ads");
        assertThat(List.of("notice", "ask", "ask-out", "ask-cookieless", "ask-out-cookieless", "ask-purposes"))
                .map(texts::getProperty)
                .allSatisfy(text -> assertThat(text).contains("{0}").doesNotContain("'", "<"));
        assertThat(List.of(
                        "close",
                        "accept",
                        "decline",
                        "accept-all",
                        "decline-all",
                        "choose",
                        "purpose.analytics",
                        "purpose.ads"))
                .map(texts::getProperty)
                .allSatisfy(text -> assertThat(text).isNotBlank().doesNotContain("{", "<"));
    }

    @Property(tries = 500)
    void text_anyAcceptLanguage_isSomeText(@ForAll String header) {
        assertThat(notice("shop.example", header, null).text()).contains("shop.example");
    }

    @Property(tries = 500)
    void text_likelyAcceptLanguage_isSomeText(
            @ForAll
                    @CharRange(from = 'a', to = 'e')
                    @CharRange(from = '0', to = '1')
                    @Chars({'-', ',', ';', '=', 'q', '.', '*', ' ', 'x'})
                    String header) {
        assertThat(notice("shop.example", header, null).text()).contains("shop.example");
    }

    @Test
    void purposes_several_areCalledByTheirTextsOrTheirNames() {
        var notice = new Notice(
                "ask-purposes",
                "shop.example",
                "de",
                new NoticeTexts(null),
                "/consent",
                List.of("analytics", "ads", "profiles"));
        assertThat(notice.purposes()).containsExactly("analytics", "ads", "profiles");
        assertThat(notice.purposes())
                .extracting(notice::purpose)
                .containsExactly("Besuche messen", "Passende Werbung zeigen", "profiles");
        assertThat(notice.accept()).isEqualTo("Alle annehmen");
        assertThat(notice.decline()).isEqualTo("Alle ablehnen");
        assertThat(notice.choose()).isEqualTo("Auswahl annehmen");
    }

    /** 533 headers once pinned 25 MB of misses for ever, 18 ms each. */
    @Test
    void text_everyLanguageThereIs_looksForOursOnly() {
        var texts = new NoticeTexts(OWN_BUNDLE);
        new Notice("notice", "shop.example", "de", texts).text();
        var threads = ManagementFactory.getThreadMXBean();
        var begun = threads.getCurrentThreadCpuTime();
        for (var language : Locale.getISOLanguages()) {
            for (var country : List.of("AT", "BR", "ZZ", "001")) {
                new Notice("notice", "shop.example", language + "-" + country + "," + language + ";q=0.5", texts)
                        .text();
            }
        }
        // 750 headers, which took thirteen seconds with a look for each.
        assertThat(Duration.ofNanos(threads.getCurrentThreadCpuTime() - begun)).isLessThan(Duration.ofSeconds(2));
    }

    private static Notice notice(String site, String acceptLanguage, String bundle) {
        return new Notice("notice", site, acceptLanguage, new NoticeTexts(bundle));
    }
}
