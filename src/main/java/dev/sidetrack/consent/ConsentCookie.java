// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.consent;

import dev.sidetrack.Consent;
import dev.sidetrack.config.Keys;
import dev.sidetrack.config.Settings;
import dev.sidetrack.config.Shared;
import jakarta.inject.Inject;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The cookie with the visitor's choice, the version of the policy it was made for, and when, in seconds:
 * {@code accept.1.1795359233}. Further purposes that the visitor agrees to follow:
 * {@code accept.1.1795359233.ads+profiles}.
 *
 * <p>A yes counts only in exactly this format, for this version, and if it is not too old. Everything that can be read
 * as a no is a no: in quotes, among several cookies, for another version, from the future.
 */
@Shared
public class ConsentCookie {

    /** How far the clocks of two nodes may differ. */
    private static final long CLOCK_TOLERANCE = 300;

    private static final String ACCEPT = "accept";
    private static final String DECLINE = "decline";
    /** Words of consent tools that mean no, anywhere in a value that is not in our format. */
    private static final Pattern NO = Pattern.compile(
            "(?i)(?<![a-z])(declin|refus|reject|den[yi]|revo[ck]|withdr|forg[eo]t|disagree|disallow|dissent"
                    + "|opt[-_ ]?out|disabl|block|dnt"
                    + "|(un|in|non?|not|do[-_ ]?n['o]?t)[-_ ]?(accept|agree|allow|consent|grant|track)"
                    + "|(n|no|non|none|nope|not|nein|never|false|off|necessary|essential)(?![a-z]))"
                    + "|[=:]\\W*0(?![0-9A-Za-z.])|^\\W*0\\W*$");

    private static final String PURPOSE = "[a-z][a-z0-9-]*";
    private static final Pattern PURPOSES = Pattern.compile(PURPOSE + "(\\+" + PURPOSE + ")*");
    /** Our format of a yes, for any version and time. */
    private static final Pattern YES =
            Pattern.compile(ACCEPT + "\\.([A-Za-z0-9_-]{1,20})\\.[0-9]+(\\." + PURPOSES + ")?");

    private static final Pattern WRONGLY_ENCODED = Pattern.compile("%(?![0-9A-Fa-f]{2})");
    private static final Pattern ENCODED_AGAIN = Pattern.compile("%(25)+(?=[0-9A-Fa-f]{2})");

    private final CookieHeader cookie;
    private final String version;
    private final Set<String> purposes;
    private final long age;

    @Inject
    ConsentCookie(Settings settings, CookieScope scope) {
        cookie = new CookieHeader("_consent", settings, scope);
        version = settings.get(Keys.CONSENT_VERSION);
        purposes = Set.copyOf(settings.get(Keys.CONSENT_PURPOSES));
        age = settings.get(Keys.CONSENT_AGE).toSeconds();
    }

    /** The visitor's choice according to the request's {@code Cookie} header; {@code now} in seconds since 1970. */
    public Choice read(String cookieHeader, long now) {
        var values = cookie.values(cookieHeader);
        if (values.isEmpty()) {
            return Choice.NONE;
        }
        return values.stream()
                .map(value -> choice(value, now))
                .reduce(Choice::and)
                .get();
    }

    /**
     * The {@code Set-Cookie} headers that store a choice made at {@code now} and replace the one in
     * {@code cookieHeader}.
     */
    public List<String> headers(Choice choice, String cookieHeader, long now, CookiePlace place) {
        var headers = new ArrayList<String>();
        if (!cookie.values(cookieHeader).isEmpty()) {
            headers.addAll(cookie.removedElsewhere(place));
        }
        var more = choice.purposes().stream()
                .filter(purpose -> !purpose.equals(Choice.ANALYTICS))
                .sorted()
                .toList();
        var words = new ArrayList<>(
                List.of(choice.consent() == Consent.GRANTED ? ACCEPT : DECLINE, version, String.valueOf(now)));
        if (!more.isEmpty()) {
            words.add(String.join("+", more));
        }
        headers.add(cookie.with(String.join(".", words), age, place));
        return headers;
    }

    private Choice choice(String value, long now) {
        var parts = value.split("\\.", -1);
        var isOfNow = parts.length > 2 && parts[1].equals(version) && isRecent(parts[2], now);
        if (isNo(value)) {
            return new Choice(Consent.DENIED, parts.length == 4 ? known(parts[3]) : Set.of(), !isOfNow);
        }
        if (!isOfNow || !parts[0].equals(ACCEPT) || isOfFuture(parts[2], now)) {
            return Choice.NONE;
        }
        return switch (parts.length) {
            case 3 -> new Choice(Consent.GRANTED, Set.of(Choice.ANALYTICS), false);
            case 4 ->
                PURPOSES.matcher(parts[3]).matches()
                        ? new Choice(Consent.GRANTED, known(Choice.ANALYTICS + "+" + parts[3]), false)
                        : Choice.NONE;
            default -> Choice.NONE;
        };
    }

    /** The purposes that the site still asks for. */
    private Set<String> known(String joined) {
        return Arrays.stream(joined.split("\\+")).filter(purposes::contains).collect(Collectors.toUnmodifiableSet());
    }

    private boolean isNo(String value) {
        return !isYes(value) && NO.matcher(decoded(value)).find();
    }

    /** Whether it is a yes in our format, in which the names of versions and purposes are not read as a no. */
    private boolean isYes(String value) {
        var yes = value.startsWith(ACCEPT) ? YES.matcher(value) : null;
        return yes != null
                && yes.matches()
                && (yes.group(1).equals(version) || !NO.matcher(yes.group(1)).find());
    }

    /** Some clients encode cookies that they send back, and some encode them again. */
    private static String decoded(String value) {
        if (value.indexOf('%') < 0) {
            return value;
        }
        var once = ENCODED_AGAIN.matcher(value).replaceAll("%");
        return URLDecoder.decode(WRONGLY_ENCODED.matcher(once).replaceAll("%25"), StandardCharsets.UTF_8);
    }

    private boolean isRecent(String seconds, long now) {
        try {
            return Long.parseLong(seconds) >= now - age;
        } catch (NumberFormatException forged) {
            return false;
        }
    }

    private static boolean isOfFuture(String seconds, long now) {
        return Long.parseLong(seconds) > now + CLOCK_TOLERANCE;
    }
}
