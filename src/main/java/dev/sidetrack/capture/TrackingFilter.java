// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.capture;

import dev.sidetrack.config.Settings;
import dev.sidetrack.consent.Notice;
import jakarta.enterprise.inject.spi.CDI;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * Where a hit begins: it stands around every request, and when the response is known it has the request counted. Comes
 * with the jar's {@code web-fragment.xml}; there is nothing to declare.
 *
 * <p>It creates no HTTP session, buffers nothing, and whatever goes wrong with tracking, the visitor gets the page.
 */
public class TrackingFilter implements Filter {

    private static final String ATTRIBUTE = TrackingFilter.class.getName();

    private RequestTracking tracking;
    private Endpoint endpoint;
    private Prefetch prefetch;

    /** For the container. */
    public TrackingFilter() {}

    TrackingFilter(RequestTracking tracking, Endpoint endpoint, Prefetch prefetch) {
        this.tracking = tracking;
        this.endpoint = endpoint;
        this.prefetch = prefetch;
    }

    @Override
    public void init(FilterConfig config) {
        // Not @Inject: GlassFish leaves the fields of a filter that is declared in a jar empty.
        var settings = CDI.current().select(Settings.class);
        if (settings.isUnsatisfied()) {
            return;
        }
        // Again, since no initializer runs where web.xml leaves the jar out of its order.
        if (ServingListener.start(config.getServletContext())) {
            tracking = CDI.current().select(RequestTracking.class).get();
            endpoint = CDI.current().select(Endpoint.class).get();
            prefetch = CDI.current().select(Prefetch.class).get();
        }
    }

    @Override
    public void destroy() {
        if (tracking != null) {
            Safely.run(ServingListener::end);
        }
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (tracking == null) {
            // Switched off.
            chain.doFilter(request, response);
        } else if (request.getDispatcherType() == DispatcherType.ASYNC
                || request.getDispatcherType() == DispatcherType.ERROR) {
            goOn(request, response, chain);
        } else if (request instanceof HttpServletRequest http
                && response instanceof HttpServletResponse httpResponse
                && request.getAttribute(ATTRIBUTE) == null) {
            track(http, httpResponse, chain);
        } else {
            chain.doFilter(request, response);
        }
    }

    private void track(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        var path = PageRules.path(request);
        if (endpoint.serves(path)) {
            endpoint.serve(path, request, response);
            return;
        }
        if (prefetch.isRefused(request)) {
            Prefetch.refuse(response);
            return;
        }
        var tracked = tracking.begin(request, path, response);
        if (tracked == null) {
            chain.doFilter(request, response);
            return;
        }
        request.setAttribute(ATTRIBUTE, tracked);
        tracked.bind();
        var served = false;
        try {
            // Without a wrapper where it is not needed: some servers send files faster to a response of their own.
            chain.doFilter(tracked.mayBePage() ? new PageRequest(request, tracked) : request, tracked.response());
            served = true;
        } finally {
            TrackedRequest.unbind();
            if (served) {
                tracking.end(tracked);
            } else {
                tracking.fail(tracked);
            }
        }
    }

    /** What happens now belongs to a request that is known already, and that no second hit is made of. */
    private static void goOn(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (TrackedRequest.current() == null && request.getAttribute(ATTRIBUTE) instanceof TrackedRequest known) {
            known.bind();
            showNotice(request, known);
            try {
                chain.doFilter(request, response);
            } finally {
                TrackedRequest.unbind();
            }
        } else {
            chain.doFilter(request, response);
        }
    }

    /** An error's page gets the server's own request, not the one that would tell of the notice when asked. */
    private static void showNotice(ServletRequest request, TrackedRequest known) {
        if (request.getDispatcherType() == DispatcherType.ERROR && known.mayBePage()) {
            Safely.run(() -> request.setAttribute(Notice.ATTRIBUTE, known.notice()));
        }
    }
}
