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
import java.util.UUID;

/** Makes hits, of what {@link Privacy} lets through. */
@Shared
class HitFactory {

    private final Clock clock;
    private final String fixedHost;
    private final Sites sites;
    private final Privacy privacy;
    private final QueryRules queries;

    @Inject
    HitFactory(Settings settings, Privacy privacy, QueryRules queries) {
        this(settings, privacy, queries, Clock.systemUTC());
    }

    HitFactory(Settings settings, Privacy privacy, QueryRules queries, Clock clock) {
        this.privacy = privacy;
        this.queries = queries;
        this.clock = clock;
        this.fixedHost = settings.get(Keys.SITE);
        this.sites = settings.sites();
    }

    /** The time, to the microsecond that the queue keeps. */
    Instant now() {
        var now = clock.instant();
        return Instant.ofEpochSecond(now.getEpochSecond(), now.getNano() / 1000 * 1000);
    }

    /** The hit of a page that a beacon tells of: a page view, or an event if there is one. */
    Hit ofBeacon(TrackedRequest tracked, BeaconHit beacon) {
        var seen = beacon.seen();
        tracked.query(beacon.query());
        tracked.screen(seen.screen());
        var page = privacy.page(tracked.origin(), beacon.path(), beacon.query(), beacon.title(), beacon.referrer(), seen.viewId());
        return of(tracked, HitIds.at(tracked.begun), tracked.begun, page, beacon.event(), seen.serverTime());
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
        var nowhere = Page.builder().host(fixedHost).build();
        return Hit.builder().id(HitIds.at(now)).time(now).site(sites.keyOf(fixedHost)).page(nowhere).event(event).build();
    }

    private Hit of(TrackedRequest tracked, Instant time, TrackedEvent event, String title, Duration took) {
        var referrer = tracked.request.getHeader("Referer");
        // A view is known by its own id, by which the events on its page name it.
        var view = tracked.viewId();
        var page = privacy.page(tracked.origin(), tracked.uri, tracked.query(), title == null ? tracked.title() : title, referrer,
                event == null ? null : view);
        return of(tracked, event == null ? view : HitIds.at(time), time, page, event, took);
    }

    private Hit of(TrackedRequest tracked, UUID id, Instant time, Page page, TrackedEvent event, Duration took) {
        return Hit.builder()
                .id(id)
                .time(time)
                .site(sites.keyOf(page.host()))
                .page(page)
                .visitor(tracked.visitor())
                .event(event)
                .serverTime(took)
                .campaign(privacy.campaign(tracked, queries.campaign(tracked.query())))
                .build();
    }
}
