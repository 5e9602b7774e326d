// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.capture;

import jakarta.servlet.http.HttpServletRequest;
import java.util.function.Predicate;

/** Distinguishes requests of our own pages from those that another site makes a browser send. */
final class SameOrigin {

    private SameOrigin() {}

    /**
     * Whether no other site has caused this request, according to the browser ({@code Sec-Fetch-Site}, {@code Origin},
     * {@code Referer}).
     */
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
        // Browsers say where a POST comes from; a client that does not is no browser, and has no cookies to abuse.
        return referrer == null || isHost(referrer, client);
    }

    /** The path of the page that the visitor was on if it is on this site, otherwise the application's root. */
    static String pageBehind(HttpServletRequest request, ClientOrigin client) {
        var page =
                pageOf(request.getHeader("Referer"), host -> bare(host).equals(bare(RequestText.host(client.host()))));
        if (page == null || page.path().startsWith("//")) {
            return request.getContextPath() + "/";
        }
        return page.query() == null ? page.path() : page.path() + "?" + page.query();
    }

    /** The page in a {@code Referer} header, if its host is one of ours; or {@code null}. */
    static WebAddress pageOf(String referrer, Predicate<String> isOurs) {
        var page = WebAddress.of(referrer);
        return page != null && page.path().startsWith("/") && isOurs.test(page.host()) ? page : null;
    }

    /** Whether this is an address on the host that the client requested. */
    static boolean isHost(String address, ClientOrigin client) {
        var named = WebAddress.of(address);
        return named != null && bare(named.host()).equals(bare(RequestText.host(client.host())));
    }

    /** Compares without port and brackets, because servers do not agree on the latter. */
    private static String bare(String host) {
        return host == null ? null : ForwardedHeader.withoutPort(host);
    }
}
