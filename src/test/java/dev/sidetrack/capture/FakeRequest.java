// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.capture;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.io.ByteArrayInputStream;
import java.security.Principal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A request as a browser makes it: {@code new FakeRequest("/shop/products").header("Cookie", "a=1")}. */
public final class FakeRequest {

    private static final String CONTEXT_PATH = "/shop";
    private static final String BROWSER = "Mozilla/5.0 (X11; Linux x86_64; rv:127.0) Gecko/20100101 Firefox/127.0";

    final HttpServletRequest http = Part.of(HttpServletRequest.class, this);
    final List<AsyncListener> listeners = new ArrayList<>();
    ServletResponse asyncResponse;
    private final AsyncContext async = Part.of(AsyncContext.class, this);
    private final Map<String, List<String>> headers = new HashMap<>(Map.of("user-agent", List.of(BROWSER)));
    private final Map<String, List<String>> form = new HashMap<>();
    private final Map<String, Object> attributes = new HashMap<>();
    private String uri;
    private String servletPath;
    private final String pathInfo;
    private String query;
    private String method = "GET";
    private String protocol = "HTTP/1.1";
    private String serverName = "shop.example";
    private int serverPort = 443;
    private DispatcherType dispatcherType = DispatcherType.REQUEST;
    private String unreadableHeader;
    private String remoteAddress = "192.0.2.77";
    private byte[] body = {};
    private Principal principal;
    private HttpSession session;
    private boolean hasUnreadableParameters;
    private boolean isSecure = true;
    private boolean isWithoutApplication;
    private boolean isAsyncStarted;
    private boolean isAsyncCompleted;

    FakeRequest(String uri) {
        this(uri, uri.substring(Math.min(uri.length(), CONTEXT_PATH.length())), null);
    }

    /** As a server reads that URI. */
    FakeRequest(String uri, String servletPath, String pathInfo) {
        this.uri = uri;
        this.servletPath = servletPath;
        this.pathInfo = pathInfo;
    }

    FakeRequest header(String name, String value) {
        headers.put(name.toLowerCase(Locale.ROOT), List.of(value));
        return this;
    }

    /** One more line of that header. */
    FakeRequest more(String name, String value) {
        var values = new ArrayList<>(headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of()));
        values.add(value);
        headers.put(name.toLowerCase(Locale.ROOT), values);
        return this;
    }

    FakeRequest form(String name, String value) {
        form.computeIfAbsent(name, any -> new ArrayList<>()).add(value);
        return this;
    }

    FakeRequest body(byte[] body) {
        this.body = body;
        return this;
    }

    FakeRequest from(String remoteAddress) {
        this.remoteAddress = remoteAddress;
        return this;
    }

    FakeRequest user(String name) {
        this.principal = () -> name;
        return this;
    }

    /** A server that refuses parameters which are wrongly encoded. */
    FakeRequest failOnParameters() {
        hasUnreadableParameters = true;
        return this;
    }

    FakeRequest query(String query) {
        this.query = query;
        return this;
    }

    FakeRequest method(String method) {
        this.method = method;
        return this;
    }

    FakeRequest protocol(String protocol) {
        this.protocol = protocol;
        return this;
    }

    FakeRequest serverName(String serverName) {
        this.serverName = serverName;
        return this;
    }

    FakeRequest port(int serverPort) {
        this.serverPort = serverPort;
        return this;
    }

    FakeRequest plain() {
        serverPort = 80;
        isSecure = false;
        return this;
    }

    FakeRequest failOnHeader(String name) {
        unreadableHeader = name;
        return this;
    }

    /** As on Open Liberty, when its thread ends and another one goes on with it. */
    FakeRequest withoutApplication() {
        isWithoutApplication = true;
        return this;
    }

    /** The same request in another dispatch. */
    FakeRequest dispatch(DispatcherType type, String uri) {
        this.dispatcherType = type;
        this.uri = uri;
        return this;
    }

    /** What Undertow makes of a request whose servlet has forwarded it there. */
    void forwarded(String path) {
        this.uri = CONTEXT_PATH + path;
        this.servletPath = path;
    }

    void startAsync() {
        isAsyncStarted = true;
    }

    /** Completes before anybody could add a listener. */
    void completeAsyncAtOnce() {
        isAsyncStarted = true;
        isAsyncCompleted = true;
    }

    public String getMethod() {
        return method;
    }

    public String getRequestURI() {
        return uri;
    }

    public String getContextPath() {
        if (isWithoutApplication) {
            throw new NullPointerException("no application");
        }
        return CONTEXT_PATH;
    }

    public String getQueryString() {
        return query;
    }

    public String getProtocol() {
        return protocol;
    }

    public String getServletPath() {
        return servletPath;
    }

    public String getPathInfo() {
        return pathInfo;
    }

    public String getServerName() {
        return serverName;
    }

    public int getServerPort() {
        return serverPort;
    }

    public String getScheme() {
        return isSecure ? "https" : "http";
    }

    public boolean isSecure() {
        return isSecure;
    }

    public String getRemoteAddr() {
        return remoteAddress;
    }

    public String getHeader(String name) {
        var values = getHeaders(name);
        return values.hasMoreElements() ? values.nextElement() : null;
    }

    public Enumeration<String> getHeaders(String name) {
        if (name.equalsIgnoreCase(unreadableHeader)) {
            throw new IllegalStateException("cannot read " + name);
        }
        return Collections.enumeration(headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of()));
    }

    public String[] getParameterValues(String name) {
        if (hasUnreadableParameters) {
            throw new IllegalStateException("a server's own exception");
        }
        return form.containsKey(name) ? form.get(name).toArray(String[]::new) : null;
    }

    /** A body that must not be looked at. */
    FakeRequest unreadable() {
        body = null;
        return this;
    }

    public ServletInputStream getInputStream() {
        if (body == null) {
            throw new IllegalStateException("the body is read");
        }
        return new Body(new ByteArrayInputStream(body));
    }

    FakeRequest session() {
        session = Part.of(HttpSession.class, this);
        return this;
    }

    public HttpSession getSession(boolean create) {
        return session;
    }

    public boolean isAsyncSupported() {
        return false;
    }

    public Principal getUserPrincipal() {
        return principal;
    }

    public Object getAttribute(String name) {
        return attributes.get(name);
    }

    public void setAttribute(String name, Object value) {
        attributes.put(name, value);
    }

    public DispatcherType getDispatcherType() {
        return dispatcherType;
    }

    public boolean isAsyncStarted() {
        return isAsyncStarted;
    }

    public AsyncContext startAsync(ServletRequest request, ServletResponse response) {
        startAsync();
        asyncResponse = response;
        return async;
    }

    public AsyncContext getAsyncContext() {
        if (isAsyncCompleted) {
            throw new IllegalStateException("completed");
        }
        return async;
    }

    public ServletRequest getRequest() {
        return http;
    }

    public ServletResponse getResponse() {
        return null;
    }

    public void addListener(AsyncListener listener, ServletRequest request, ServletResponse response) {
        listeners.add(listener);
    }

    private static final class Body extends ServletInputStream {

        private final ByteArrayInputStream bytes;

        Body(ByteArrayInputStream bytes) {
            this.bytes = bytes;
        }

        @Override
        public int read() {
            return bytes.read();
        }

        @Override
        public boolean isFinished() {
            return bytes.available() == 0;
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setReadListener(ReadListener listener) {
            throw new UnsupportedOperationException();
        }
    }
}
