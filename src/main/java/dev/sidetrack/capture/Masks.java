// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.capture;

import dev.sidetrack.config.ConfigurationException;
import dev.sidetrack.config.Keys;
import dev.sidetrack.config.Settings;
import dev.sidetrack.config.Shared;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Masks what names a person. In a path, each segment that one of the patterns of {@code sidetrack.mask} matches becomes {@code *};
 * with {@code email}, addresses within titles and campaigns do too.
 */
@Shared
class Masks {

    private static final String EMAIL = "email";
    // Also as they are encoded, and encoded again, in addresses within addresses.
    private static final String AT = "(?:@|%(?:25)*40)";
    private static final String DOT = "(?:\\.|%(?:25)*2[Ee])";
    private static final Map<String, String> NAMED = Map.of(
            "none", "(?!)",
            // Up to the first at sign behind the first character only: a path full of them would take long otherwise.
            EMAIL, "[^/](?:(?!" + AT + ")[^/])*" + AT + "[^/]+" + DOT + "[^/]+",
            "token", "(?=[^/]*\\d)(?=[^/]*[A-Za-z])[A-Za-z0-9_.~-]{20,}",
            "number", "\\d+");
    private static final String OF_ADDRESS = "[^\\s@<>()\",;:]";
    // Only from where a word begins, for the same reason.
    private static final Pattern EMAIL_IN_TEXT = Pattern.compile("(?<!" + OF_ADDRESS + ")" + OF_ADDRESS + "++@" + OF_ADDRESS + "+\\." + OF_ADDRESS + "+");

    private final Pattern[] patterns;
    private final boolean masksEmail;

    @Inject
    Masks(Settings settings) {
        patterns = settings.get(Keys.MASK).stream().map(Masks::compile).toArray(Pattern[]::new);
        masksEmail = settings.get(Keys.MASK).contains(EMAIL);
    }

    /** The path with what is to be masked masked. */
    String masked(String path) {
        return masked(path, 0);
    }

    /** The address with what is to be masked masked in its path, which begins at {@code start}. */
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

    /** A text for people, with the e-mail addresses in it masked; {@code null} if it is. */
    String maskedText(String text) {
        return masksEmail && text != null && text.indexOf('@') >= 0 ? EMAIL_IN_TEXT.matcher(text).replaceAll("*") : text;
    }

    /** With the default pattern alone, nearly every path is fine at a glance. */
    private boolean isWorthLooking(String address) {
        return patterns.length > 1 || !masksEmail || address.indexOf('@') >= 0 || address.indexOf('%') >= 0 && address.contains("40");
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
            throw new ConfigurationException(Keys.MASK.name() + " holds '" + text + "', which is no regular expression.");
        }
    }
}
