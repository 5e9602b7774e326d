// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpCookie;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A visitor of an application that runs in a server: an HTTP client that keeps cookies, including its consent, and
 * sends the headers of a browser, without which Sidetrack treats it as a bot and excludes its hits.
 *
 * <pre>{@code
 * var visitor = new FakeBrowser(url);
 * visitor.get("products").acceptConsent();
 * visitor.postForm("order", "sku=blue-mug&quantity=2");
 * assertEquals(200, visitor.status());
 * }</pre>
 *
 * <p>It runs no script, loads no images and follows no redirect. For one thread.
 */
public final class FakeBrowser {

    private static final String USER_AGENT = "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0";

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Map<String, String> cookies = new TreeMap<>();
    private final Map<String, String> headers = new TreeMap<>();
    private final URI application;
    private URI page;
    private HttpResponse<String> response;

    /**
     * A new visitor of the application at this address.
     *
     * @param application the application's address, with its context path
     */
    public FakeBrowser(URI application) {
        this.application = URI.create(application.toString().replaceFirst("/*$", "/"));
    }

    /**
     * A new visitor of the application at the URL that Arquillian provides.
     *
     * @param application the application's address, with its context path
     */
    public FakeBrowser(URL application) {
        this(uri(application));
    }

    /**
     * Sends this header with every request from now on, instead of its own with this name.
     *
     * @param header the header's name
     * @param value its value
     * @return this browser
     */
    public FakeBrowser with(String header, String value) {
        headers.put(header, value);
        return this;
    }

    /**
     * Goes to a page.
     *
     * @param path relative to the application
     * @return this browser
     */
    public FakeBrowser get(String path) {
        var request = request(path, "navigate", "document").GET();
        send(request);
        page = application.resolve(path);
        return this;
    }

    /**
     * Sends a form, as a page does: {@code sku=blue-mug&quantity=2}.
     *
     * @param path relative to the application
     * @param form the fields as a URL has them
     * @return this browser
     */
    public FakeBrowser postForm(String path, String form) {
        return post(request(path, "navigate", "document"), "application/x-www-form-urlencoded", form);
    }

    /**
     * Sends JSON, as a script on the page does.
     *
     * @param path relative to the application
     * @param json the body
     * @return this browser
     */
    public FakeBrowser postJson(String path, String json) {
        return post(request(path, "cors", "empty"), "application/json", json);
    }

    /**
     * Accepts all purposes.
     *
     * @return this browser
     */
    public FakeBrowser acceptConsent() {
        return choose("accept");
    }

    /**
     * Declines.
     *
     * @return this browser
     */
    public FakeBrowser declineConsent() {
        return choose("decline");
    }

    /**
     * Withdraws consent.
     *
     * @return this browser
     */
    public FakeBrowser withdrawConsent() {
        return choose("withdraw");
    }

    /** {@return the status of the latest answer} */
    public int status() {
        return response.statusCode();
    }

    /** {@return the body of the latest answer} */
    public String body() {
        return response.body();
    }

    /** {@return the latest answer} */
    public HttpResponse<String> response() {
        return response;
    }

    /**
     * {@return the value of this cookie, or {@code null}} The client id is in {@code sidetrack}.
     *
     * @param name the cookie's name
     */
    public String cookie(String name) {
        return cookies.get(name);
    }

    /** Posts to the banner's endpoint, which is at the default of {@code sidetrack.beacon.path}. */
    private FakeBrowser choose(String choice) {
        postForm("sidetrack/consent", "choice=" + choice);
        if (status() != 303) {
            throw new AssertionError("the choice was not taken: HTTP status " + status() + ", " + body());
        }
        return this;
    }

    private FakeBrowser post(HttpRequest.Builder request, String contentType, String body) {
        send(request.POST(BodyPublishers.ofString(body)).header("Content-Type", contentType));
        return this;
    }

    private HttpRequest.Builder request(String path, String mode, String destination) {
        var request = HttpRequest.newBuilder(application.resolve(path))
                .header("User-Agent", USER_AGENT)
                .header("Accept", "navigate".equals(mode) ? "text/html,application/xhtml+xml,*/*;q=0.8" : "*/*")
                .header("Accept-Language", "en-GB,en;q=0.5")
                .header("Sec-Fetch-Site", page == null ? "none" : "same-origin")
                .header("Sec-Fetch-Mode", mode)
                .header("Sec-Fetch-Dest", destination);
        if (page != null) {
            request.header("Referer", page.toString());
        }
        if (!cookies.isEmpty()) {
            request.header(
                    "Cookie",
                    cookies.entrySet().stream()
                            .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                            .collect(Collectors.joining("; ")));
        }
        headers.forEach(request::setHeader);
        return request;
    }

    private void send(HttpRequest.Builder request) {
        try {
            response = client.send(request.build(), BodyHandlers.ofString());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
            throw new AssertionError("the test was interrupted while it waited", ended);
        }
        response.headers().allValues("Set-Cookie").stream()
                .flatMap(header -> HttpCookie.parse(header).stream())
                .forEach(this::keep);
    }

    private void keep(HttpCookie cookie) {
        if (cookie.hasExpired()) {
            cookies.remove(cookie.getName());
        } else {
            cookies.put(cookie.getName(), cookie.getValue());
        }
    }

    private static URI uri(URL url) {
        try {
            return url.toURI();
        } catch (URISyntaxException malformed) {
            throw new IllegalArgumentException(malformed);
        }
    }
}
