// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.capture;

import dev.sidetrack.Texts;
import dev.sidetrack.config.Keys;
import dev.sidetrack.config.Settings;
import dev.sidetrack.config.Shared;
import dev.sidetrack.consent.ConsentEndpoint;
import dev.sidetrack.consent.PageVisit;
import dev.sidetrack.pages.Caller;
import dev.sidetrack.pages.Pages;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/**
 * Serves the paths below {@code sidetrack.beacon.path}: consent, the beacon and its script, and the statistics pages.
 */
@Shared
class Endpoint {

    private static final Logger LOG = System.getLogger("dev.sidetrack.capture");

    static final String CONSENT = "/consent";
    private static final String GIF = "/hit.gif";
    private static final String HIT = "/hit";
    private static final String VISITOR = "/visitor";
    private static final String SCRIPT = "/sidetrack.js";

    private final String base;
    private final boolean beaconEnabled;
    private final RequestTracking tracking;
    private final ConsentEndpoint consent;
    private final Beacon beacon;
    private final Pages pages;
    private final TrustedProxies proxies;
    private final Visitors visitors;

    @Inject
    Endpoint(
            Settings settings,
            RequestTracking tracking,
            ConsentEndpoint consent,
            Beacon beacon,
            Pages pages,
            TrustedProxies proxies,
            Visitors visitors) {
        this.base = settings.get(Keys.BEACON_PATH);
        this.beaconEnabled = settings.get(Keys.BEACON_ENABLED);
        this.tracking = tracking;
        this.consent = consent;
        this.beacon = beacon;
        this.pages = pages;
        this.proxies = proxies;
        this.visitors = visitors;
    }

    /**
     * Whether a request with this path, as the server understands it, is for us; the application's own resources below
     * the same path are not affected.
     */
    boolean serves(String whole) {
        if (whole == null || !whole.startsWith(base)) {
            return false;
        }
        var path = whole.substring(base.length());
        return switch (path) {
            case CONSENT, VISITOR -> true;
            case GIF, HIT, SCRIPT -> beaconEnabled;
            default -> pages.serves(path);
        };
    }

    void serve(String whole, HttpServletRequest request, HttpServletResponse response) throws IOException {
        try {
            answer(whole.substring(base.length()), request, response);
        } catch (RuntimeException failure) {
            LOG.log(
                    Level.WARNING,
                    "Answering a request to Sidetrack's own path failed: " + Texts.printable(failure.toString()));
            if (!response.isCommitted()) {
                response.setStatus(HttpServletResponse.SC_INTERNAL_SERVER_ERROR);
            }
        }
    }

    private void answer(String path, HttpServletRequest request, HttpServletResponse response) throws IOException {
        switch (path) {
            case CONSENT -> decide(request, response, page -> consent.choose(request, response, page));
            case VISITOR -> decide(request, response, page -> consent.forget(request, response));
            case GIF -> beacon.gif(request, response);
            case HIT -> beacon.post(request, response);
            case SCRIPT -> beacon.script(request, response);
            default -> pages.serve(path, request, response, caller(request));
        }
    }

    private Caller caller(HttpServletRequest request) {
        var origin = proxies.origin(request);
        return new Caller(
                RateLimit.network(origin.address()), visitors.idOf(request, origin), SameOrigin.isOwn(request, origin));
    }

    /** Handles a visitor's choice, if it comes from a page of this site. */
    private void decide(HttpServletRequest request, HttpServletResponse response, Deciding deciding)
            throws IOException {
        var tracked = tracking.read(request, response);
        if (tracked == null) {
            ConsentEndpoint.refuse(response, HttpServletResponse.SC_SERVICE_UNAVAILABLE, "tracking failed");
            return;
        }
        if (!SameOrigin.isOwn(request, tracked.facts().origin())) {
            ConsentEndpoint.refuse(
                    response,
                    HttpServletResponse.SC_FORBIDDEN,
                    "access denied: only this site's own pages may do this");
            return;
        }
        tracked.bind();
        try {
            deciding.leadingTo(SameOrigin.pageBehind(request, tracked.facts().origin()));
        } finally {
            PageVisit.unbind();
        }
    }

    private interface Deciding {
        void leadingTo(String page) throws IOException;
    }
}
