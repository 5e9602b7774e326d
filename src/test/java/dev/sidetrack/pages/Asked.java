// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.pages;

import jakarta.servlet.ServletException;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A request for a page and its answer: {@code new Asked("/api/totals").query("from=2026-11-01").of(pages)}. */
final class Asked {

    private static final String BASE = "/shop/sidetrack";

    final Map<String, String> answerHeaders = new HashMap<>();
    final List<String> cookiesSet = new ArrayList<>();
    int status = 200;
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private final Map<String, String> headers = new HashMap<>();
    private final Map<String, String> form = new HashMap<>();
    private final List<Cookie> cookies = new ArrayList<>();
    private final String path;
    private String method = "GET";
    private String query;
    private String address = "192.0.2.1";
    private String host = "shop.example";
    private String user;
    private List<String> roles = List.of();
    private boolean hasLogin = true;
    private boolean own = true;

    Asked(String path) {
        this.path = path;
    }

    Asked query(String query) {
        this.query = query;
        return this;
    }

    Asked header(String name, String value) {
        headers.put(name.toLowerCase(Locale.ROOT), value);
        return this;
    }

    Asked post(String name, String value) {
        method = "POST";
        form.put(name, value);
        return this;
    }

    Asked method(String method) {
        this.method = method;
        return this;
    }

    Asked cookie(String header) {
        var equals = header.indexOf('=');
        cookies.add(new Cookie(
                header.substring(0, equals), header.substring(equals + 1).replaceAll(";.*", "")));
        return this;
    }

    Asked from(String address) {
        this.address = address;
        return this;
    }

    Asked locally() {
        this.address = "127.0.0.1";
        this.host = "localhost";
        return this;
    }

    Asked host(String host) {
        this.host = host;
        return this;
    }

    /** Of a server that cannot ask for a login. */
    Asked withoutLogin() {
        hasLogin = false;
        return this;
    }

    private boolean authenticated() throws ServletException {
        if (!hasLogin) {
            throw new ServletException("no\nlogin");
        }
        return false;
    }

    Asked user(String name, String... roles) {
        this.user = name;
        this.roles = List.of(roles);
        return this;
    }

    Asked foreign() {
        own = false;
        return this;
    }

    Asked of(Pages pages) throws IOException {
        if (pages.serves("/stats" + path)) {
            pages.serve("/stats" + path, request(), response(), new Caller(address, null, own));
        } else {
            status = 404;
        }
        return this;
    }

    String text() {
        return body.toString(StandardCharsets.UTF_8);
    }

    String answerHeader(String name) {
        return answerHeaders.get(name.toLowerCase(Locale.ROOT));
    }

    private HttpServletRequest request() {
        return (HttpServletRequest) Proxy.newProxyInstance(
                Asked.class.getClassLoader(),
                new Class<?>[] {HttpServletRequest.class},
                (proxy, called, arguments) -> switch (called.getName()) {
                    case "getMethod" -> method;
                    case "getRequestURI" -> BASE + "/stats" + path;
                    case "getContextPath" -> "/shop";
                    case "getQueryString" -> query;
                    case "getHeader" -> headers.get(((String) arguments[0]).toLowerCase(Locale.ROOT));
                    case "getParameter" -> form.get((String) arguments[0]);
                    case "getCookies" -> cookies.toArray(Cookie[]::new);
                    case "getRemoteAddr" -> address;
                    case "getServerName" -> host;
                    case "getUserPrincipal" -> user == null ? null : (java.security.Principal) () -> user;
                    case "isUserInRole" -> roles.contains(arguments[0]);
                    case "authenticate" -> authenticated();
                    default -> throw new UnsupportedOperationException(called.getName());
                });
    }

    private HttpServletResponse response() {
        return (HttpServletResponse) Proxy.newProxyInstance(
                Asked.class.getClassLoader(),
                new Class<?>[] {HttpServletResponse.class},
                (proxy, called, arguments) -> {
                    switch (called.getName()) {
                        case "setStatus" -> status = (Integer) arguments[0];
                        case "setHeader" ->
                            answerHeaders.put(((String) arguments[0]).toLowerCase(Locale.ROOT), (String) arguments[1]);
                        case "addHeader" -> cookiesSet.add((String) arguments[1]);
                        case "setContentType" -> answerHeaders.put("content-type", (String) arguments[0]);
                        case "setContentLength" -> answerHeaders.put("content-length", String.valueOf(arguments[0]));
                        case "getStatus" -> {
                            return status;
                        }
                        case "isCommitted" -> {
                            return false;
                        }
                        case "getOutputStream" -> {
                            return output();
                        }
                        default -> throw new UnsupportedOperationException(called.getName());
                    }
                    return null;
                });
    }

    byte[] bytes() {
        return body.toByteArray();
    }

    private ServletOutputStream output() {
        return new ServletOutputStream() {
            @Override
            public void write(int b) {
                body.write(b);
            }

            @Override
            public boolean isReady() {
                return true;
            }

            @Override
            public void setWriteListener(WriteListener listener) {
                throw new UnsupportedOperationException();
            }
        };
    }
}
