// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.capture;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;

/**
 * Tells responses that a cache may keep for everybody (RFC 9111 section 3): a cookie on one of them would be given to
 * the next visitor with the page, as a real Apache did.
 */
final class SharedCaches {

    private static final Logger LOG = System.getLogger(SharedCaches.class.getName());
    private static final Pattern NOT_KEPT = Pattern.compile("(^|[,\\s])(private|no-store)([\\s,]|$)");
    private static final Pattern FOR_ALL = Pattern.compile("(^|[,\\s])(public|s-maxage\\s*=\\s*\"?0*[1-9])");
    private static final Pattern FRESH = Pattern.compile("(^|[,\\s])max-age\\s*=\\s*\"?0*[1-9]");
    private static final String[] OF_SHARED_CACHES = {"CDN-Cache-Control", "Surrogate-Control"};

    private final AtomicBoolean isTold = new AtomicBoolean();

    /**
     * Whether a shared cache may keep it, as far as its headers say now; what belongs to a session is nobody else's.
     */
    static boolean mayKeep(HttpServletRequest request, HttpServletResponse response) {
        var control = header(response, "Cache-Control");
        if (NOT_KEPT.matcher(control).find()) {
            return false;
        }
        if (FOR_ALL.matcher(control).find()) {
            return true;
        }
        for (var name : OF_SHARED_CACHES) {
            if (FRESH.matcher(header(response, name)).find()) {
                return true;
            }
        }
        return FRESH.matcher(control).find() && request.getSession(false) == null;
    }

    /** Says once what became of the cookies, and what to do. */
    void tell(String path) {
        if (isTold.compareAndSet(false, true)) {
            LOG.log(
                    Level.WARNING,
                    "{0} may be kept by shared caches, so its new visitors get no cookie, and what a cache answers is not"
                            + " counted: list such pages in sidetrack.beacon.pages, or send Cache-Control: private.",
                    path);
        }
    }

    private static String header(HttpServletResponse response, String name) {
        var values = response.getHeaders(name);
        return values == null || values.isEmpty()
                ? ""
                : String.join(",", values).toLowerCase(Locale.ROOT);
    }
}
