// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.spi.http;

import dev.sidetrack.Texts;
import dev.sidetrack.spi.Outcome;
import java.net.http.HttpHeaders;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.regex.Pattern;

/**
 * A provider's answer.
 *
 * @param status the HTTP status
 * @param headers the headers
 * @param body the beginning of the body, at most 512 kB of it
 * @param received when it was received
 */
public record HttpReply(int status, HttpHeaders headers, String body, Instant received) {

    /** A hundred years in seconds, which can still be added to a time. */
    private static final long LONGEST_WAIT = 3_155_760_000L;

    private static final int LONGEST_REASON = 200;
    private static final Pattern WEB_PAGE = Pattern.compile("[\\s\uFEFF]*<(?!br\\b|b>)", Pattern.CASE_INSENSITIVE);

    /** A reply received now. */
    static HttpReply now(int status, HttpHeaders headers, String body) {
        return new HttpReply(status, headers, body, Clock.systemUTC().instant());
    }

    /** {@return whether the status is 2xx, which for most providers does not yet mean that they kept the hits} */
    public boolean isSuccess() {
        return status / 100 == 2;
    }

    /**
     * {@return whether this is a page for people, such as a proxy's, and not the service's own answer, which PHP may
     * precede with notices in HTML}
     */
    public boolean isWebPage() {
        return WEB_PAGE.matcher(body).lookingAt();
    }

    /**
     * The outcome by the status alone: accepted (2xx), retry (408, 425, 429, 5xx), refused as a whole (400, 413, 422),
     * or rejected.
     *
     * @return the outcome of each hit that the request held
     */
    public Outcome outcome() {
        if (isSuccess()) {
            return Outcome.ACCEPTED;
        }
        return switch (status) {
            case 408, 425, 429 -> retry();
            case 400, 413, 422 -> new Outcome.Refused(reason(), status);
            default -> status / 100 == 5 ? retry() : new Outcome.Rejected(reason(), status);
        };
    }

    private Outcome retry() {
        return new Outcome.Retry("HTTP status " + status, status, retryAfter());
    }

    /** The status and the service's message, unless that is a web page. */
    private String reason() {
        var words = Texts.cut(
                Texts.printable(Texts.cut(body, 10 * LONGEST_REASON).replaceAll("[\\s\\p{Cntrl}]+", " "))
                        .strip(),
                LONGEST_REASON);
        return "HTTP status " + status + (words.isEmpty() || words.startsWith("<") ? "" : ": " + words);
    }

    /**
     * As {@link #outcome()}, but an invalid credential (401, 403) and an address that is gone (410) stop the provider.
     * A redirect (3xx) and a web page with a 2xx often come from a proxy or from a deployment in progress, and so are
     * retried.
     *
     * @param check what an operator should check, such as {@code sidetrack.provider.matomo.token}
     * @return the outcome of each hit that the request held
     */
    public Outcome outcome(String check) {
        if (isSuccess() && isWebPage()) {
            return retry("unexpected web page in the response", check);
        }
        return switch (status) {
            case 301, 302, 303, 307, 308 -> retry("redirected to another address", check);
            case 401, 403 -> Outcome.stop(withStatus("access denied", check));
            case 404, 405 -> new Outcome.Rejected(withStatus("address not found", check), status);
            case 410 -> Outcome.stop(withStatus("address gone", check));
            default -> outcome();
        };
    }

    private Outcome retry(String what, String check) {
        return new Outcome.Retry(withStatus(what, check), status, retryAfter());
    }

    private String withStatus(String what, String check) {
        return what + " (HTTP status " + status + "): check " + check;
    }

    /**
     * {@return the outcome of a success that does not look like the service's own: retry for a web page, unclear for
     * anything else}
     *
     * @param check what an operator is to check, such as {@code sidetrack.provider.matomo.token}
     */
    public Outcome notUnderstood(String check) {
        return isWebPage() ? outcome(check) : Outcome.unclear();
    }

    /**
     * {@return the wait that {@code Retry-After} asks for, as seconds or as a date (RFC 9110 section 10.2.3), or
     * {@code null}}
     */
    public Duration retryAfter() {
        var header = headers.firstValue("Retry-After").orElse("").strip();
        try {
            if (!header.isEmpty() && header.chars().allMatch(Character::isDigit)) {
                return Duration.ofSeconds(Math.min(Long.parseLong(header), LONGEST_WAIT));
            }
            var date = ZonedDateTime.parse(header, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            return date.isAfter(received) ? Duration.between(received, date) : Duration.ZERO;
        } catch (NumberFormatException | DateTimeException noWait) {
            return null;
        }
    }

    /**
     * {@return the wait, in seconds, that a header of the service's own asks for; {@code null} if it is missing or
     * invalid}
     *
     * @param header the header's name
     */
    public Duration seconds(String header) {
        var text = headers.firstValue(header).orElse("").strip();
        return text.matches("[0-9]{1,6}") ? Duration.ofSeconds(Long.parseLong(text)) : null;
    }
}
