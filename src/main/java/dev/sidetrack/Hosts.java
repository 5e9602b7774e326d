// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Extracts the host of an address, even where {@link java.net.URI#getHost()} finds none: names with an underscore,
 * which browsers accept, and addresses with characters that should be escaped. Not API.
 */
public final class Hosts {

    private static final Pattern AUTHORITY =
            Pattern.compile("(?:[A-Za-z][A-Za-z0-9+.-]*:)?//([^/?#\\\\]*).*", Pattern.DOTALL);
    private static final Pattern HOST = Pattern.compile("(\\[[0-9A-Fa-f:.]+]|[^:\\[\\]\\s]+)(?::[0-9]*)?");

    private Hosts() {}

    /**
     * {@return the host in lower case, without user name and port; {@code null} if the address has none}
     *
     * @param address the address
     */
    public static String of(String address) {
        var authority = address == null ? null : AUTHORITY.matcher(address);
        if (authority == null || !authority.matches()) {
            return null;
        }
        var text = authority.group(1);
        var host = HOST.matcher(text.substring(text.lastIndexOf('@') + 1));
        return host.matches() ? host.group(1).toLowerCase(Locale.ROOT) : null;
    }
}
