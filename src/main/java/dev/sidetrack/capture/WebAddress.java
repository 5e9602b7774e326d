// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.capture;

import java.util.regex.Pattern;

/**
 * An address as browsers write it in their headers: they leave characters unescaped that {@link java.net.URI} rejects,
 * such as the braces in {@code ?filter={a}} and the sign in {@code 100%} (URL Standard section 1.3).
 *
 * @param host in lower case; may contain an underscore
 * @param port 0 if there is none
 * @param path in ASCII, empty or with a leading slash
 * @param query in ASCII, or {@code null}
 */
record WebAddress(String scheme, String host, int port, String path, String query) {

    /** Without user info, which obscures the host, and backslashes, which browsers treat as slashes. */
    private static final Pattern FORM =
            Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*)://([^/?#@]+)((?:/[^?#]*)?)(?:\\?([^#]*))?(?:#.*)?");

    /** The address, or {@code null} if the text is not one. */
    static WebAddress of(String text) {
        var parts = text == null ? null : FORM.matcher(text);
        if (parts == null || !parts.matches() || !isWritable(text)) {
            return null;
        }
        var authority = parts.group(2);
        var path = parts.group(3);
        var host = RequestText.host(ForwardedHeader.host(authority));
        return host == null || path.indexOf('\\') >= 0
                ? null
                : new WebAddress(
                        parts.group(1),
                        host,
                        ForwardedHeader.port(authority),
                        RequestText.ascii(path),
                        RequestText.ascii(parts.group(4)));
    }

    private static boolean isWritable(String text) {
        return text.chars().noneMatch(c -> c <= ' ' || c == 0x7F || c == '<' || c == '>' || c == '"');
    }
}
