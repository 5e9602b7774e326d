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
 * Tells responses that a cache may keep for everybody (RFC 9111 section 3): a cookie on one of them would be given to
 * the next visitor with the page, as a real Apache did.
 */
final class SharedCaches {

    private static final Logger LOG = System.getLogger("dev.sidetrack.capture");
    private static final String CONTROL = "Cache-Control";
    private static final String EXPIRES = "Expires";
    private static final String OF_NGINX = "X-Accel-Expires";
    /** Of caches that heed them before {@code Cache-Control} (RFC 9213), and their forerunners. */
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
    private static final Pattern FOR_ALL = Pattern.compile("(^|[,\\s])(public|s-maxage\\s*=\\s*\"?0*[1-9])");
    /** What is stale may be given away too (RFC 5861); the second is Akamai's word in {@code Edge-Control}. */
    private static final Pattern FRESH = Pattern.compile(
            "(^|[,\\s])(max-age|cache-maxage|stale-while-revalidate|stale-if-error)\\s*=\\s*\"?0*[1-9]");

    private static final Pattern AGED = Pattern.compile("(^|[,\\s])(max-age|s-maxage)\\s*=");

    private final AtomicBoolean isTold = new AtomicBoolean();

    /** Whether a response header of that name says something to caches. */
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

    /**
     * Whether a shared cache may keep it, as far as its headers say now; what belongs to a session is nobody else's.
     */
    static boolean mayKeep(HttpServletRequest request, HttpServletResponse response) {
        for (var name : TARGETED) {
            var control = header(response, name);
            if (says(FOR_ALL, control) || says(FRESH, control)) {
                return true;
            }
        }
        if (isAboveZero(header(response, OF_NGINX))) {
            return true;
        }
        var control = header(response, CONTROL);
        if (says(NOT_KEPT, control)) {
            return false;
        }
        return says(FOR_ALL, control)
                || isFresh(control, header(response, EXPIRES)) && request.getSession(false) == null;
    }

    /** Most responses say nothing, which needs no looking at. */
    private static boolean says(Pattern pattern, String control) {
        return !control.isEmpty() && pattern.matcher(control).find();
    }

    /** RFC 9111 section 5.3: {@code Expires} counts only where no age is said. */
    private static boolean isFresh(String control, String expires) {
        return says(FRESH, control) || !says(AGED, control) && isInFuture(expires);
    }

    private static boolean isInFuture(String date) {
        try {
            return !date.isEmpty()
                    && Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(date))
                            .isAfter(Instant.now());
        } catch (DateTimeException past) {
            // Such as 0, which caches take for expired.
            return false;
        }
    }

    /** Seconds, or a time of the day behind an at sign. */
    private static boolean isAboveZero(String accelExpires) {
        return !accelExpires.isEmpty() && accelExpires.matches("@.+|0*[1-9]\\d*");
    }

    /** Says once what became of the cookies, and what to do. */
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
