// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.capture;

import java.util.regex.Pattern;

/**
 * An address as browsers write it in their headers: they leave much as it is that {@link java.net.URI} takes for an
 * error, such as the braces of {@code ?filter={a}} and the sign of {@code 100%} (URL Standard section 1.3).
 *
 * @param host in lower case, also one whose name has an underscore
 * @param port 0 if it names none
 * @param path in ASCII, empty or with a slash at its beginning
 * @param query in ASCII, or {@code null}
 */
record WebAddress(String scheme, String host, int port, String path, String query) {

    /** Without a user's name, which hides the host, and a backslash, which browsers take for a slash. */
    private static final Pattern FORM =
            Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*)://([^/?#@]+)((?:/[^?#]*)?)(?:\\?([^#]*))?(?:#.*)?");

    /** The address, or {@code null} if the text is none. */
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
