// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.capture;

import dev.sidetrack.BenchSettings;
import dev.sidetrack.Hit;
import dev.sidetrack.HitCounts;
import dev.sidetrack.HitOutcomes;
import dev.sidetrack.buffer.HitBuffer;
import dev.sidetrack.config.Warnings;
import dev.sidetrack.consent.BenchConsent;
import dev.sidetrack.visitor.BenchVisitors;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What the filter costs on the request's thread: {@code page}, the view of a returning visitor up to the hit in the
 * buffer, {@code newVisitor}, the same of one who gets cookies, {@code image}, a request that is no page, and
 * {@code off}, with {@code sidetrack.enabled=false}, each less {@code untracked}. Taking the hits out again is part of
 * {@code page}, though another thread's work in an application.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 20, time = 200, timeUnit = TimeUnit.MILLISECONDS)
@Fork(2)
public class CaptureBenchmark {

    private static final int DRAIN_EVERY = 64;

    private final BenchRequest navigation = new BenchRequest(false, true);
    private final BenchRequest first = new BenchRequest(false, false);
    private final BenchRequest picture = new BenchRequest(true, true);
    private final BenchResponse response = new BenchResponse();
    private final FilterChain page = (request, response) -> {
        response.setContentType("text/html;charset=UTF-8");
        response.getWriter();
    };
    private final FilterChain file = (request, response) -> response.setContentType("image/png");
    private final Filter passing = (request, response, chain) -> chain.doFilter(request, response);
    private final HitCounts counts = new HitCounts();
    private final HitBuffer buffer = new HitBuffer(50_000, 64 << 20, 100, counts, System::nanoTime);
    private final Filter tracking = trackingFilter();
    private final Filter off = new TrackingFilter(null, null, null);
    private final List<Hit> drained = new ArrayList<>(DRAIN_EVERY);

    @Benchmark
    public BenchResponse untracked() throws IOException, ServletException {
        return serve(passing, navigation, page);
    }

    @Benchmark
    public BenchResponse off() throws IOException, ServletException {
        return serve(off, navigation, page);
    }

    @Benchmark
    public BenchResponse image() throws IOException, ServletException {
        return serve(tracking, picture, file);
    }

    @Benchmark
    public BenchResponse page() throws IOException, ServletException {
        return counted(navigation);
    }

    @Benchmark
    public BenchResponse newVisitor() throws IOException, ServletException {
        return counted(first);
    }

    private BenchResponse counted(BenchRequest request) throws IOException, ServletException {
        var served = serve(tracking, request, page);
        if (buffer.size() == DRAIN_EVERY) {
            drained.clear();
            buffer.drain(drained, DRAIN_EVERY);
        }
        return served;
    }

    private BenchResponse serve(Filter filter, BenchRequest request, FilterChain servlet)
            throws IOException, ServletException {
        request.recycle();
        response.recycle();
        filter.doFilter(request, response, servlet);
        return response;
    }

    private Filter trackingFilter() {
        var settings = BenchSettings.defaults();
        var consent = new BenchConsent(settings);
        var beans = new BenchVisitors(settings, consent.scope);
        var queries = new QueryRules(settings);
        var privacy = new Privacy(
                settings,
                new Masks(settings),
                queries,
                beans.clientAddress,
                beans.countries,
                beans.userIds,
                beans.googleCookies);
        var visitors = new Visitors(
                settings,
                consent.consentCookie,
                beans.visitorCookie,
                beans.sessionCookie,
                beans.cookielessIds,
                queries,
                privacy);
        var rules = new PageRules(settings, new Bots(settings));
        var admission = new Admission(
                settings,
                rules,
                new TrustedProxies(settings, new Warnings()),
                consent.consentCookie,
                consent.permissions,
                consent.notices,
                beans.visitorCookie,
                new Referrers(settings));
        var recorder = new HitRecorder(true, List.of(), buffer, counts, new HitOutcomes(), null, null);
        var views = new LastViews();
        var hits = new HitFactory(settings, privacy, queries, views, new HitOutcomes());
        return new TrackingFilter(
                new RequestTracking(settings, rules, admission, visitors, hits, recorder, views, counts),
                new Endpoint(settings, null, null, null, null, null, null),
                new Prefetch(settings, rules));
    }
}
