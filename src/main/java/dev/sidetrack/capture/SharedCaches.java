// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.capture;

import dev.sidetrack.Texts;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;

/**
 * Recognizes responses that a shared cache may store (RFC 9111 section 3): the next visitor would get the cookie along
 * with the page, as happened with a real Apache.
 */
final class SharedCaches {

    private static final Logger LOG = System.getLogger("dev.sidetrack.capture");
    private static final String CONTROL = "Cache-Control";
    private static final String EXPIRES = "Expires";
    private static final String OF_NGINX = "X-Accel-Expires";
    /** Headers that caches heed before {@code Cache-Control} (RFC 9213), and their predecessors. */
    private static final String[] TARGETED = {
        "CDN-Cache-Control",
        "Cloudflare-CDN-Cache-Control",
        "Netlify-CDN-Cache-Control",
        "Vercel-CDN-Cache-Control",
        "Surrogate-Control",
        "Akamai-Cache-Control",
        "Deno-CDN-Cache-Control",
        "X-LiteSpeed-Cache-Control",
        "Edge-Control"
    };

    private static final Pattern NOT_KEPT = Pattern.compile("(^|[,\\s])(private|no-store)([\\s,]|$)");
    private static final Pattern NOT_STORED = Pattern.compile("(^|[,\\s])no-store([\\s,]|$)");
    private static final Pattern FOR_ALL = Pattern.compile("(^|[,\\s])(public|s-maxage\\s*=\\s*\"?0*[1-9])");
    /**
     * Directives that allow stale responses to be served (RFC 5861); the second is Akamai's in {@code Edge-Control}.
     */
    private static final Pattern FRESH = Pattern.compile(
            "(^|[,\\s])(max-age|cache-maxage|stale-while-revalidate|stale-if-error)\\s*=\\s*\"?0*[1-9]");

    private static final Pattern AGED = Pattern.compile("(^|[,\\s])(max-age|s-maxage)\\s*=");

    private final AtomicBoolean isTold = new AtomicBoolean();

    /** Whether a response header with this name concerns caches. */
    static boolean heed(String header) {
        for (var name : TARGETED) {
            if (name.equalsIgnoreCase(header)) {
                return true;
            }
        }
        return CONTROL.equalsIgnoreCase(header)
                || EXPIRES.equalsIgnoreCase(header)
                || OF_NGINX.equalsIgnoreCase(header);
    }

    /** Whether a shared cache may store the response, judging by its current headers. */
    static boolean mayKeep(HttpServletRequest request, HttpServletResponse response) {
        return mayKeep(request, response, header(response, CONTROL));
    }

    /** The same with this {@code Cache-Control}; a response with a session is not shared. */
    static boolean mayKeep(HttpServletRequest request, HttpServletResponse response, String cacheControl) {
        for (var name : TARGETED) {
            if (isForAll(header(response, name))) {
                return true;
            }
        }
        if (isAboveZero(header(response, OF_NGINX))) {
            return true;
        }
        var control = cacheControl.toLowerCase(Locale.ROOT);
        if (isKeptFromAll(control)) {
            return false;
        }
        return says(FOR_ALL, control)
                || isFresh(control, header(response, EXPIRES)) && request.getSession(false) == null;
    }

    /**
     * Whether it may update a shared cache's copy, including cookies (RFC 9111 section 4.3.4): a 304 to a request
     * through a proxy. It need not repeat the page's cache directives.
     */
    static boolean mayRenew(HttpServletRequest request, HttpServletResponse response) {
        return response.getStatus() == HttpServletResponse.SC_NOT_MODIFIED
                && !isKeptFromAll(header(response, CONTROL))
                && isForwarded(request);
    }

    private static boolean isForwarded(HttpServletRequest request) {
        return request.getHeader("Via") != null
                || request.getHeader("X-Forwarded-For") != null
                || request.getHeader("Forwarded") != null;
    }

    /** Whether a {@code Cache-Control}, in lower case, keeps shared caches from storing the response. */
    static boolean isKeptFromAll(String control) {
        return says(NOT_KEPT, control);
    }

    /** Whether a {@code Cache-Control}, in lower case, keeps all caches from storing the response. */
    static boolean isStoredNowhere(String control) {
        return says(NOT_STORED, control);
    }

    /** Prevents all caching, including caches that heed other headers before {@code Cache-Control}. */
    static void forbidTargeted(HttpServletResponse response) {
        for (var name : TARGETED) {
            if (isForAll(header(response, name))) {
                response.setHeader(name, "no-store");
            }
        }
        if (isAboveZero(header(response, OF_NGINX))) {
            response.setHeader(OF_NGINX, "0");
        }
    }

    private static boolean isForAll(String targeted) {
        return says(FOR_ALL, targeted) || says(FRESH, targeted);
    }

    /** Most responses have no such header, which is checked first. */
    private static boolean says(Pattern pattern, String control) {
        return !control.isEmpty() && pattern.matcher(control).find();
    }

    /** RFC 9111 section 5.3: {@code Expires} counts only without a {@code max-age}. */
    private static boolean isFresh(String control, String expires) {
        return says(FRESH, control) || !says(AGED, control) && isInFuture(expires);
    }

    private static boolean isInFuture(String date) {
        try {
            return !date.isEmpty()
                    && Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(date))
                            .isAfter(Instant.now());
        } catch (DateTimeException past) {
            // Such as 0, which caches treat as expired.
            return false;
        }
    }

    /** Seconds, or a time of day after an at sign. */
    private static boolean isAboveZero(String accelExpires) {
        return !accelExpires.isEmpty() && accelExpires.matches("@.+|0*[1-9]\\d*");
    }

    /** Logs once that cookies were not set, and what to do. */
    void tell(String path) {
        if (isTold.compareAndSet(false, true)) {
            LOG.log(
                    Level.WARNING,
                    "{0} may be stored by shared caches, so new visitors get no cookie there, and cached responses are"
                            + " not counted: list such pages in sidetrack.beacon.pages, or send"
                            + " Cache-Control: private.",
                    Texts.printable(path));
        }
    }

    private static String header(HttpServletResponse response, String name) {
        return response.getHeader(name) == null
                ? ""
                : String.join(",", response.getHeaders(name)).toLowerCase(Locale.ROOT);
    }
}
