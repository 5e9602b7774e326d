// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.capture;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;

/**
 * The kind of a request according to its headers: the browser's fetch metadata if there is any, otherwise headers that
 * scripts add.
 *
 * @see <a href="https://www.w3.org/TR/fetch-metadata/">Fetch Metadata Request Headers</a>
 * @see <a href="https://htmx.org/reference/#request_headers">htmx request headers</a>
 */
enum RequestKind {

    /** A navigation to a page. */
    PAGE,
    /** A page inside another one. */
    FRAME,
    /** A part of a page: a fragment, an image, a script's fetch. */
    PART,
    /** Unknown, as with old browsers and programs. */
    UNKNOWN;

    private static final String TRUE = "true";
    private static final String NAVIGATE = "navigate";
    /**
     * What Turbo accepts when it visits a page, from 7.0 on, after streams if a form led there; since 8.0 it also
     * numbers its requests.
     */
    private static final String TURBO_ACCEPTS = "text/html, application/xhtml+xml";

    static RequestKind of(HttpServletRequest request) {
        var mode = request.getHeader("Sec-Fetch-Mode");
        var destination = request.getHeader("Sec-Fetch-Dest");
        if (destination != null && isFrame(destination)) {
            return FRAME;
        }
        if (mode == null && destination == null) {
            return byScript(request);
        }
        // A service worker that passes on a navigation makes its destination empty.
        var navigates = mode == null ? "document".equals(destination) : mode.equals(NAVIGATE);
        return navigates || "empty".equals(destination) && replacesPage(request) ? PAGE : PART;
    }

    /**
     * Whether the browser requests an image, a script, a font or the like, which is never a page; fast. A navigation is
     * one whatever its destination.
     */
    static boolean isPassive(HttpServletRequest request) {
        var destination = request.getHeader("Sec-Fetch-Dest");
        return destination != null
                && !destination.equals("document")
                && !destination.equals("empty")
                && !isFrame(destination)
                && !NAVIGATE.equals(request.getHeader("Sec-Fetch-Mode"));
    }

    /** The kind without fetch metadata. */
    private static RequestKind byScript(HttpServletRequest request) {
        if (replacesPage(request)) {
            return PAGE;
        }
        if (isFragment(request)) {
            return PART;
        }
        var accept = request.getHeader("Accept");
        return accept != null && accept.regionMatches(true, 0, "text/html", 0, 9) ? PAGE : UNKNOWN;
    }

    /** Whether a script fetches it to replace the page and its address. */
    private static boolean replacesPage(HttpServletRequest request) {
        if (TRUE.equals(request.getHeader("HX-Boosted"))
                || TRUE.equals(request.getHeader("HX-History-Restore-Request"))) {
            return true;
        }
        return (request.getHeader("X-Turbo-Request-Id") != null || isAcceptOfTurbo(request.getHeader("Accept")))
                && request.getHeader("Turbo-Frame") == null;
    }

    private static boolean isAcceptOfTurbo(String accept) {
        return accept != null && accept.endsWith(TURBO_ACCEPTS);
    }

    private static boolean isFragment(HttpServletRequest request) {
        return TRUE.equals(request.getHeader("HX-Request"))
                || request.getHeader("Turbo-Frame") != null
                || request.getHeader("X-PJAX") != null
                || request.getHeader("X-Up-Target") != null
                || request.getHeader("Wicket-Ajax") != null
                || request.getHeader("Datastar-Request") != null
                || request.getHeader("X-Alpine-Request") != null
                || request.getHeader("X-IC-Request") != null
                || isPartial(request.getHeader("Faces-Request"))
                || isScript(request.getHeader("X-Requested-With"));
    }

    /** A partial request by Jakarta Faces 4.0 section 13.3: {@code partial/ajax}, {@code partial/execute}. */
    private static boolean isPartial(String facesRequest) {
        return facesRequest != null && facesRequest.toLowerCase(Locale.ROOT).startsWith("partial/");
    }

    /**
     * But not {@code com.example.app}: Android's WebView sends its application's name with each navigation, after the
     * script's value if a script sends one; an application that does not want to be named makes it empty.
     */
    private static boolean isScript(String requestedWith) {
        if (requestedWith == null || requestedWith.isBlank()) {
            return false;
        }
        for (var by : requestedWith.split(",")) {
            if (!by.isBlank() && by.indexOf('.') < 0) {
                return true;
            }
        }
        return false;
    }

    private static boolean isFrame(String destination) {
        return switch (destination) {
            case "iframe", "frame", "embed", "object", "fencedframe" -> true;
            default -> false;
        };
    }
}
