// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.pages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sidetrack.stats.WeekHours;
import java.io.IOException;
import java.text.MessageFormat;
import java.time.LocalDate;
import java.util.Collections;
import java.util.Properties;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Texts, days and weeks in ten languages. */
class WordsTest {

    private static final WeekHours NONE = new WeekHours(Collections.nCopies(7, Collections.nCopies(24, 0L)));

    @ParameterizedTest
    @ValueSource(strings = {"de", "el", "es", "fr", "it", "nl", "pl", "pt", "sv"})
    void texts_ofEachLanguage_areThoseThatEnglishHas(String language) throws IOException {
        var english = texts("");
        var others = texts("_" + language);
        assertThat(others.keySet()).isEqualTo(english.keySet());
        english.stringPropertyNames()
                .forEach(key -> assertThat(values(others.getProperty(key)))
                        .as(key)
                        .isEqualTo(values(english.getProperty(key))));
    }

    private static Properties texts(String language) throws IOException {
        var texts = new Properties();
        try (var file = Words.class.getResourceAsStream("words" + language + ".properties")) {
            texts.load(new java.io.InputStreamReader(file, java.nio.charset.StandardCharsets.UTF_8));
        }
        return texts;
    }

    private static int values(String text) {
        return new MessageFormat(text).getFormatsByArgumentIndex().length;
    }

    @ParameterizedTest
    @CsvSource({
        "en, Sun",
        "en-GB, Mon",
        "de, Mo",
        "de-AT, Mo",
        "el, Δευ",
        "es, lun",
        "fr, lun.",
        "it, lun",
        "nl, ma",
        "pl, pon.",
        "pt, dom.",
        "sv, mån",
        "ja, Sun",
        "'*', Sun"
    })
    void week_ofEachLanguage_beginsWhereItsReadersDo(String header, String day) {
        var words = Words.of(header);
        assertThat(Heatmap.of(NONE, words, new Numbers(words)).days().get(0)).isEqualTo(day);
    }

    @ParameterizedTest
    @CsvSource({"en, Nov 5", "en-US, Nov 5", "en-GB, 5 Nov", "'en-AU,en;q=0.9', 5 Nov", "de-CH, 5. Nov.", "fr, 5 nov."})
    void day_inEachLanguage_isWrittenAsItsReadersDo(String header, String day) {
        assertThat(new Numbers(Words.of(header)).day(LocalDate.of(2026, 11, 5))).isEqualTo(day);
    }

    @ParameterizedTest
    @CsvSource({"en, 1m 05s, 9s", "de, 1 min 05 s, 9 s", "el, 1 λ 05 δ, 9 δ"})
    void duration_inEachLanguage_hasItsUnits(String header, String minutes, String seconds) {
        var numbers = new Numbers(Words.of(header));
        assertThat(numbers.duration(65)).isEqualTo(minutes);
        assertThat(numbers.duration(9)).isEqualTo(seconds);
    }
}
