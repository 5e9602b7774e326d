// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.capture;

import dev.sidetrack.HitCounts;
import dev.sidetrack.HitCounts.Count;
import dev.sidetrack.Texts;
import dev.sidetrack.config.Keys;
import dev.sidetrack.config.Settings;
import dev.sidetrack.config.Shared;
import dev.sidetrack.config.TitleSource;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;

/** Decides, once the response is known, whether a request counts, and as what. Never throws. */
@Shared
class RequestTracking {

    private static final Logger LOG = System.getLogger("dev.sidetrack.capture");

    private final PageRules rules;
    private final Admission admission;
    private final Visitors visitors;
    private final HitFactory hits;
    private final HitRecorder recorder;
    private final LastViews lastViews;
    private final HitCounts counts;
    private final boolean readsTitles;

    @Inject
    RequestTracking(
            Settings settings,
            PageRules rules,
            Admission admission,
            Visitors visitors,
            HitFactory hits,
            HitRecorder recorder,
            LastViews lastViews,
            HitCounts counts) {
        this.rules = rules;
        this.admission = admission;
        this.visitors = visitors;
        this.hits = hits;
        this.recorder = recorder;
        this.lastViews = lastViews;
        this.counts = counts.self().get();
        this.readsTitles = settings.get(Keys.TITLES) == TitleSource.PAGE;
    }

    /** Examines a request that has just arrived; {@code null} if that fails. */
    TrackedRequest begin(HttpServletRequest request, String path, HttpServletResponse response) {
        try {
            var facts = new RequestFacts(request, path, admission, hits.nowMicros());
            var tracked = new TrackedRequest(facts, response, visitors);
            if (rules.isEverythingAPage() || !RequestKind.isPassive(request)) {
                tracked.watch(rules, readsTitles);
            }
            return tracked;
        } catch (RuntimeException failure) {
            LOG.log(Level.WARNING, "Tracking of a request failed: " + Texts.printable(failure.toString()));
            return null;
        }
    }

    /** The same for a request to our own path, which is read at once; {@code null} also if it cannot be read. */
    TrackedRequest read(HttpServletRequest request, HttpServletResponse response) {
        var tracked = begin(request, PageRules.path(request), response);
        return tracked == null || tracked.facts().admitted() == Admitted.UNREADABLE ? null : tracked;
    }

    /** The request's own thread is done; an asynchronous request is counted when it completes. */
    void end(TrackedRequest tracked) {
        try {
            if (tracked.facts().request.isAsyncStarted()) {
                AsyncEnd.await(tracked, this::count, this::fail);
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
        if (tracked.answer().finish(HttpServletResponse.SC_INTERNAL_SERVER_ERROR)) {
            exclude("error");
        }
    }

    /** The response is complete. */
    void count(TrackedRequest tracked) {
        if (tracked.isUneventful() && !tracked.mayBePage()) {
            // The most common case: an image, a script.
            exclude("no-page");
            return;
        }
        var answer = tracked.answer();
        var status = tracked.response().getStatus();
        if (!answer.finish(status)) {
            return;
        }
        var calls = answer.calls();
        var isPage = tracked.isPage();
        if (calls.isEmpty() && !isPage) {
            exclude("no-page");
        } else if (tracked.facts().isExcluded()) {
            exclude(tracked.facts().exclusion(), hitsOf(calls, isPage));
        } else if (calls.isEmpty()) {
            countView(tracked, null);
        } else if (status < HttpServletResponse.SC_BAD_REQUEST || calls.stream().allMatch(TrackedCall::isSent)) {
            countCalls(tracked, calls, status, isPage);
        } else {
            exclude("status");
        }
    }

    /** How many hits a request would make. */
    private static int hitsOf(List<TrackedCall> calls, boolean isPage) {
        var events = (int) calls.stream().filter(TrackedCall::isEvent).count();
        return isPage || events == 0 ? events + 1 : events;
    }

    /** A beacon reports a page view or event: it counts as if it had been requested here. */
    void count(TrackedRequest tracked, BeaconHit hit) {
        Safely.run(() -> {
            if (tracked.facts().isExcluded()) {
                exclude(tracked.facts().exclusion());
            } else if (rules.isIgnored(hit.path(), tracked.facts().contextPath())) {
                exclude("path");
            } else if (admission.isExcludedReferrer(hit.referrer())) {
                exclude("referrer");
            } else {
                recorder.record(hits.ofBeacon(tracked, hit));
                tracked.writeCookies();
            }
        });
    }

    /** Counts an excluded request by reason. */
    void exclude(String reason) {
        exclude(reason, 1);
    }

    private void exclude(String reason, int hits) {
        counts.add(Count.EXCLUDED, reason, hits);
    }

    private void countView(TrackedRequest tracked, String title) {
        if (tracked.facts().isLeftToBeacon()) {
            exclude("beacon");
        } else {
            var view = hits.ofRequest(tracked, title);
            recorder.record(view);
            lastViews.add(view);
        }
    }

    /**
     * Events count in addition to a page view, or alone if the response is not a page; calls without a name make any
     * response a view.
     */
    private void countCalls(TrackedRequest tracked, List<TrackedCall> calls, int status, boolean isPage) {
        var events = calls.stream().filter(TrackedCall::isEvent).toList();
        if (isPage || events.isEmpty() && status / 100 == 2) {
            countView(tracked, calls.get(0).title());
        } else if (events.isEmpty()) {
            exclude("status");
        }
        events.stream()
                .filter(call -> !call.isSent())
                .forEach(call -> recorder.record(hits.ofEnded(tracked, call.event(), call.title(), isPage)));
    }
}
