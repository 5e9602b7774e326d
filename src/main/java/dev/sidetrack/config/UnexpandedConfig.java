// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.config;

import java.util.regex.Pattern;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.spi.ConfigSource;

/**
 * The configuration before expressions such as {@code ${CONSENT_MODE}} are expanded: servers silently treat a value
 * with an expression that cannot be expanded as missing.
 */
final class UnexpandedConfig {

    /** An expression without an end; no more of it may be shown, because it may be a secret. */
    static final String ENDLESS = "${";
    /** An expression without a name. */
    static final String NAMELESS = "${}";

    private static final String BEGIN = "${";
    /** An expression whose name contains another expression. */
    private static final Pattern NAMED_BY_ANOTHER = Pattern.compile("(?<!\\\\)\\$\\{[^{}:]*\\$\\{[^{}]*}[^{}:]*}");
    /** An expression of the server's own kind, such as Payara's {@code ${ENV=name}}. */
    private static final Pattern OF_A_SERVER = Pattern.compile("(?<!\\\\)\\$\\{[^{}:=]+=[^{}]*}");
    /** The deepest nesting of names. */
    private static final int DEEPEST = 20;

    private final Config config;

    UnexpandedConfig(Config config) {
        this.config = config;
    }

    /** The unexpanded text with this name, or {@code null}. */
    String text(String name) {
        for (ConfigSource source : config.getConfigSources()) {
            var text = source.getValue(name);
            if (text != null) {
                return text;
            }
        }
        return null;
    }

    /** The first expression in this setting that cannot be expanded, or {@code null}. */
    String unexpanded(String name) {
        var text = text(name);
        var unexpanded = unexpanded(text, DEEPEST);
        return unexpanded == null && text != null ? leftByServer(name, text) : unexpanded;
    }

    /**
     * The expression that the server could not expand: some leave it as it is, others treat the whole value as missing.
     */
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
            // Only the server can resolve it.
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
