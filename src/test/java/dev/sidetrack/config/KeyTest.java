// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeyTest {

    private static final Key<Duration> DURATION = Key.duration("d", null, Duration.ofMillis(1), Duration.ofHours(1));
    private static final Key<List<String>> LIST = Key.list("l", "");

    static List<Key<?>> allKeys() {
        return Keys.ALL;
    }

    @ParameterizedTest
    @MethodSource("allKeys")
    void fallback_ofEveryKey_isValid(Key<?> key) {
        assertThat(key.name()).matches("sidetrack(\\.[a-z]+(-[a-z]+)*)+");
        if (key.fallback() != null) {
            assertThat(key.parse(key.name(), key.fallback())).isNotNull();
        }
    }

    @Test
    void all_always_holdsEveryConstant() throws IllegalAccessException {
        var constants = Arrays.stream(Keys.class.getFields())
                .filter(field -> field.getType() == Key.class)
                .toList();
        assertThat(Keys.ALL).hasSameSizeAs(constants).doesNotHaveDuplicates();
        for (var constant : constants) {
            assertThat(Keys.ALL).contains((Key<?>) constant.get(null));
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            cookie name with a space       | sidetrack.cookie.name            | my cookie
            cookie name with a line break  | sidetrack.cookie.name            | a\u2028b
            cookie name that injects       | sidetrack.cookie.name            | a=b; Domain=evil.example
            cookie path without a slash    | sidetrack.cookie.path            | shop
            cookie path that injects       | sidetrack.cookie.path            | /;Domain=evil.example
            cookie domain that injects     | sidetrack.cookie.domain          | a.example;Secure
            cookie domain with a port      | sidetrack.cookie.domain          | a.example:8080
            cookie age of nothing          | sidetrack.cookie.age             | 0
            cookie age over 400 days       | sidetrack.cookie.age             | P401D
            cookie age below zero          | sidetrack.cookie.age             | -5
            cookie age in words            | sidetrack.cookie.age             | one year
            cookie age past any number     | sidetrack.cookie.age             | 99999999999999999999
            flag in another word           | sidetrack.enabled                | yes
            status of two digits           | sidetrack.statuses               | 200,99
            status in words                | sidetrack.statuses               | 200,ok
            unknown choice                 | sidetrack.consent                | perhaps
            choice spelt in Java           | sidetrack.client-ip              | ANON
            unknown SameSite               | sidetrack.cookie.same-site       | relaxed
            buffer too small               | sidetrack.buffer.hits            | 99
            buffer too large               | sidetrack.buffer.hits            | 10000001
            number with a fraction         | sidetrack.buffer.hits            | 1e6
            bytes past an int              | sidetrack.buffer.bytes           | 2147483648
            batch of nothing               | sidetrack.batch.hits             | 0
            linger of nothing              | sidetrack.batch.linger           | PT0S
            timeout over its range         | sidetrack.http.connect-timeout   | PT1M0.001S
            session shorter than a minute  | sidetrack.session.timeout        | 59
            """)
    void get_invalidValue_isToldInOneSentence(String name, String key, String value) {
        var settings = SettingsOf.one(key, value);
        var known = Keys.ALL.stream()
                .filter(each -> each.name().equals(key))
                .findFirst()
                .orElseThrow();

        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> settings.get(known))
                .withMessage(key + " is '" + value + "', which is not a valid value: expected " + known.type() + ".")
                .withNoCause();
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(settings::validate)
                .withMessageStartingWith(key);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "seconds,             31556926, PT8765H48M46S",
        "no seconds written,  5,        PT5S",
        "ISO-8601,            PT0.2S,   PT0.2S",
        "lower case,          pt30m,    PT30M",
        "days,                P2D,      PT48H",
        "spaces around,       ' PT5S ', PT5S",
    })
    void duration_secondsOrIso_isRead(String name, String text, Duration read) {
        var key = Key.duration("d", null, Duration.ZERO, Duration.ofDays(400));
        assertThat(key.parse("d", text)).isEqualTo(read);
    }

    @Test
    void duration_bounds_belongToTheRange() {
        assertThat(DURATION.parse("d", "PT0.001S")).isEqualTo(Duration.ofMillis(1));
        assertThat(DURATION.parse("d", "3600")).isEqualTo(Duration.ofHours(1));
        assertThatExceptionOfType(ConfigurationException.class).isThrownBy(() -> DURATION.parse("d", "PT0.0009S"));
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> DURATION.parse("d", "3601"))
                .withMessage(
                        "d is '3601', which is not a valid value: expected duration (seconds or ISO-8601), PT0.001S to PT1H.");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            one               | /admin            | /admin
            several           | /a,/b             | /a;/b
            spaces            | " /a , /b "       | /a;/b
            empty elements    | ,/a,,/b,          | /a;/b
            escaped comma     | a\\,b             | a,b
            escaped and plain | a\\,b,c           | a,b;c
            only commas       | ,,,               | ""
            """)
    void list_writtenWithCommas_isSplit(String name, String text, String parts) {
        assertThat(String.join(";", LIST.parse("l", text))).isEqualTo(parts);
    }

    @Test
    void consentAge_overThirteenMonths_isRefused() {
        assertThat(Keys.CONSENT_AGE.parse("a", "P393D")).hasDays(393);
        assertThatExceptionOfType(ConfigurationException.class).isThrownBy(() -> Keys.CONSENT_AGE.parse("a", "P394D"));
    }

    @Test
    void numbers_withSpaces_areRead() {
        assertThat(Key.numbers("n", "", 100, 599).parse("n", "200, 404 ,599")).containsExactly(200, 404, 599);
    }

    @ParameterizedTest
    @CsvSource({"anonymized, ANONYMIZED", "FULL, FULL", "None, NONE"})
    void choice_anyCase_isRead(String text, ClientIp read) {
        assertThat(Keys.CLIENT_IP.parse("c", text)).isEqualTo(read);
    }

    @ParameterizedTest
    @CsvSource({"true, true", "TRUE, true", "false, false", "' False ', false"})
    void flag_trueOrFalse_isRead(String text, boolean read) {
        assertThat(Keys.ENABLED.parse("f", text)).isEqualTo(read);
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://a.example", "http://127.0.0.1:8080/path/", "https://[2001:db8::1]:443/x?y=z"})
    void url_ofTheWeb_isRead(String text) {
        assertThat(Key.url("u", null).parse("u", text)).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a.example",
                "/path",
                "ftp://a.example",
                "https://",
                "https:///path",
                "https://a.example:99999",
                "https://a b.example",
                "file:///etc/passwd",
                "javascript:alert(1)",
                "https://a_b.example",
                "http://a.example:-1"
            })
    void url_notOfTheWeb_isRefused(String text) {
        var key = Key.url("url", null);
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> key.parse("sidetrack.provider.p.url", text))
                .withMessageContainingAll("sidetrack.provider.p.url", "'" + text + "'", "URL (http or https)");
    }

    @Test
    void url_withPassword_isRefusedWithoutTellingIt() {
        var key = Key.url("url", null);
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> key.parse("sidetrack.provider.p.url", "https://user:pass-word@a.example/x"))
                .withMessageContaining("sidetrack.provider.p.url")
                .withMessageNotContaining("pass-word");
    }

    @Test
    void url_withQuery_isRefusedWithoutTellingIt() {
        var key = Key.url("url", null);
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(
                        () -> key.parse("sidetrack.provider.p.url", "htps://a.example/hook?access_token=pass-word&x=1"))
                .withMessage(
                        "sidetrack.provider.p.url is 'htps://a.example/hook?(secret)', which is not a valid value: expected URL (http or https).");
    }

    @Test
    void secret_thatCannotBeRead_isNotTold() {
        var key = new Key<Object>("s", null, "secret", true, text -> {
            throw new IllegalArgumentException(text);
        });
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> key.parse("sidetrack.provider.p.s", "hush"))
                .withMessage("sidetrack.provider.p.s is (secret), which is not a valid value: expected secret.")
                .withNoCause();
    }
}
