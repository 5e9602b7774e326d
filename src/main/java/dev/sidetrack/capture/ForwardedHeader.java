// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.capture;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** Parses the {@code Forwarded} header (RFC 7239 section 4), including quoted and bracketed forms. */
final class ForwardedHeader {

    private static final int MOST_HOPS = 50;
    private static final int LONGEST_PORT = 5;

    private ForwardedHeader() {}

    /**
     * The hops, the nearest proxy's last; for a malformed header, those that could be read from the right. Empty
     * elements are ignored (RFC 9110 section 5.6.1); if there are no others, the result is a single empty hop.
     */
    static List<Hop> parse(String header) {
        var hops = new ArrayList<Hop>();
        for (var element : split(header, ',')) {
            var hop = new Hop("", null, null, 0);
            for (var pair : element.isBlank() ? List.<String>of() : split(element, ';')) {
                hop = with(hop, pair);
            }
            if (!element.isBlank()) {
                hops.add(hop);
            }
        }
        if (hops.isEmpty()) {
            hops.add(new Hop("", null, null, 0));
        }
        return hops.size() > MOST_HOPS ? hops.subList(hops.size() - MOST_HOPS, hops.size()) : hops;
    }

    /** {@code http} or {@code https}, or {@code null} for anything else. */
    static String scheme(String value) {
        var lower = value.toLowerCase(Locale.ROOT);
        return lower.equals("http") || lower.equals("https") ? lower : null;
    }

    /** A host name or address without its port; an IPv6 address keeps its brackets, as in a URL. */
    static String host(String value) {
        return value.startsWith("[") ? value.substring(0, value.indexOf(']') + 1) : withoutPort(value);
    }

    /** The port after a host name or address, or 0. */
    static int port(String value) {
        var colon = value.lastIndexOf(':');
        var hasPort = colon >= 0 && (value.startsWith("[") ? colon > value.indexOf(']') : value.indexOf(':') == colon);
        return hasPort ? number(value.substring(colon + 1)) : 0;
    }

    /** A port, or 0 if the text is not one. */
    static int number(String text) {
        return text.length() <= LONGEST_PORT && !text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9')
                ? Integer.parseInt(text)
                : 0;
    }

    /** An address or host name without its port, and an IPv6 address without its brackets. */
    static String withoutPort(String node) {
        if (node.startsWith("[")) {
            var end = node.indexOf(']');
            return end < 0 ? "" : node.substring(1, end);
        }
        var colon = node.indexOf(':');
        return colon < 0 || node.indexOf(':', colon + 1) > 0 ? node : node.substring(0, colon);
    }

    private static Hop with(Hop hop, String pair) {
        var equals = pair.indexOf('=');
        if (equals < 0) {
            return hop;
        }
        var value = unquoted(pair.substring(equals + 1).strip());
        return switch (pair.substring(0, equals).strip().toLowerCase(Locale.ROOT)) {
            case "for" -> new Hop(withoutPort(value), hop.scheme(), hop.host(), hop.port());
            case "proto" -> new Hop(hop.address(), scheme(value), hop.host(), hop.port());
            case "host" -> new Hop(hop.address(), hop.scheme(), host(value), port(value));
            default -> hop;
        };
    }

    private static String unquoted(String value) {
        if (value.length() < 2 || value.charAt(0) != '"' || value.charAt(value.length() - 1) != '"') {
            return value;
        }
        return value.substring(1, value.length() - 1).replaceAll("\\\\(.)", "$1");
    }

    /**
     * Splits at separators outside quotes, from the right, so that an open quote from a client cannot hide what a proxy
     * has added.
     */
    private static List<String> split(String text, char separator) {
        var parts = new ArrayList<String>();
        var quoted = false;
        var end = text.length();
        for (var i = end - 1; i >= 0; i--) {
            var c = text.charAt(i);
            if (c == '"' && !isEscaped(text, i)) {
                quoted = !quoted;
            } else if (c == separator && !quoted) {
                parts.add(text.substring(i + 1, end));
                end = i;
            }
        }
        parts.add(text.substring(0, end));
        Collections.reverse(parts);
        return parts;
    }

    private static boolean isEscaped(String text, int at) {
        var first = at;
        while (first > 0 && text.charAt(first - 1) == '\\') {
            first--;
        }
        return (at - first) % 2 == 1;
    }

    /**
     * What a proxy says about its client.
     *
     * @param address the client's address, or an empty text
     * @param scheme {@code http} or {@code https}, or {@code null}
     * @param host the requested host, or {@code null}
     * @param port the requested port, or 0
     */
    record Hop(String address, String scheme, String host, int port) {}
}
