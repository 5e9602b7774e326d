// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.spi.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sidetrack.spi.Outcome;
import java.net.http.HttpHeaders;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpReplyTest {

    private static final Instant NOW = Instant.parse("2026-03-04T05:06:07Z");

    @ParameterizedTest
    @ValueSource(ints = {200, 201, 202, 204, 299})
    void outcome_success_isAccepted(int status) {
        assertThat(reply(status, null).outcome()).isEqualTo(Outcome.ACCEPTED);
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 425, 429, 500, 502, 503, 504, 599})
    void outcome_forTheTimeBeing_isRetry(int status) {
        assertThat(reply(status, "7").outcome())
                .isEqualTo(new Outcome.Retry("HTTP status " + status, status, Duration.ofSeconds(7)));
        assertThat(reply(status, null).outcome()).isEqualTo(new Outcome.Retry("HTTP status " + status, status, null));
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 413, 422})
    void outcome_requestAsAWhole_isRefused(int status) {
        assertThat(reply(status, "7").outcome()).isEqualTo(new Outcome.Refused("HTTP status " + status, status));
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 304, 401, 403, 404, 410, 418, 600})
    void outcome_anythingElse_isRejected(int status) {
        assertThat(reply(status, "7").outcome()).isEqualTo(new Outcome.Rejected("HTTP status " + status, status));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            words      | url: scheme is not allowed | HTTP status 400: url: scheme is not allowed
            none       | ``                         | HTTP status 400
            spaces     | ` `                        | HTTP status 400
            hostile    | bad \u202Ex\u2028y\u0085z\u009B31m\uFEFF | HTTP status 400: bad ?x?y?z?31m?
            web page   | ` <html>Bad Request`       | HTTP status 400
            """)
    void outcome_hitsRefused_saysWhatTheServiceSays(String name, String body, String reason) {
        assertThat(reply(400, body, null).outcome()).isEqualTo(new Outcome.Refused(reason, 400));
    }

    @Test
    void outcome_wordsOfTheService_areOneShortLine() {
        var rejected = (Outcome.Rejected) reply(409, "no\r\nWARNING \u0000fake " + "x".repeat(100_000), null)
                .outcome();
        assertThat(rejected.reason())
                .startsWith("HTTP status 409: no WARNING fake xxx")
                .hasSize(217);
        assertThat(reply(503, "no", null).outcome())
                .as("goes to the log")
                .isEqualTo(new Outcome.Retry("HTTP status 503", 503, null));
    }

    @ParameterizedTest
    @CsvSource({"401, access denied", "403, access denied", "410, address gone"})
    void outcome_notLetInOrGone_stopsAndSaysWhatToCheck(int status, String what) {
        assertThat(reply(status, null).outcome("the.key"))
                .isEqualTo(Outcome.stop(what + " (HTTP status " + status + "): check the.key"));
    }

    @ParameterizedTest
    @CsvSource({
        "301, redirected to another address",
        "302, redirected to another address",
        "303, redirected to another address",
        "307, redirected to another address",
        "308, redirected to another address"
    })
    void outcome_redirect_isRetryAndSaysWhatToCheck(int status, String what) {
        var reason = what + " (HTTP status " + status + "): check the.key";
        assertThat(reply(status, "7").outcome("the.key"))
                .isEqualTo(new Outcome.Retry(reason, status, Duration.ofSeconds(7)));
    }

    @ParameterizedTest
    @ValueSource(ints = {404, 405})
    void outcome_wrongAddress_isRejectedAndSaysWhatToCheck(int status) {
        var reason = "address not found (HTTP status " + status + "): check the.key";
        assertThat(reply(status, null).outcome("the.key")).isEqualTo(new Outcome.Rejected(reason, status));
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 204, 304, 400, 402, 406, 409, 413, 415, 418, 422, 425, 429, 503})
    void outcome_ofAnyOtherStatus_isTheSameWhateverToCheck(int status) {
        assertThat(reply(status, "7").outcome("the.key"))
                .isEqualTo(reply(status, "7").outcome());
    }

    @ParameterizedTest
    @ValueSource(strings = {"<html>", "\n  <!DOCTYPE html>", "<?xml version=\"1.0\"?>"})
    void outcome_webPageBehindASuccess_isRetry(String body) {
        var page = reply(200, body, null);
        assertThat(page.outcome("the.key"))
                .isEqualTo(new Outcome.Retry(
                        "unexpected web page in the response (HTTP status 200): check the.key", 200, null));
        assertThat(page.outcome()).isEqualTo(Outcome.ACCEPTED);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            seconds         | 120                             | PT2M
            none            | 0                               | PT0S
            spaces          | ` 5 `                           | PT5S
            date            | Wed, 04 Mar 2026 05:08:07 GMT   | PT2M
            date, one digit | Wed, 4 Mar 2026 05:06:17 GMT    | PT10S
            past date       | Wed, 04 Mar 2026 05:00:00 GMT   | PT0S
            other zone      | Wed, 04 Mar 2026 06:06:37 +0100 | PT30S
            no header       |                                 |
            empty           | ``                              |
            below zero      | -1                              |
            fraction        | 1.5                             |
            words           | soon                            |
            list            | 5, 6                            |
            wrong weekday   | Mon, 04 Mar 2026 05:08:07 GMT   |
            no such day     | Wed, 30 Feb 2026 05:08:07 GMT   |
            ISO date        | 2026-03-04T05:08:07Z            |
            too large       | 99999999999999999999            |
            """)
    void retryAfter_anyHeader_isAWaitOrNull(String name, String header, Duration wait) {
        assertThat(reply(429, header).retryAfter()).isEqualTo(wait);
    }

    @Property
    void retryAfter_anyText_isAWaitOrNull(@ForAll String text, @ForAll long number) {
        for (var header :
                new String[] {text, String.valueOf(number), number + text, "Wed, 04 Mar " + number + " 05:08:07 GMT"}) {
            var wait = reply(429, header).retryAfter();
            assertThat(wait == null || !wait.isNegative()).isTrue();
        }
    }

    @Test
    void retryAfter_endlessWait_canBeCountedInMilliseconds() {
        var wait = reply(429, "9223372036854775807").retryAfter();
        assertThat(wait == null || wait.toMillis() > 0).isTrue();
    }

    private static HttpReply reply(int status, String retryAfter) {
        return reply(status, "", retryAfter);
    }

    private static HttpReply reply(int status, String body, String retryAfter) {
        var headers = retryAfter == null ? Map.<String, List<String>>of() : Map.of("Retry-After", List.of(retryAfter));
        return new HttpReply(status, HttpHeaders.of(headers, (name, value) -> true), body, NOW);
    }
}
