// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.capture;

import dev.sidetrack.TrackedEvent;
import dev.sidetrack.config.ConfigurationException;
import dev.sidetrack.config.Keys;
import dev.sidetrack.config.Settings;
import dev.sidetrack.config.Shared;
import jakarta.inject.Inject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Masks personal data. In a path, each segment that matches a pattern in {@code sidetrack.mask} becomes {@code *}; with
 * {@code email}, e-mail addresses in titles, campaigns, queries and all texts of events do too. Texts are masked before
 * they are cut.
 */
@Shared
class Masks {

    private static final String EMAIL = "email";
    // Also full-width (U+FF20, U+FE6B), escaped as in HTML and scripts, percent-encoded, and escaped or encoded again,
    // as in URLs within URLs.
    private static final String AMPERSAND = "(?:&|%(?:25)*26)(?:amp(?:;|%(?:25)*3B))*";
    private static final String NUMBER_SIGN = "(?:#|%(?:25)*23)";
    private static final String SEMICOLON = "(?:;|%(?:25)*3B)";
    private static final String AT = "(?:[@\uFF20\uFE6B]|"
            + AMPERSAND + "(?:" + NUMBER_SIGN + "(?:0*(?:64|65312|65131)|x0*(?:40|FF20|FE6B))|commat)" + SEMICOLON
            + "|(?:\\\\|%(?:25)*5C|%(?:25)*)u(?:0040|FF20|FE6B)|(?:\\\\|%(?:25)*5C)x40"
            + "|%(?:25)*(?:40|EF%(?:25)*BC%(?:25)*A0|EF%(?:25)*B9%(?:25)*AB))";
    /** All dots of RFC 3490 section 3.1. */
    private static final String DOT = "(?:[.\uFF0E\u3002\uFF61]|%(?:25)*2E|" + AMPERSAND + "(?:" + NUMBER_SIGN
            + "(?:0*46|x0*2E)|period)" + SEMICOLON + ")";

    static final Map<String, String> NAMED = Map.of(
            "none",
            "(?!)",
            // Only up to the first at sign after the first character: a path full of them would take too long.
            EMAIL,
            "(?i)[^/](?:(?!" + AT + ")[^/])*" + AT + "[^/]+" + DOT + "[^/]+",
            "token",
            "(?=[^/]*\\d)(?=[^/]*[A-Za-z])[A-Za-z0-9_.~-]{20,}",
            "number",
            "\\d+");
    private static final String OF_ADDRESS = "[^\\s@\uFF20\uFE6B<>()\",;:]";
    // In quotes (RFC 5321 section 4.1.2), or only from the beginning of a word, for the same reason.
    private static final String BEGIN_IN_TEXT =
            "(?i)(?:\"[^\"]{1,64}\"|(?<!" + OF_ADDRESS + ")(?:(?!" + AT + ")" + OF_ADDRESS + ")++)" + AT + "++";
    static final Pattern EMAIL_IN_TEXT = Pattern.compile(BEGIN_IN_TEXT + OF_ADDRESS + "+" + DOT + OF_ADDRESS + "+");
    /** What is left of an address if the text was cut. */
    static final Pattern EMAIL_AT_THE_END = Pattern.compile(BEGIN_IN_TEXT + OF_ADDRESS + "*$");

    private final Pattern[] patterns;
    private final boolean masksEmail;

    @Inject
    Masks(Settings settings) {
        patterns = settings.get(Keys.MASK).stream().map(Masks::compile).toArray(Pattern[]::new);
        masksEmail = settings.get(Keys.MASK).contains(EMAIL);
    }

    /** The masked path. */
    String masked(String path) {
        return masked(path, 0);
    }

    /** The address with its path, which begins at {@code start}, masked. */
    String masked(String address, int start) {
        if (patterns.length == 0 || !isWorthLooking(address)) {
            return address;
        }
        var segments = address.substring(start).split("/", -1);
        for (var i = 0; i < segments.length; i++) {
            if (!segments[i].isEmpty() && isMasked(segments[i])) {
                segments[i] = "*";
            }
        }
        return address.substring(0, start) + String.join("/", segments);
    }

    /** A text for people, with e-mail addresses masked; {@code null} stays {@code null}. */
    String maskedText(String text) {
        return masksEmail && mayHoldEmail(text) ? EMAIL_IN_TEXT.matcher(text).replaceAll("*") : text;
    }

    /** The same for a text that has been cut to this length, possibly within an address. */
    String maskedText(String text, int longest) {
        var masked = maskedText(text);
        var wasCut = masksEmail && mayHoldEmail(masked) && text.length() >= longest - 1;
        return wasCut ? EMAIL_AT_THE_END.matcher(masked).replaceAll("*") : masked;
    }

    /** The query string, with values that contain an e-mail address masked. */
    String maskedQuery(String query) {
        if (!masksEmail || !mayHoldEmail(query)) {
            return query;
        }
        var pairs = query.split("&", -1);
        for (var i = 0; i < pairs.length; i++) {
            var value = pairs[i].indexOf('=') + 1;
            if (EMAIL_IN_TEXT
                    .matcher(pairs[i].substring(value).replace('+', ' '))
                    .find()) {
                pairs[i] = pairs[i].substring(0, value) + "*";
            }
        }
        return String.join("&", pairs);
    }

    /** The event, with e-mail addresses masked in all its texts. */
    TrackedEvent masked(TrackedEvent event) {
        if (event == null || !masksEmail) {
            return event;
        }
        var masked = event.withName(maskedText(event.name(), TrackedEvent.LONGEST_NAME))
                .category(maskedText(event.category()))
                .label(maskedText(event.label()));
        return event.properties().isEmpty() ? masked : masked.withProperties(maskedMap(event.properties()));
    }

    private Map<String, Object> maskedMap(Map<?, ?> values) {
        var masked = new LinkedHashMap<String, Object>();
        values.forEach((name, value) -> masked.put(maskedText((String) name), maskedValue(value)));
        return masked;
    }

    private Object maskedValue(Object value) {
        if (value instanceof String text) {
            return maskedText(text);
        }
        if (value instanceof List<?> list) {
            return list.stream().map(this::maskedValue).toList();
        }
        return value instanceof Map<?, ?> map ? maskedMap(map) : value;
    }

    /** With only the default pattern, a quick check shows that nearly every path needs no masking. */
    private boolean isWorthLooking(String address) {
        return patterns.length > 1 || !masksEmail || mayHoldEmail(address);
    }

    private static boolean mayHoldEmail(String text) {
        return text != null
                && (text.indexOf('@') >= 0
                        || text.indexOf('\uFF20') >= 0
                        || text.indexOf('\uFE6B') >= 0
                        || text.indexOf('%') >= 0
                        || text.indexOf('\\') >= 0
                        || text.contains("&#")
                        || text.contains("&amp;")
                        || text.contains("&commat;"));
    }

    private boolean isMasked(String segment) {
        for (var pattern : patterns) {
            if (pattern.matcher(segment).matches()) {
                return true;
            }
        }
        return false;
    }

    private static Pattern compile(String text) {
        try {
            return Pattern.compile(NAMED.getOrDefault(text, text));
        } catch (PatternSyntaxException malformed) {
            throw new ConfigurationException(
                    Keys.MASK.name() + " contains '" + text + "', which is not a valid regular expression.");
        }
    }
}
