package dev.sidetrack.it;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * One visitor of the demo, with cookies of its own. Each request says that it comes from a page no other request comes
 * from, so that its hit can be told from all others.
 */
final class Browser {

    private static final URI DEMO = URI.create(System.getProperty("it.url"));
    private static final AtomicInteger BROWSERS = new AtomicInteger();
    private static final Pattern EXPIRES = Pattern.compile("; Expires=([^;]+)(; Path=[^;]+)");
    private static final Executor THREADS = Executors.newCachedThreadPool(task -> {
        var thread = new Thread(task, "browser");
        thread.setDaemon(true);
        return thread;
    });

    final String userAgent;
    private final String languages;
    private final String referrers;
    /** By name; not the JDK's, which sends cookies that have a {@code Max-Age} in a way no browser does. */
    private final Map<String, String> cookies = new ConcurrentSkipListMap<>();

    private final Map<String, List<String>> moreHeaders = new TreeMap<>();
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .executor(THREADS)
            .build();
    private final AtomicInteger requests = new AtomicInteger();
    private final AtomicInteger markers = new AtomicInteger();

    Browser() {
        this("en");
    }

    Browser(String languages) {
        var number = BROWSERS.incrementAndGet();
        this.languages = languages;
        userAgent = "Mozilla/5.0 (compatible; browser " + number + ")";
        referrers = "https://ref.example/b" + number + "/";
    }

    HttpResponse<String> get(String path) {
        return send(request(path).GET());
    }

    HttpResponse<String> head(String path) {
        return send(request(path).method("HEAD", BodyPublishers.noBody()));
    }

    HttpResponse<String> postJson(String path, String json) {
        return post(path, "application/json", BodyPublishers.ofString(json));
    }

    /** As {@code sendBeacon} says what it is, and without saying how long it is. */
    HttpResponse<String> postChunks(String path, String text) {
        return post(
                path,
                "text/plain;charset=UTF-8",
                BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8))));
    }

    HttpResponse<String> postForm(String path, String form) {
        return post(path, "application/x-www-form-urlencoded", BodyPublishers.ofString(form));
    }

    HttpResponse<String> post(String path) {
        return send(request(path).POST(BodyPublishers.noBody()));
    }

    HttpResponse<String> delete(String path) {
        return send(request(path).DELETE());
    }

    /** Sends that header, once with each value, with every request from now on, instead of its own of that name. */
    Browser with(String header, String... values) {
        moreHeaders.put(header, List.of(values));
        return this;
    }

    /** Visits a page whose hit is no hit of {@link #cameFrom}, and returns where it comes from. */
    String visitMarkerPage() {
        var referrer = referrers + "marker" + markers.incrementAndGet();
        send(request("probe/include", referrer).GET());
        return referrer;
    }

    /** The value of that cookie, or {@code null}. */
    String cookie(String name) {
        return cookies.get(name);
    }

    /** Has that cookie from somewhere else. */
    void haveCookie(String name, String value) {
        cookies.put(name, value);
    }

    /** The page that the latest request came from. */
    String lastReferrer() {
        return referrers + "r" + requests.get();
    }

    /** Whether a request that came from this page was one of this browser, other than for a marker page. */
    boolean cameFrom(Object referrer) {
        return referrer instanceof String text && text.startsWith(referrers + "r");
    }

    static List<String> setCookies(HttpResponse<?> response) {
        return response.headers().allValues("Set-Cookie").stream()
                .map(Browser::withMaxAge)
                .toList();
    }

    /** The cookie as the library writes it: Open Liberty replaces its {@code Max-Age} by an {@code Expires}. */
    private static String withMaxAge(String cookie) {
        var expires = EXPIRES.matcher(cookie);
        if (!expires.find()) {
            return cookie;
        }
        var end = ZonedDateTime.parse(expires.group(1), DateTimeFormatter.RFC_1123_DATE_TIME)
                .toEpochSecond();
        var left = Math.max(0, end - Instant.now().getEpochSecond());
        // All ages in the tests are even: a second that is over since the cookie was made does not count.
        return expires.replaceFirst("$2; Max-Age=" + (left + left % 2));
    }

    private HttpResponse<String> post(String path, String contentType, BodyPublisher body) {
        return send(request(path).POST(body).header("Content-Type", contentType));
    }

    private HttpRequest.Builder request(String path) {
        return request(path, referrers + "r" + requests.incrementAndGet());
    }

    private HttpRequest.Builder request(String path, String referrer) {
        var request = HttpRequest.newBuilder(DEMO.resolve(path))
                .header("User-Agent", userAgent)
                .header("Accept-Language", languages)
                // The query has to stay here.
                .header("Referer", referrer + "?token=secret");
        moreHeaders.forEach((name, values) -> {
            request.setHeader(name, values.get(0));
            values.stream().skip(1).forEach(value -> request.header(name, value));
        });
        if (!cookies.isEmpty()) {
            request.header(
                    "Cookie",
                    cookies.entrySet().stream()
                            .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                            .collect(Collectors.joining("; ")));
        }
        return request;
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            var response = client.send(request.build(), BodyHandlers.ofString());
            for (var cookie : setCookies(response)) {
                var name = cookie.substring(0, cookie.indexOf('='));
                if (cookie.contains("Max-Age=0;")) {
                    cookies.remove(name);
                } else {
                    cookies.put(name, cookie.substring(cookie.indexOf('=') + 1, cookie.indexOf(';')));
                }
            }
            return response;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }
}
