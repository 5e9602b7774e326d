// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.capture;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpSession;
import java.util.Enumeration;
import java.util.Map;

/** A request that allocates nothing when it is asked. */
final class BareRequest extends HttpServletRequestWrapper {

    private final Map<String, String> headers;
    private final OneLine line = new OneLine();
    private Object attribute;

    BareRequest(Map<String, String> headers) {
        super(Part.of(HttpServletRequest.class, headers));
        this.headers = headers;
    }

    /** Makes it the next request. */
    void recycle() {
        attribute = null;
    }

    @Override
    public String getHeader(String name) {
        return headers.get(name);
    }

    @Override
    public Enumeration<String> getHeaders(String name) {
        line.left = headers.get(name);
        return line;
    }

    @Override
    public Object getAttribute(String name) {
        return attribute;
    }

    @Override
    public void setAttribute(String name, Object value) {
        attribute = value;
    }

    @Override
    public DispatcherType getDispatcherType() {
        return DispatcherType.REQUEST;
    }

    @Override
    public HttpSession getSession(boolean create) {
        return null;
    }

    @Override
    public boolean isAsyncStarted() {
        return false;
    }

    @Override
    public boolean isSecure() {
        return true;
    }

    @Override
    public String getMethod() {
        return "GET";
    }

    @Override
    public String getScheme() {
        return "https";
    }

    @Override
    public String getServerName() {
        return "shop.example";
    }

    @Override
    public int getServerPort() {
        return 443;
    }

    @Override
    public String getContextPath() {
        return "/shop";
    }

    @Override
    public String getServletPath() {
        return "/products/blue-mug.xhtml";
    }

    @Override
    public String getPathInfo() {
        return null;
    }

    @Override
    public String getRequestURI() {
        return "/shop/products/blue-mug.xhtml";
    }

    @Override
    public String getQueryString() {
        return null;
    }

    @Override
    public String getRemoteAddr() {
        return "192.0.2.17";
    }

    /** What is left of a header, which is walked through once at a time. */
    private static final class OneLine implements Enumeration<String> {

        private String left;

        @Override
        public boolean hasMoreElements() {
            return left != null;
        }

        @Override
        public String nextElement() {
            var line = left;
            left = null;
            return line;
        }
    }
}
