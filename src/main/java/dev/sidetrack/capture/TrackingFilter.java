// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.capture;

import dev.sidetrack.config.Settings;
import dev.sidetrack.consent.Notice;
import dev.sidetrack.consent.NoticeListener;
import jakarta.enterprise.inject.spi.CDI;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRegistration;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * Where a hit begins: the filter wraps every request and has it counted once the response is known. The jar's
 * {@code web-fragment.xml} declares it; the application need not.
 *
 * <p>It creates no HTTP session and buffers nothing, and the visitor gets the page even if tracking fails.
 */
public class TrackingFilter implements Filter {

    private static final String ATTRIBUTE = TrackingFilter.class.getName();

    private RequestTracking tracking;
    private Endpoint endpoint;
    private Prefetch prefetch;

    /** Called by the container. */
    public TrackingFilter() {}

    TrackingFilter(RequestTracking tracking, Endpoint endpoint, Prefetch prefetch) {
        this.tracking = tracking;
        this.endpoint = endpoint;
        this.prefetch = prefetch;
    }

    @Override
    public void init(FilterConfig config) {
        // Not @Inject: GlassFish does not inject fields of a filter that is declared in a jar.
        var settings = CDI.current().select(Settings.class);
        if (settings.isUnsatisfied()) {
            return;
        }
        // Again, because no initializer runs if web.xml leaves the jar out of its ordering.
        if (ServingListener.start(config.getServletContext())) {
            tracking = CDI.current().select(RequestTracking.class).get();
            endpoint = CDI.current().select(Endpoint.class).get();
            prefetch = CDI.current().select(Prefetch.class).get();
            // Here, because all listeners have been called, also the one that starts Faces.
            Safely.run(() -> tellInPagesOfFaces(config.getServletContext()));
        }
    }

    private static void tellInPagesOfFaces(ServletContext web) {
        var hasFaces = web.getServletRegistrations().values().stream()
                .map(ServletRegistration::getClassName)
                .anyMatch(name -> name != null && name.endsWith("FacesServlet"));
        if (hasFaces) {
            NoticeListener.listen();
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
            // Without a wrapper if it is not needed: some servers send files faster through their own response.
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

    /** A dispatch within a request that is tracked already and must not be counted twice. */
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

    /** An error page gets the server's own request, without the notice. */
    private static void showNotice(ServletRequest request, TrackedRequest known) {
        if (request.getDispatcherType() == DispatcherType.ERROR && known.mayBePage()) {
            Safely.run(() -> request.setAttribute(Notice.ATTRIBUTE, known.notice()));
        }
    }
}
