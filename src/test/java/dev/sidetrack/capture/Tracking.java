// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.capture;

import dev.sidetrack.ConsentChanged;
import dev.sidetrack.ConsentChoice;
import dev.sidetrack.ConsentChoices;
import dev.sidetrack.Hit;
import dev.sidetrack.HitCounts;
import dev.sidetrack.HitOutcomes;
import dev.sidetrack.SampleHits;
import dev.sidetrack.VisitorForgotten;
import dev.sidetrack.buffer.HitBuffer;
import dev.sidetrack.config.Keys;
import dev.sidetrack.config.Settings;
import dev.sidetrack.config.SettingsOf;
import dev.sidetrack.config.Warnings;
import dev.sidetrack.consent.ConsentBeans;
import dev.sidetrack.consent.Notice;
import dev.sidetrack.pages.SamplePages;
import dev.sidetrack.spi.HitProcessor;
import dev.sidetrack.visitor.VisitorBeans;
import jakarta.enterprise.event.Event;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/** The filter and all that stands behind it up to the buffer, at a fixed time, without a container. */
final class Tracking {

    /** What takes longest to make, by its settings: tests share it. */
    private static final Map<List<Object>, Bots> BOTS = new ConcurrentHashMap<>();

    final HitCounts counts;
    final HitOutcomes outcomes;
    final HitFactory factory;
    final RequestTracking requests;
    final Endpoint endpoint;
    final List<ConsentChanged> changes = new ArrayList<>();
    final List<VisitorForgotten> forgotten = new ArrayList<>();
    boolean observersFail;
    private final ConsentChoices consent;
    private final TrackingFilter filter;
    private final HitBuffer buffer;

    Tracking(
            Settings settings,
            HitFactory hits,
            LastViews lastViews,
            HitRecorder recorder,
            HitBuffer buffer,
            HitCounts counts,
            HitOutcomes outcomes)
            throws IOException {
        this.outcomes = outcomes;
        this.factory = hits;
        var queries = new QueryRules(settings);
        var privacy = privacy(settings, queries);
        var consentCookie = ConsentBeans.consentCookie(settings);
        var visitors = new Visitors(
                settings,
                consentCookie,
                VisitorBeans.visitorCookie(settings),
                VisitorBeans.sessionCookie(settings),
                VisitorBeans.cookielessIds(settings),
                queries,
                privacy);
        var rules = new PageRules(settings, bots(settings));
        var proxies = new TrustedProxies(settings, new Warnings());
        var admission = new Admission(
                settings,
                rules,
                proxies,
                consentCookie,
                ConsentBeans.permissions(settings),
                ConsentBeans.notices(settings),
                VisitorBeans.visitorCookie(settings),
                new Referrers(settings));
        this.counts = counts;
        this.buffer = buffer;
        this.requests = new RequestTracking(settings, rules, admission, visitors, hits, recorder, lastViews, counts);
        this.consent = ConsentBeans.tracking(
                settings, events(change -> heard(changes, change)), events(visitor -> heard(forgotten, visitor)));
        this.endpoint = new Endpoint(
                settings,
                requests,
                ConsentBeans.endpoint(consent),
                new Beacon(settings, requests, proxies, hits),
                SamplePages.of(settings),
                proxies,
                visitors);
        this.filter = settings.isEnabled()
                ? new TrackingFilter(requests, endpoint, new Prefetch(settings, rules))
                : new TrackingFilter(null, null, null);
    }

    static Tracking withDefaults(HitProcessor... processors) throws IOException {
        return with(Map.of(), processors);
    }

    static Tracking with(Map<String, String> keys, HitProcessor... processors) throws IOException {
        var settings = SettingsOf.map(keys);
        var counts = new HitCounts();
        var buffer = new HitBuffer(100, Long.MAX_VALUE, 100, counts, System::nanoTime);
        var outcomes = new HitOutcomes();
        var recorder = new HitRecorder(
                settings.isEnabled(),
                List.of(processors),
                buffer,
                counts,
                outcomes,
                hit -> {
                    throw new IllegalStateException("no queue");
                },
                new Commits());
        var queries = new QueryRules(settings);
        var views = new LastViews();
        var hits = new HitFactory(
                settings,
                privacy(settings, queries),
                queries,
                views,
                outcomes,
                Clock.fixed(SampleHits.TIME, ZoneOffset.UTC));
        return new Tracking(settings, hits, views, recorder, buffer, counts, outcomes);
    }

    static Bots bots(Settings settings) {
        return BOTS.computeIfAbsent(
                List.of(settings.get(Keys.BOTS_EXCLUDED), settings.get(Keys.BOT_KINDS)), any -> new Bots(settings));
    }

    private static Privacy privacy(Settings settings, QueryRules queries) {
        return new Privacy(
                settings,
                new Masks(settings),
                queries,
                VisitorBeans.clientAddress(settings),
                VisitorBeans.countries(settings),
                VisitorBeans.userIds(settings),
                VisitorBeans.googleCookies(settings));
    }

    private <T> void heard(List<T> all, T event) {
        all.add(event);
        if (observersFail) {
            throw new IllegalStateException("the application's observer is broken\u202E\nFAKE LINE");
        }
    }

    /** The visitor of the request that this thread serves makes a choice. */
    void choose(ConsentChoice choice) {
        consent.choose(choice);
    }

    /** Has the page serve the request, and tells the response. */
    FakeResponse serve(FakeRequest request, Servlet page) throws IOException, ServletException {
        var response = new FakeResponse();
        serve(request, response, page);
        return response;
    }

    void serve(FakeRequest request, FakeResponse response, Servlet page) throws IOException, ServletException {
        serve(
                request.http,
                response.http,
                (http, httpResponse) -> page.serve((HttpServletRequest) http, (HttpServletResponse) httpResponse));
    }

    /** The same without anything of ours around it. */
    void serve(HttpServletRequest request, HttpServletResponse response, FilterChain page)
            throws IOException, ServletException {
        filter.doFilter(request, response, page);
    }

    /** What the page of a request finds in it to tell its visitor, or {@code null}. */
    Notice notice(FakeRequest request) throws IOException, ServletException {
        var notice = new AtomicReference<Notice>();
        serve(request, (http, page) -> {
            page(http, page);
            notice.set((Notice) http.getAttribute(Notice.ATTRIBUTE));
        });
        return notice.get();
    }

    /** The hits since the last call. */
    List<Hit> hits() {
        var hits = new ArrayList<Hit>();
        buffer.drain(hits, Integer.MAX_VALUE);
        return hits;
    }

    /** A page in HTML. */
    static void page(HttpServletRequest request, HttpServletResponse response) {
        response.setContentType("text/html;charset=UTF-8");
    }

    @SuppressWarnings("unchecked")
    static <T> Event<T> events(Consumer<T> observer) {
        return Part.of(Event.class, new Observed((Consumer<Object>) observer));
    }

    /** What a servlet does. */
    interface Servlet {
        void serve(HttpServletRequest request, HttpServletResponse response) throws IOException, ServletException;
    }

    /** An event that one observer sees. */
    public record Observed(Consumer<Object> observer) {
        public void fire(Object event) {
            observer.accept(event);
        }
    }
}
