// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.capture;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.Locale;

/** Tells requests that our own pages make from those that another site has a browser make. */
final class SameOrigin {

    private SameOrigin() {}

    /** Whether no other site is behind this request, as far as the browser says ({@code Sec-Fetch-Site}, {@code Origin}, {@code Referer}). */
    static boolean isOwn(HttpServletRequest request, ClientOrigin client) {
        var fetchSite = request.getHeader("Sec-Fetch-Site");
        if (fetchSite != null) {
            return fetchSite.equals("same-origin") || fetchSite.equals("none");
        }
        var origin = request.getHeader("Origin");
        if (origin != null) {
            return isHost(origin, client);
        }
        var referrer = request.getHeader("Referer");
        // Browsers say where a post comes from; a client that says nothing is none, and has no cookies that it could be made to send.
        return referrer == null || isHost(referrer, client);
    }

    /** The path of the page that the visitor was on, if it is one of this site; else the application's root. */
    static String pageBehind(HttpServletRequest request, ClientOrigin client) {
        var home = request.getContextPath() + "/";
        var referrer = request.getHeader("Referer");
        if (referrer == null || !isHost(referrer, client)) {
            return home;
        }
        var page = URI.create(referrer);
        var path = page.getRawPath();
        if (path == null || !path.startsWith("/") || path.startsWith("//")) {
            return home;
        }
        return page.getRawQuery() == null ? path : path + "?" + page.getRawQuery();
    }

    /** Whether this is an address of the host that the client asked for. */
    static boolean isHost(String address, ClientOrigin client) {
        try {
            var authority = URI.create(address).getRawAuthority();
            // Not getHost(), which knows no names with an underscore.
            return authority != null && authority.indexOf('@') < 0
                    && bare(authority.toLowerCase(Locale.ROOT)).equals(bare(RequestText.host(client.host())));
        } catch (IllegalArgumentException malformed) {
            return false;
        }
    }

    /** Without port and brackets, since servers do not agree on the latter. */
    private static String bare(String host) {
        return host == null ? null : ForwardedHeader.withoutPort(host);
    }
}
