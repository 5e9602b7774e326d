// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.consent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URL;
import java.nio.charset.StandardCharsets;
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
        assertThat(new Notice("shop.example", header, null).text()).startsWith(begin).contains("shop.example");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "-", "--", ",", ",,,", ";", ";q=1", "de;q=2", "de;q=-1", "de;q=NaN", "de;q=", "de;q=1e400", "de;;q=1",
            "a;b", "*-*", "../../etc/passwd", "<script>alert(1)</script>", "{0}", "de_AT", "%00", "x", "i-klingon", "ab-", "-de",
            "accept-language:", "\u0000", "😀", "de\r\nX: y"})
    void text_hostileAcceptLanguage_isSomeText(String header) {
        assertThat(new Notice("shop.example", header, null).text()).contains("shop.example").doesNotContain("<", "{");
    }

    @Test
    void text_noHeaderOrAnEndlessOne_isEnglish() {
        assertThat(new Notice("shop.example", null, null).text()).isEqualTo(ENGLISH);
        assertThat(new Notice("shop.example", "de" + ",de".repeat(1000), null).text()).isEqualTo(ENGLISH);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{0}", "{1}", "''", "'{0}'", "{", "$1", "\\", "shop.example {0,number}"})
    void text_hostWithPattern_isTakenLiterally(String host) {
        assertThat(new Notice(host, null, null)).hasToString("Welcome! " + host + " uses a cookie to measure visits.");
    }

    @Test
    void text_serversOwnLanguage_isOfNoConsequence() {
        var before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.FRANCE);
            assertThat(new Notice("shop.example", "en", null).text()).isEqualTo(ENGLISH);
            assertThat(new Notice("shop.example", "ja", null).text()).isEqualTo(ENGLISH);
            assertThat(new Notice("shop.example", null, null).text()).isEqualTo(ENGLISH);
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void text_ownBundle_replacesOursByLanguage() {
        assertThat(new Notice("shop.example", "de-AT", OWN_BUNDLE).text()).isEqualTo("Servus bei shop.example!");
        assertThat(new Notice("shop.example", "de-DE", OWN_BUNDLE).text()).isEqualTo("Guten Tag bei shop.example!");
        assertThat(new Notice("shop.example", "fr", OWN_BUNDLE).text()).isEqualTo("Good day at shop.example!");
    }

    @Test
    void close_ownBundleWithoutIt_isOurs() {
        assertThat(new Notice("shop.example", "de", OWN_BUNDLE).close()).isEqualTo("Schließen");
        assertThat(new Notice("shop.example", null, OWN_BUNDLE).close()).isEqualTo("Close");
    }

    @Test
    void text_ownThatCannotBeShown_isOurs() {
        assertThat(new Notice("shop.example", "de", "dev.sidetrack.consent.malformed-notice").text()).isEqualTo(GERMAN);
    }

    @Test
    void text_ownBundleMissing_isOurs() {
        assertThat(new Notice("shop.example", "de", "no.such.bundle").text()).isEqualTo(GERMAN);
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
        assertThat(new Notice("shop.example", header, ownBundle ? OWN_BUNDLE : null).language()).isEqualTo(language);
    }

    @Test
    void language_ownBundleWithoutTheText_isOurs() {
        assertThat(new Notice("ask", "shop.example", "fr", OWN_BUNDLE, "/consent").language()).isEqualTo("fr");
        assertThat(new Notice("ask", "shop.example", "ja", "no.such.bundle", "/consent").language()).isEqualTo("en");
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
            for (var i = 0; i < 500; i++) {
                new Notice("shop.example", "ja-v" + (1000 + i) + ",q" + (char) ('a' + i % 26) + ",ja-" + (100 + i), OWN_BUNDLE).text();
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
        assertThat(texts.stringPropertyNames()).containsExactlyInAnyOrder("notice", "close", "ask", "ask-out", "ask-cookieless", "ask-out-cookieless",
                "accept", "decline");
        assertThat(List.of("notice", "ask", "ask-out", "ask-cookieless", "ask-out-cookieless")).map(texts::getProperty)
                .allSatisfy(text -> assertThat(text).contains("{0}").doesNotContain("'", "<"));
        assertThat(List.of("close", "accept", "decline")).map(texts::getProperty)
                .allSatisfy(text -> assertThat(text).isNotBlank().doesNotContain("{", "<"));
    }

    @Property(tries = 500)
    void text_anyAcceptLanguage_isSomeText(@ForAll String header) {
        assertThat(new Notice("shop.example", header, null).text()).contains("shop.example");
    }

    @Property(tries = 500)
    void text_likelyAcceptLanguage_isSomeText(
            @ForAll @CharRange(from = 'a', to = 'e') @CharRange(from = '0', to = '1') @Chars({'-', ',', ';', '=', 'q', '.', '*', ' ', 'x'})
            String header) {
        assertThat(new Notice("shop.example", header, null).text()).contains("shop.example");
    }
}
