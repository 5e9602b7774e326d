// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.capture;

import dev.sidetrack.Hit;
import dev.sidetrack.Page;
import dev.sidetrack.TrackedEvent;
import dev.sidetrack.config.Keys;
import dev.sidetrack.config.Settings;
import dev.sidetrack.config.Shared;
import dev.sidetrack.config.Sites;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Makes hits. What is not copied here never leaves the server. */
@Shared
class HitFactory {

    private final Clock clock;
    private final String fixedHost;
    private final Sites sites;

    @Inject
    HitFactory(Settings settings) {
        this(settings, Clock.systemUTC());
    }

    HitFactory(Settings settings, Clock clock) {
        this.clock = clock;
        this.fixedHost = settings.get(Keys.SITE);
        this.sites = settings.sites();
    }

    /** The time, to the microsecond that the queue keeps. */
    Instant now() {
        var now = clock.instant();
        return Instant.ofEpochSecond(now.getEpochSecond(), now.getNano() / 1000 * 1000);
    }

    /** The host name that hits of this request carry. */
    String host(TrackedRequest tracked) {
        return fixedHost != null ? fixedHost : RequestText.host(tracked.request.getServerName());
    }

    /** The hit of a request: a page view, or an event if there is one. */
    Hit ofRequest(TrackedRequest tracked, TrackedEvent event, String title) {
        return of(tracked, tracked.begun, event, title, tracked.took());
    }

    /** The event that a call in this request is, or outside of any if it is {@code null}. */
    Hit ofCall(TrackedRequest tracked, TrackedEvent event, String title) {
        return tracked == null ? ofEvent(null, event) : ofRequest(tracked, event, title);
    }

    /** An event that happened now, in this request or, if it is {@code null}, outside of any. */
    Hit ofEvent(TrackedRequest tracked, TrackedEvent event) {
        if (tracked != null) {
            return of(tracked, now(), event, null, null);
        }
        var now = now();
        return new Hit(HitIds.at(now), now, sites.keyOf(fixedHost), new Page(null, fixedHost, null, null, null), null, event, null);
    }

    private Hit of(TrackedRequest tracked, Instant time, TrackedEvent event, String title, Duration took) {
        var request = tracked.request;
        var host = host(tracked);
        var page = new Page(
                request.getScheme(),
                host,
                RequestText.path(tracked.uri),
                RequestText.title(title == null ? tracked.title() : title),
                RequestText.referrer(request.getHeader("Referer")));
        return new Hit(HitIds.at(time), time, sites.keyOf(host), page, tracked.visitor(), event, took);
    }
}
