// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.capture;

import dev.sidetrack.Consent;
import dev.sidetrack.Texts;
import dev.sidetrack.config.Keys;
import dev.sidetrack.config.Settings;
import dev.sidetrack.config.Shared;
import dev.sidetrack.config.Sites;
import dev.sidetrack.config.UnknownHosts;
import dev.sidetrack.consent.Choice;
import dev.sidetrack.consent.ConsentCookie;
import dev.sidetrack.consent.Notice;
import dev.sidetrack.consent.Notices;
import dev.sidetrack.consent.Permission;
import dev.sidetrack.consent.Permissions;
import dev.sidetrack.consent.Signals;
import dev.sidetrack.visitor.VisitorCookie;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Set;

/**
 * Examines a request that has just arrived: whether and how far it may be tracked, and which notice its page has to
 * show.
 */
@Shared
class Admission {

    private static final Logger LOG = System.getLogger("dev.sidetrack.capture");

    private final String endpoint;
    private final String fixedHost;
    private final PageRules rules;
    private final TrustedProxies proxies;
    private final ConsentCookie consentCookie;
    private final Permissions permissions;
    private final Notices notices;
    private final VisitorCookie visitorCookie;
    private final Referrers referrers;
    private final Sites sites;
    private final boolean dropsUnknownHosts;

    @Inject
    Admission(
            Settings settings,
            PageRules rules,
            TrustedProxies proxies,
            ConsentCookie consentCookie,
            Permissions permissions,
            Notices notices,
            VisitorCookie visitorCookie,
            Referrers referrers) {
        this.endpoint = settings.get(Keys.BEACON_PATH) + Endpoint.CONSENT;
        this.rules = rules;
        this.proxies = proxies;
        this.consentCookie = consentCookie;
        this.permissions = permissions;
        this.notices = notices;
        this.visitorCookie = visitorCookie;
        this.fixedHost = settings.get(Keys.SITE);
        this.referrers = referrers;
        this.sites = settings.sites();
        this.dropsUnknownHosts = settings.get(Keys.UNKNOWN_HOSTS) == UnknownHosts.DROP;
    }

    /**
     * The visitor's side of a request that arrived at this second. May be called from anywhere in a page, so it never
     * throws.
     */
    Admitted admit(HttpServletRequest request, String path, long second) {
        try {
            return read(request, path, second);
        } catch (RuntimeException failure) {
            LOG.log(Level.WARNING, "Tracking of a request failed: " + Texts.printable(failure.toString()));
            return Admitted.UNREADABLE;
        }
    }

    private Admitted read(HttpServletRequest request, String path, long second) {
        var origin = proxies.origin(request);
        var contextPath = request.getContextPath();
        var cookies = RequestText.cookies(request);
        var userAgent = request.getHeader("User-Agent");
        var referrer = request.getHeader("Referer");
        var choice = consentCookie.read(cookies, second);
        var signals = signals(request);
        var exclusion = exclusion(request, path, origin, userAgent, referrer);
        if (exclusion != null) {
            return Admitted.ruledOut(origin, contextPath, cookies, userAgent, referrer, choice, signals, exclusion);
        }
        proxies.tellOfUnknownProxy(request);
        var leftToBeacon = rules.isLeftToBeacon(path);
        var permission = permissions.of(choice, signals);
        var visitorId = permission.level() == Permission.Level.ALL ? visitorCookie.read(cookies) : null;
        // A page that a cache may store is the same for everybody, so it shows no notice to one visitor.
        var notice = leftToBeacon ? null : notice(request, origin, choice, signals, permission, visitorId);
        return new Admitted(
                origin,
                contextPath,
                cookies,
                userAgent,
                referrer,
                visitorId,
                choice,
                signals,
                permission,
                null,
                leftToBeacon,
                notice,
                null,
                null);
    }

    /** Most browsers send neither header; then there is nothing to search. */
    private static Signals signals(HttpServletRequest request) {
        return request.getHeader("Sec-GPC") == null && request.getHeader("DNT") == null
                ? Signals.NONE
                : Signals.of(request.getHeaders("Sec-GPC"), request.getHeaders("DNT"));
    }

    /** Whether visits from this referrer are excluded. */
    boolean isExcludedReferrer(String referrer) {
        return referrers.isExcluded(referrer);
    }

    /** How much may be tracked after a choice that the visitor has made in this request. */
    Permission permission(Choice choice, Signals signals) {
        return permissions.of(choice, signals);
    }

    private String exclusion(
            HttpServletRequest request, String path, ClientOrigin origin, String userAgent, String referrer) {
        var byRules = rules.exclusion(request, path, userAgent);
        if (byRules != null) {
            return byRules;
        }
        if (dropsUnknownHosts && sites.keyOf(origin.hostOr(fixedHost)) == null) {
            return "host";
        }
        return referrers.isExcluded(referrer) ? "referrer" : null;
    }

    private Notice notice(
            HttpServletRequest request,
            ClientOrigin origin,
            Choice choice,
            Signals signals,
            Permission permission,
            String visitorId) {
        // If a signal of the browser would override the answer, there is nothing to ask.
        var asks = permissions.isAsking(choice)
                && !permissions.of(Choice.of(Set.of(Choice.ANALYTICS)), signals).isBySignal();
        var isNew =
                visitorId == null && permission.level() == Permission.Level.ALL && choice.consent() != Consent.GRANTED;
        var host = asks || isNew && notices.tellsNewVisitors() ? origin.hostOr(fixedHost) : null;
        if (host == null) {
            // Nothing to show, or no host name to show; then the request does not come from a browser.
            return null;
        }
        var languages = RequestText.languages(request);
        return asks
                ? notices.asked(host, languages, request.getContextPath() + endpoint)
                : notices.told(host, languages);
    }
}
