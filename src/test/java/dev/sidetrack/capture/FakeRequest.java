// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.capture;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A request as a browser makes it: {@code new FakeRequest("/shop/products").header("Cookie", "a=1")}. */
public final class FakeRequest {

    private static final String CONTEXT_PATH = "/shop";

    final HttpServletRequest http = Part.of(HttpServletRequest.class, this);
    final List<AsyncListener> listeners = new ArrayList<>();
    private final AsyncContext async = Part.of(AsyncContext.class, this);
    private final Map<String, String> headers = new HashMap<>();
    private final Map<String, Object> attributes = new HashMap<>();
    private String uri;
    private final String servletPath;
    private final String pathInfo;
    private String query;
    private String method = "GET";
    private String serverName = "shop.example";
    private DispatcherType dispatcherType = DispatcherType.REQUEST;
    private String unreadableHeader;
    private boolean isSecure = true;
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
        headers.put(name.toLowerCase(Locale.ROOT), value);
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

    FakeRequest serverName(String serverName) {
        this.serverName = serverName;
        return this;
    }

    FakeRequest plain() {
        isSecure = false;
        return this;
    }

    FakeRequest failOnHeader(String name) {
        unreadableHeader = name;
        return this;
    }

    /** The same request in another dispatch. */
    FakeRequest dispatch(DispatcherType type, String uri) {
        this.dispatcherType = type;
        this.uri = uri;
        return this;
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
        return CONTEXT_PATH;
    }

    public String getQueryString() {
        return query;
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

    public String getScheme() {
        return isSecure ? "https" : "http";
    }

    public boolean isSecure() {
        return isSecure;
    }

    public String getRemoteAddr() {
        return "192.0.2.77";
    }

    public String getHeader(String name) {
        if (name.equalsIgnoreCase(unreadableHeader)) {
            throw new IllegalStateException("cannot read " + name);
        }
        return headers.get(name.toLowerCase(Locale.ROOT));
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
}
