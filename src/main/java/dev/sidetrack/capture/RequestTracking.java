// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.capture;

import dev.sidetrack.HitCounts;
import dev.sidetrack.HitCounts.Fate;
import dev.sidetrack.Texts;
import dev.sidetrack.config.Keys;
import dev.sidetrack.config.Settings;
import dev.sidetrack.config.Shared;
import dev.sidetrack.config.TitleSource;
import dev.sidetrack.consent.Notice;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/** Decides, when the response is known, whether a request is counted and as what. Nothing in here throws. */
@Shared
class RequestTracking {

    private static final Logger LOG = System.getLogger(RequestTracking.class.getName());

    private final boolean enabled;
    private final PageRules rules;
    private final Visitors visitors;
    private final Admission admission;
    private final HitFactory hits;
    private final HitRecorder recorder;
    private final LastViews lastViews;
    private final HitCounts counts;
    private final boolean readsTitles;

    @Inject
    RequestTracking(
            Settings settings,
            PageRules rules,
            Visitors visitors,
            Admission admission,
            HitFactory hits,
            HitRecorder recorder,
            LastViews lastViews,
            HitCounts counts) {
        this.enabled = settings.get(Keys.ENABLED);
        this.rules = rules;
        this.visitors = visitors;
        this.admission = admission;
        this.hits = hits;
        this.recorder = recorder;
        this.lastViews = lastViews;
        this.counts = counts.self();
        this.readsTitles = settings.get(Keys.TITLES) == TitleSource.PAGE;
    }

    /** Looks at a request that has just come in; {@code null} if tracking is switched off. */
    TrackedRequest begin(HttpServletRequest request, HttpServletResponse response) {
        if (!enabled) {
            return null;
        }
        try {
            var now = hits.now();
            var tracked = new TrackedRequest(request, visitors, admission, now);
            if (RequestKind.isPassive(request) && !rules.isEverythingAPage()) {
                tracked.response(response);
            } else {
                prepare(tracked, response);
            }
            return tracked;
        } catch (RuntimeException failure) {
            LOG.log(Level.WARNING, "A request cannot be tracked: " + Texts.printable(failure.toString()));
            return null;
        }
    }

    /** Its response may be a page, which is watched, and shows the notice that there may be. */
    private void prepare(TrackedRequest tracked, HttpServletResponse response) {
        tracked.page(new TrackedResponse(response, tracked, rules, readsTitles));
        var notice = tracked.notice();
        if (notice != null) {
            tracked.request.setAttribute(Notice.ATTRIBUTE, notice);
        }
    }

    /** The request has been served by its own thread; if it went asynchronous it is counted when it completes. */
    void end(TrackedRequest tracked) {
        try {
            if (tracked.request.isAsyncStarted()) {
                AsyncEnd.await(tracked, this);
            } else {
                count(tracked);
                tracked.writeCookies();
            }
        } catch (RuntimeException | LinkageError failure) {
            Safely.tell(failure);
        }
    }

    /** The request ended with an exception. */
    void fail(TrackedRequest tracked) {
        if (tracked.finish(HttpServletResponse.SC_INTERNAL_SERVER_ERROR)) {
            leaveOut("error");
        }
    }

    /** The response is complete. */
    void count(TrackedRequest tracked) {
        var status = tracked.response().getStatus();
        if (!tracked.finish(status)) {
            return;
        }
        var claims = tracked.claims();
        if (claims.isEmpty() && !tracked.isPage()) {
            leaveOut("no-page");
        } else if (tracked.isExcluded()) {
            leaveOut(tracked.exclusion());
        } else if (claims.isEmpty()) {
            countView(tracked, null);
        } else if (status < HttpServletResponse.SC_BAD_REQUEST
                || claims.stream().allMatch(Claim::isSent)) {
            countClaims(tracked, status);
        } else {
            leaveOut("status");
        }
    }

    /** A beacon tells of a page: it counts as if it had been asked for here. */
    void count(TrackedRequest tracked, BeaconHit hit) {
        Safely.run(() -> {
            if (tracked.isExcluded()) {
                leaveOut(tracked.exclusion());
            } else if (rules.isIgnored(hit.path(), tracked.request.getContextPath())) {
                leaveOut("path");
            } else if (admission.isExcludedReferrer(hit.referrer())) {
                leaveOut("referrer");
            } else {
                recorder.record(hits.ofBeacon(tracked, hit));
                tracked.writeCookies();
            }
        });
    }

    /** Counts a request that is not counted, by the reason. */
    void leaveOut(String reason) {
        counts.add(Fate.EXCLUDED, reason, 1);
    }

    private void countView(TrackedRequest tracked, String title) {
        if (tracked.isLeftToBeacon()) {
            leaveOut("beacon");
        } else {
            var view = hits.ofRequest(tracked, title);
            recorder.record(view);
            lastViews.add(view);
        }
    }

    /**
     * Events stand beside the view of a page, and alone where the response is none; a bare claim makes a view of
     * anything.
     */
    private void countClaims(TrackedRequest tracked, int status) {
        var isPage = tracked.isPage();
        var events =
                tracked.claims().stream().filter(claim -> claim.event() != null).toList();
        if (isPage || events.isEmpty() && status / 100 == 2) {
            countView(tracked, tracked.claims().get(0).title());
        } else if (events.isEmpty()) {
            leaveOut("status");
        }
        events.stream()
                .filter(claim -> !claim.isSent())
                .forEach(claim -> recorder.record(hits.ofEnded(tracked, claim.event(), claim.title(), isPage)));
    }
}
