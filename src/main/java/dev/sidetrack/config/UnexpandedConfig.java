// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.config;

import java.util.regex.Pattern;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.spi.ConfigSource;

/**
 * The configuration as it is written, before expressions such as {@code ${CONSENT_MODE}} are expanded: servers silently
 * treat one that cannot be expanded, and the value around it, as missing.
 */
final class UnexpandedConfig {

    /** What has no end, of which no more may be shown: it may be a secret. */
    static final String ENDLESS = "${";
    /** What has no name. */
    static final String NAMELESS = "${}";

    private static final String BEGIN = "${";
    /** Where the name itself is to be looked up. */
    private static final Pattern NAMED_BY_ANOTHER = Pattern.compile("(?<!\\\\)\\$\\{[^{}:]*\\$\\{[^{}]*}[^{}:]*}");
    /** In a server's own language, such as Payara's {@code ${ENV=name}}. */
    private static final Pattern OF_A_SERVER = Pattern.compile("(?<!\\\\)\\$\\{[^{}:=]+=[^{}]*}");
    /** Names within names end somewhere. */
    private static final int DEEPEST = 20;

    private final Config config;

    UnexpandedConfig(Config config) {
        this.config = config;
    }

    /** The text of that name in the source that counts, or {@code null}. */
    String text(String name) {
        for (ConfigSource source : config.getConfigSources()) {
            var text = source.getValue(name);
            if (text != null) {
                return text;
            }
        }
        return null;
    }

    /** The first expression in the text of that name which stands for nothing, or {@code null}. */
    String unexpanded(String name) {
        var text = text(name);
        var unexpanded = unexpanded(text, DEEPEST);
        return unexpanded == null && text != null ? leftByServer(name, text) : unexpanded;
    }

    /** The server itself leaves what it cannot expand as it is; another server makes nothing of the whole value. */
    private String leftByServer(String name, String text) {
        var expression = OF_A_SERVER.matcher(text);
        if (expression.find()) {
            var value = value(name);
            return value.isEmpty() || value.contains(expression.group()) ? expression.group() : null;
        }
        var named = NAMED_BY_ANOTHER.matcher(text);
        return named.find() && value(name).isEmpty() ? named.group() : null;
    }

    private String value(String name) {
        return config.getOptionalValue(name, String.class).orElse("");
    }

    private String unexpanded(String text, int deep) {
        var at = deep == 0 ? -1 : begin(text, 0);
        while (at >= 0) {
            var end = end(text, at);
            if (end < 0) {
                return ENDLESS;
            }
            var unexpanded = ofExpression(text.substring(at + BEGIN.length(), end), deep - 1);
            if (unexpanded != null) {
                return unexpanded;
            }
            at = begin(text, end);
        }
        return null;
    }

    /** {@code name}, or {@code name:default}. */
    private String ofExpression(String inner, int deep) {
        var nested = begin(inner, 0);
        var colon = inner.indexOf(':');
        var name = colon < 0 ? inner : inner.substring(0, colon);
        if (nested >= 0 && (colon < 0 || nested < colon)) {
            return unexpanded(inner, deep);
        }
        if (name.isBlank()) {
            return NAMELESS;
        }
        if (name.indexOf('=') >= 0) {
            // Only the server can look that up.
            return null;
        }
        var text = text(name);
        if (text != null) {
            return unexpanded(text, deep);
        }
        return colon < 0 ? BEGIN + name + "}" : unexpanded(inner.substring(colon + 1), deep);
    }

    private static int begin(String text, int from) {
        var at = text == null ? -1 : text.indexOf(BEGIN, from);
        while (at > 0 && text.charAt(at - 1) == '\\') {
            at = text.indexOf(BEGIN, at + 1);
        }
        return at;
    }

    private static int end(String text, int begin) {
        var open = 0;
        for (var i = begin; i < text.length(); i++) {
            if (text.startsWith(BEGIN, i)) {
                open++;
            } else if (text.charAt(i) == '}' && --open == 0) {
                return i;
            }
        }
        return -1;
    }
}
