// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.capture;

import dev.sidetrack.Hit;
import dev.sidetrack.HitOutcomes;
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
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/** Creates hits from what {@link Privacy} lets through. */
@Shared
class HitFactory {

    private final Clock clock;
    private final String fixedHost;
    private final Sites sites;
    private final Privacy privacy;
    private final QueryRules queries;
    private final LastViews lastViews;
    private final HitOutcomes outcomes;

    @Inject
    HitFactory(Settings settings, Privacy privacy, QueryRules queries, LastViews lastViews, HitOutcomes outcomes) {
        this(settings, privacy, queries, lastViews, outcomes, Clock.systemUTC());
    }

    HitFactory(
            Settings settings,
            Privacy privacy,
            QueryRules queries,
            LastViews lastViews,
            HitOutcomes outcomes,
            Clock clock) {
        this.outcomes = outcomes.self().get();
        this.lastViews = lastViews;
        this.privacy = privacy;
        this.queries = queries;
        this.clock = clock;
        this.fixedHost = settings.get(Keys.SITE);
        this.sites = settings.sites();
    }

    /** The time to the microsecond, the queue's precision. */
    Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    /** The time in microseconds since 1970. */
    long nowMicros() {
        var now = clock.instant();
        return now.getEpochSecond() * 1_000_000 + now.getNano() / 1000;
    }

    /** The hit that a beacon reports: a page view, or an event if there is one. */
    Hit ofBeacon(TrackedRequest tracked, BeaconHit beacon) {
        var seen = beacon.seen();
        tracked.beacon(beacon);
        var facts = tracked.facts();
        var page = privacy.page(
                facts.origin(), beacon.path(), beacon.query(), beacon.title(), beacon.referrer(), seen.viewId());
        var begun = facts.begun();
        return of(tracked, HitIds.at(begun), begun, page, beacon.event(), seen.serverTime());
    }

    /** The page view of a request. */
    Hit ofRequest(TrackedRequest tracked, String title) {
        // The events on its page refer to a view by its id.
        var facts = tracked.facts();
        return of(tracked, tracked.viewId(), facts.begun(), ownPage(tracked, title), null, facts.took());
    }

    /** An event of a request whose response is known. */
    Hit ofEnded(TrackedRequest tracked, TrackedEvent event, String title, boolean isPage) {
        var begun = tracked.facts().begun();
        var page = pageOf(tracked, title, isPage);
        return of(tracked, HitIds.at(begun), begun, page, event, tracked.facts().took());
    }

    /**
     * The hit of a call: the event, or a view if the event is {@code null}; {@code request} is {@code null} outside a
     * request.
     */
    Hit ofCall(TrackedRequest tracked, TrackedEvent event, String title) {
        if (tracked == null) {
            return ofEvent(null, event);
        }
        return event == null ? ofRequest(tracked, title) : ofEnded(tracked, event, title, tracked.isProbablyPage());
    }

    /** An event that happened now, in this request or, if it is {@code null}, outside a request. */
    Hit ofEvent(TrackedRequest tracked, TrackedEvent event) {
        if (tracked != null) {
            var now = now();
            return of(tracked, HitIds.at(now), now, pageOf(tracked, null, tracked.isProbablyPage()), event, null);
        }
        var now = now();
        var nowhere = Page.builder().host(fixedHost).build();
        return Hit.builder()
                .id(HitIds.at(now))
                .time(now)
                .site(sites.keyOf(fixedHost))
                .page(nowhere)
                .event(privacy.event(event))
                .build();
    }

    /** The page that an event happened on. */
    private Page pageOf(TrackedRequest tracked, String title, boolean isItself) {
        return isItself ? ownPage(tracked, title).withViewId(tracked.viewId()) : pageBehind(tracked, title);
    }

    private Page ownPage(TrackedRequest tracked, String title) {
        var facts = tracked.facts();
        var shown = title == null ? tracked.title() : title;
        return privacy.page(facts.origin(), facts.uri, facts.query(), shown, facts.referrer(), null);
    }

    /** The page of this site from which the visitor called an endpoint; the endpoint itself if it is unknown. */
    private Page pageBehind(TrackedRequest tracked, String title) {
        var origin = tracked.facts().origin();
        var address = SameOrigin.pageOf(tracked.facts().referrer(), host -> isSameSite(host, origin.host()));
        if (address == null) {
            return pageOf(tracked, title, true);
        }
        var there = new ClientOrigin(null, address.scheme(), address.host(), address.port());
        var page = privacy.page(there, address.path(), address.query(), title, null, null);
        return lastViews.completed(page, tracked.visitor().clientId());
    }

    private boolean isSameSite(String host, String other) {
        var named = RequestText.host(other);
        var site = sites.keyOf(host);
        return host.equals(named) || site != null && site.equals(sites.keyOf(named));
    }

    private Hit of(TrackedRequest tracked, UUID id, Instant time, Page page, TrackedEvent event, Duration took) {
        var facts = tracked.facts();
        // By the constructor, as in Privacy.
        var hit = new Hit(
                id,
                time,
                sites.keyOf(page.host()),
                page,
                tracked.visitor(),
                privacy.event(event),
                took,
                privacy.campaign(facts, queries.campaign(facts.query())));
        if (outcomes.isWatched()) {
            outcomes.leftOut(id, () -> LeftOut.of(facts, tracked.title(), event, hit));
        }
        return hit;
    }
}
