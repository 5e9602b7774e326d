// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.capture;

import dev.sidetrack.BenchHits;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpSession;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.Collections;
import java.util.Enumeration;

/**
 * A request of a visitor who has been here a minute ago, or never before; as cheap as can be, so that the filter is
 * what is measured.
 */
final class BenchRequest extends HttpServletRequestWrapper {

    static final String COOKIES =
            "_ga=GA1.1.1312340557.1712345678; JSESSIONID=7A1B2C3D4E5F60718293A4B5C6D7E8F9.node1; theme=dark;"
                    + " sidetrack=1f0c7b1e-5a35-4d2e-9c3f-0a1b2c3d4e5f; sidetrack_session=";

    private final String cookies;
    private final boolean isImage;
    private final One one = new One();
    private Object attribute;

    BenchRequest(boolean isImage, boolean isReturning) {
        super(none(HttpServletRequest.class));
        this.isImage = isImage;
        var now = Instant.now().getEpochSecond();
        cookies = isReturning ? COOKIES + (now - 600) + ".7." + (now - 60) : null;
    }

    /** An object of which every method fails: whoever extends a wrapper of it has to override what is called. */
    static <T> T none(Class<T> type) {
        return type.cast(
                Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (self, method, arguments) -> {
                    throw new UnsupportedOperationException(method.toString());
                }));
    }

    /** Makes it the next request. */
    void recycle() {
        attribute = null;
    }

    @Override
    public String getHeader(String name) {
        return switch (name) {
            case "Cookie" -> cookies;
            case "User-Agent" -> BenchHits.USER_AGENT;
            case "Referer" -> "https://www.search.example/results?q=blue+mug&hl=de";
            case "Accept-Language" -> "de-AT,de;q=0.9,en-US;q=0.8,en;q=0.7";
            case "Sec-Fetch-Mode" -> isImage ? "no-cors" : "navigate";
            case "Sec-Fetch-Dest" -> isImage ? "image" : "document";
            default -> null;
        };
    }

    @Override
    public Enumeration<String> getHeaders(String name) {
        var header = getHeader(name);
        return header == null ? Collections.emptyEnumeration() : one.of(header);
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
    public HttpSession getSession(boolean create) {
        return null;
    }

    @Override
    public String getProtocol() {
        return "HTTP/1.1";
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
    public String getQueryString() {
        return null;
    }

    @Override
    public String getRequestURI() {
        return "/shop/products/blue-mug.xhtml";
    }

    @Override
    public String getRemoteAddr() {
        return "192.0.2.17";
    }

    /** One header, again and again. */
    private static final class One implements Enumeration<String> {

        private String left;

        One of(String header) {
            left = header;
            return this;
        }

        @Override
        public boolean hasMoreElements() {
            return left != null;
        }

        @Override
        public String nextElement() {
            var header = left;
            left = null;
            return header;
        }
    }
}
