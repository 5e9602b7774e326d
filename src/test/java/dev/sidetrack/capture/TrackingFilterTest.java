// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.capture;

import static dev.sidetrack.SampleHits.CLIENT;
import static dev.sidetrack.SampleHits.TIME;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.sidetrack.ClientHints;
import dev.sidetrack.Consent;
import dev.sidetrack.Hit;
import dev.sidetrack.HitCounts.Count;
import dev.sidetrack.LogLines;
import dev.sidetrack.Page;
import dev.sidetrack.Session;
import dev.sidetrack.TrackedEvent;
import dev.sidetrack.Visitor;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrackingFilterTest {

    private static final String KNOWN = "sidetrack=" + CLIENT;

    private Tracking tracking;
    private final FakeRequest request = new FakeRequest("/shop/products");
    private final LogLines log = LogLines.of("dev.sidetrack.capture");

    @BeforeEach
    void start() throws IOException {
        tracking = Tracking.withDefaults();
    }

    @AfterEach
    void nothingStaysBehind() {
        log.close();
        assertThat(TrackedRequest.current()).isNull();
    }

    @Test
    void page_ofKnownVisitor_isAPageView() throws Exception {
        var start = TIME.getEpochSecond() - 100;
        request.header("Cookie", KNOWN + "; sidetrack_session=" + start + ".3." + start)
                .header("Referer", "https://search.example/find?q=secret#x")
                .header("User-Agent", "Mozilla/5.0")
                .header("Accept-Language", "de-AT,de;q=0.9");
        var response = tracking.serve(request, Tracking::page);

        assertThat(tracking.hits()).singleElement().satisfies(hit -> {
            assertThat(hit.time()).isEqualTo(TIME);
            assertThat(hit.id().version()).isEqualTo(7);
            assertThat(hit.site()).isNull();
            assertThat(hit.page())
                    .isEqualTo(
                            new Page("https", "shop.example", "/shop/products", null, "https://search.example/find"));
            assertThat(hit.visitor())
                    .isEqualTo(new Visitor(
                            CLIENT, new Session(start, 3), "192.0.2.0", "Mozilla/5.0", "de-AT", Consent.UNASKED));
            assertThat(hit.isEvent()).isFalse();
            assertThat(hit.serverTime()).isGreaterThanOrEqualTo(Duration.ZERO);
        });
        assertThat(response.cookies()).isEmpty();
        assertThat(tracking.counts.of(Count.CAPTURED)).isEqualTo(1);
    }

    @Test
    void page_withEvents_sharesItsViewWithThem() throws Exception {
        var views = new ArrayList<UUID>();
        tracking.serve(request, (http, page) -> {
            views.add(TrackedRequest.current().viewId());
            Tracking.page(http, page);
        });
        var view = tracking.hits().get(0);
        assertThat(view.page().viewId()).isNull();
        assertThat(views).containsExactly(view.id());
        assertThat(view.viewId()).isEqualTo(view.id());
    }

    @Test
    void events_ofOneRequest_shareItsView() throws Exception {
        tracking.serve(request, (http, page) -> {
            TrackedRequest.current().answer().add(new TrackedCall(TrackedEvent.named("first"), null, false, false));
            TrackedRequest.current().answer().add(new TrackedCall(TrackedEvent.named("second"), null, false, false));
            page.setStatus(200);
        });
        var hits = tracking.hits();
        assertThat(hits).hasSize(2).extracting(Hit::id).doesNotHaveDuplicates();
        assertThat(hits)
                .extracting(Hit::viewId)
                .doesNotContainNull()
                .containsOnly(hits.get(0).viewId());
    }

    @Test
    void page_ofABrowserWithHints_carriesThem() throws Exception {
        request.header("Sec-CH-UA", "\"Chromium\";v=\"124\"")
                .header("Sec-CH-UA-Mobile", "?1")
                .header("Sec-CH-UA-Platform", "\"Android\"")
                .header("Sec-CH-UA-Platform-Version", "\"14\"")
                .header("Sec-CH-UA-Model", "\"Pixel 8\"")
                .header("Sec-CH-UA-Full-Version-List", "\"Chromium\";v=\"124.0.1\"")
                .header("Sec-CH-UA-Arch", "\"arm\"");
        var response = tracking.serve(request, Tracking::page);
        assertThat(tracking.hits().get(0).visitor().hints())
                .isEqualTo(new ClientHints(
                        "\"Chromium\";v=\"124\"", true, "Android", "14", "Pixel 8", "\"Chromium\";v=\"124.0.1\""));
        assertThat(response.header("Accept-CH")).isNull();
    }

    @Test
    void page_ofNewVisitor_setsBothCookies() throws Exception {
        var response = tracking.serve(request, Tracking::page);

        var visitor = tracking.hits().get(0).visitor();
        var seconds = TIME.getEpochSecond();
        assertThat(visitor.session()).isEqualTo(new Session(seconds, 1));
        assertThat(response.cookies())
                .containsExactly(
                        "sidetrack=" + visitor.clientId()
                                + "; Path=/; Max-Age=31556926; HttpOnly; SameSite=Lax; Secure",
                        "sidetrack_session=" + seconds + ".1." + seconds
                                + "; Path=/; Max-Age=31556926; HttpOnly; SameSite=Lax; Secure");
    }

    @Test
    void page_overPlainHttp_setsCookiesWithoutSecure() throws Exception {
        var response = tracking.serve(request.plain(), Tracking::page);
        assertThat(response.cookies()).hasSize(2).noneMatch(cookie -> cookie.contains("Secure"));
        assertThat(tracking.hits().get(0).page().scheme()).isEqualTo("http");
    }

    @Test
    void page_ofVisitorLongAway_renewsOnlyTheSession() throws Exception {
        var old = TIME.getEpochSecond() - 86_400;
        var response = tracking.serve(
                request.header("Cookie", KNOWN + "; sidetrack_session=" + old + ".3." + old), Tracking::page);
        assertThat(response.cookieNames()).containsExactly("sidetrack_session");
        assertThat(tracking.hits().get(0).visitor().session()).isEqualTo(new Session(TIME.getEpochSecond(), 4));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "page,               200, text/html,                  ",
        "page with charset,  200, text/html; charset=UTF-8,   ",
        "page in capitals,   200, TEXT/HTML,                  ",
        "XHTML,              200, application/xhtml+xml,      ",
        "JSON,               200, application/json,           no-page",
        "longer type,        200, text/html5,                 no-page",
        "no content type,    200, ,                           no-page",
        "redirect,           302, text/html,                  no-page",
        "not modified,       304, ,                           no-page",
        "not found,          404, text/html,                  no-page",
        "failed,             500, text/html,                  no-page",
        "created,            201, text/html,                  no-page",
    })
    void response_anyStatusAndType_countsOrTellsWhyNot(String name, int status, String type, String reason)
            throws Exception {
        var response = tracking.serve(request, (http, page) -> {
            page.setStatus(status);
            if (type != null) {
                page.setContentType(type);
            }
        });
        assertThat(tracking.hits()).hasSize(reason == null ? 1 : 0);
        assertThat(tracking.counts.by(Count.EXCLUDED)).isEqualTo(reason == null ? Map.of() : Map.of(reason, 1L));
        assertThat(response.cookies()).hasSize(reason == null ? 2 : 0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"HEAD", "OPTIONS", "TRACE"})
    void method_thatShowsNothing_isNotTracked(String method) throws Exception {
        var response = tracking.serve(request.method(method), Tracking::page);
        assertNothingTracked(tracking, response, "method");
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "POST", "PUT", "whatever"})
    void method_thatMayShowAPage_isTracked(String method) throws Exception {
        tracking.serve(request.method(method), Tracking::page);
        assertThat(tracking.hits()).hasSize(1);
    }

    @Test
    void path_thatIsIgnored_isNotTracked() throws Exception {
        var ignoring = Tracking.with(Map.of("sidetrack.ignore-paths", "/admin,/health"));
        var response = ignoring.serve(new FakeRequest("/shop/admin/users"), (http, page) -> {
            Tracking.page(http, page);
            TrackedRequest.current().answer().add(new TrackedCall(TrackedEvent.named("e"), null, false, false));
        });
        assertThat(ignoring.hits()).isEmpty();
        assertThat(response.cookies()).isEmpty();
        assertThat(ignoring.counts.by(Count.EXCLUDED))
                .as("the view and the event")
                .isEqualTo(Map.of("path", 2L));
        ignoring.serve(new FakeRequest("/shop/products"), Tracking::page);
        assertThat(ignoring.hits()).hasSize(1);
    }

    @Test
    void tracking_switchedOff_passesTheResponseOn() throws Exception {
        var off = Tracking.with(Map.of("sidetrack.enabled", "false"));
        var response = new FakeResponse();
        off.serve(request, response, (http, page) -> {
            assertThat(page).isEqualTo(response.http);
            Tracking.page(http, page);
        });
        assertThat(off.hits()).isEmpty();
        assertThat(response.cookies()).isEmpty();
    }

    static Stream<Arguments> chain_thatThrows_throwsTheSame() {
        return Stream.of(
                arguments("IOException", new IOException("gone")),
                arguments("ServletException", new ServletException("bad")),
                arguments("RuntimeException", new IllegalStateException("worse")),
                arguments("Error", new AssertionError("worst")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void chain_thatThrows_throwsTheSame(String name, Throwable failure) {
        assertThatThrownBy(() -> tracking.serve(request, (http, page) -> {
                    Tracking.page(http, page);
                    throw TrackingFilterTest.<RuntimeException>sneaked(failure);
                }))
                .isSameAs(failure);
        assertThat(tracking.hits()).isEmpty();
        assertThat(tracking.counts.by(Count.EXCLUDED)).isEqualTo(Map.of("error", 1L));
    }

    static Stream<Arguments> processor_thatThrows_leavesThePageAlone() {
        return Stream.of(
                arguments("exception", new IllegalStateException("hit processor is broken")),
                arguments("assertion", new AssertionError("hit processor is broken")),
                arguments("missing class", new NoClassDefFoundError("hit processor is broken")),
                arguments("a visitor's text", new IllegalStateException("x\u202Ey\nFAKE\u2028LINE\u0085\u009B31m")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void processor_thatThrows_leavesThePageAlone(String name, Throwable failure) throws Exception {
        var broken = Tracking.withDefaults(hit -> {
            throw TrackingFilterTest.<RuntimeException>sneaked(failure);
        });
        var response = broken.serve(request, Tracking::page);

        assertThat(response.getStatus()).isEqualTo(200);
        broken.serve(new FakeRequest("/shop/products"), Tracking::page);
        assertThat(broken.hits()).isEmpty();
        assertThat(broken.counts.by(Count.EXCLUDED)).isEqualTo(Map.of("processor-failed", 2L));
        assertThat(broken.counts.of(Count.CAPTURED)).isZero();
        assertThat(log.lines())
                .containsExactly("WARNING A HitProcessor failed and its hit is excluded: "
                        + failure.toString().replaceAll("[\\u202E\n\\u2028\\u0085\\u009B]", "?"));
    }

    @Test
    void request_thatCannotBeRead_leavesThePageAlone() throws Exception {
        var broken = Tracking.with(Map.of("sidetrack.ignore-paths", "/admin"));
        var response = broken.serve(new FakeRequest("/shop", null, null), (http, page) -> {
            Tracking.page(http, page);
            page.flushBuffer();
        });
        assertThat(response.isCommitted()).isTrue();
        assertThat(broken.hits()).isEmpty();
        assertThat(log.lines()).singleElement().asString().startsWith("WARNING Tracking of a request failed: ");
    }

    @Test
    void visitor_thatCannotBeTold_leavesThePageAlone() throws Exception {
        request.header("Cookie", KNOWN).failOnHeader("Accept-Language");
        var response = tracking.serve(request, (http, page) -> {
            Tracking.page(http, page);
            page.flushBuffer();
        });
        assertThat(response.isCommitted()).isTrue();
        assertThat(tracking.hits()).isEmpty();
        assertThat(log.lines())
                .isNotEmpty()
                .allMatch(line -> line.startsWith("WARNING Tracking failed, the page was served: "));
    }

    @Test
    void forward_toAnotherPage_countsTheFirstOnce() throws Exception {
        tracking.serve(request, (http, page) -> {
            var forwarded = new FakeResponse();
            tracking.serve(
                    request.dispatch(DispatcherType.FORWARD, "/shop/WEB-INF/product.xhtml"), forwarded, Tracking::page);
            assertThat(TrackedRequest.current()).isNotNull();
            Tracking.page(http, page);
        });
        assertThat(tracking.hits()).singleElement().extracting("page.path").isEqualTo("/shop/products");
    }

    @Test
    void request_thatIsNotHttp_passes() throws Exception {
        var served = new ArrayList<ServletRequest>();
        var other = Part.of(ServletRequest.class, new Other());
        new TrackingFilter(tracking.requests, tracking.endpoint, null)
                .doFilter(other, Part.of(ServletResponse.class, new Other()), (any, page) -> served.add(any));
        assertThat(served).hasSize(1);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void cookies_ofPage_areSetBeforeTheFirstByte(String name, Tracking.Servlet page) throws Exception {
        var response = tracking.serve(request, (http, answer) -> {
            page.serve(http, answer);
            assertThat(answer.isCommitted()).isTrue();
        });
        assertThat(response.cookieNames()).containsExactly("sidetrack", "sidetrack_session");
        assertThat(response.cookies().get(0))
                .startsWith("sidetrack=" + tracking.hits().get(0).visitor().clientId());
    }

    static Stream<Arguments> cookies_ofPage_areSetBeforeTheFirstByte() {
        return Stream.of(
                arguments("content type set", (Tracking.Servlet) (http, page) -> {
                    page.setContentType("text/html");
                    page.flushBuffer();
                }),
                arguments("as a header", (Tracking.Servlet) (http, page) -> {
                    page.setHeader("content-type", "text/html");
                    page.flushBuffer();
                }),
                arguments("as a header added", (Tracking.Servlet) (http, page) -> {
                    page.addHeader("Content-Type", "text/html");
                    page.flushBuffer();
                }),
                arguments("status set after the type", (Tracking.Servlet) (http, page) -> {
                    page.setStatus(404);
                    page.setContentType("text/html");
                    page.setStatus(200);
                    page.getWriter();
                    page.flushBuffer();
                }),
                arguments("stream asked for", (Tracking.Servlet) (http, page) -> {
                    page.setStatus(404);
                    page.setContentType("text/html");
                    page.setStatus(200);
                    page.getOutputStream();
                    page.flushBuffer();
                }),
                arguments("type set twice", (Tracking.Servlet) (http, page) -> {
                    page.setContentType("text/html");
                    page.setContentType("text/html;charset=UTF-8");
                    page.flushBuffer();
                }));
    }

    @Test
    void response_committedBeforeItIsAPage_countsWithoutCookies() throws Exception {
        var response = new FakeResponse();
        response.setContentType("text/html");
        response.flushBuffer();
        tracking.serve(request, response, (http, page) -> {});
        assertThat(response.cookies()).isEmpty();
        assertThat(tracking.hits()).hasSize(1);
    }

    @Test
    void reset_afterCookies_setsThemAgainOnce() throws Exception {
        var response = tracking.serve(request, (http, page) -> {
            Tracking.page(http, page);
            page.reset();
            Tracking.page(http, page);
            page.flushBuffer();
        });
        assertThat(response.cookieNames()).containsExactly("sidetrack", "sidetrack_session");
        assertThat(response.cookies().get(0))
                .startsWith("sidetrack=" + tracking.hits().get(0).visitor().clientId());
    }

    @Test
    void reset_ofAKnownVisitorsPage_setsNone() throws Exception {
        var session = "; sidetrack_session=" + TIME.getEpochSecond() + ".1." + TIME.getEpochSecond();
        var response = tracking.serve(request.header("Cookie", KNOWN + session), (http, page) -> {
            Tracking.page(http, page);
            page.reset();
            Tracking.page(http, page);
        });
        assertThat(response.cookies()).isEmpty();
    }

    @Test
    void reset_beforeAnyCookie_setsNone() throws Exception {
        var response = tracking.serve(request, (http, page) -> {
            page.reset();
            page.setStatus(404);
        });
        assertThat(response.cookies()).isEmpty();
    }

    @Test
    void reset_ofCommittedResponse_throwsAsEver() {
        assertThatThrownBy(() -> tracking.serve(request, (http, page) -> {
                    page.flushBuffer();
                    page.reset();
                }))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("committed");
    }

    @Test
    void sendError_onAPage_isNotCounted() throws Exception {
        tracking.serve(request, (http, page) -> {
            Tracking.page(http, page);
            page.sendError(500);
        });
        assertThat(tracking.counts.by(Count.EXCLUDED)).isEqualTo(Map.of("no-page", 1L));
    }

    @Test
    void async_completed_countsOnceWhateverComesBefore() throws Exception {
        var response = tracking.serve(request, (http, page) -> request.startAsync());
        assertThat(tracking.hits()).isEmpty();
        var end = request.listeners.get(0);
        var event = new AsyncEvent(request.http.getAsyncContext());

        tracking.serve(request.dispatch(DispatcherType.ASYNC, "/shop/later"), response, (http, page) -> {
            assertThat(TrackedRequest.current()).isNotNull();
            TrackedRequest.current().title("Later");
            Tracking.page(http, page);
        });
        assertThat(tracking.hits()).isEmpty();
        end.onStartAsync(event);
        assertThat(request.listeners).hasSize(2);
        end.onTimeout(event);
        end.onComplete(event);
        end.onComplete(event);
        assertThat(tracking.hits()).singleElement().satisfies(hit -> {
            assertThat(hit.page().path()).isEqualTo("/shop/products");
            assertThat(hit.page().title()).isEqualTo("Later");
        });
    }

    @Test
    void async_failed_isNotCounted() throws Exception {
        tracking.serve(request, (http, page) -> {
            Tracking.page(http, page);
            request.startAsync();
        });
        var end = request.listeners.get(0);
        var event = new AsyncEvent(request.http.getAsyncContext());
        end.onError(event);
        end.onComplete(event);
        assertThat(tracking.hits()).isEmpty();
        assertThat(tracking.counts.by(Count.EXCLUDED)).isEqualTo(Map.of("error", 1L));
    }

    @Test
    void async_completedMeanwhile_countsAtOnce() throws Exception {
        tracking.serve(request, (http, page) -> {
            Tracking.page(http, page);
            request.completeAsyncAtOnce();
        });
        assertThat(tracking.hits()).hasSize(1);
    }

    @Test
    void errorPage_ofAKnownRequest_belongsToItAndIsNoHit() throws Exception {
        var response = tracking.serve(request, (http, page) -> page.sendError(500));
        tracking.serve(request.dispatch(DispatcherType.ERROR, "/shop/error"), response, (http, page) -> {
            assertThat(TrackedRequest.current()).isNotNull();
            TrackedRequest.current()
                    .answer()
                    .add(new TrackedCall(TrackedEvent.named("error-shown"), null, false, false));
            Tracking.page(http, page);
        });
        assertThat(TrackedRequest.current()).isNull();
        assertThat(tracking.hits()).isEmpty();
    }

    @Test
    void errorPage_withinItsRequest_leavesThatBound() throws Exception {
        tracking.serve(request, (http, page) -> {
            var outer = TrackedRequest.current();
            tracking.serve(request.dispatch(DispatcherType.ERROR, "/shop/error"), Tracking::page);
            assertThat(TrackedRequest.current()).isSameAs(outer);
        });
    }

    @Test
    void async_startedByThePageAlone_goesOnWithOurResponse() throws Exception {
        tracking.serve(request, (http, page) -> http.startAsync());
        assertThat(request.asyncResponse).isInstanceOf(TrackedResponse.class);
    }

    @Test
    void async_ofAnUntrackedRequest_passes() throws Exception {
        tracking.serve(
                request.dispatch(DispatcherType.ASYNC, "/shop/later"),
                (http, page) -> assertThat(TrackedRequest.current()).isNull());
        assertThat(tracking.hits()).isEmpty();
    }

    @Test
    void notice_forNewVisitor_isARequestAttribute() throws Exception {
        assertThat(tracking.notice(request.header("Accept-Language", "de")))
                .asString()
                .startsWith("Willkommen! shop.example");
        assertThat(tracking.notice(new FakeRequest("/shop/products").header("Cookie", KNOWN)))
                .isNull();
    }

    @Test
    void notice_nothingToTell_isNoAttribute() throws Exception {
        assertThat(Tracking.with(Map.of("sidetrack.consent", "none")).notice(request))
                .isNull();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "markup, <script>alert(1)</script>",
        "line break, 'a\r\nX: y'",
        "slash, a/b",
        "too long, ",
        "umlaut, müller.example"
    })
    void host_thatIsNone_isNotCarried(String name, String host) throws Exception {
        tracking.serve(request.serverName(host == null ? "a".repeat(254) : host), Tracking::page);
        assertThat(tracking.hits()).singleElement().extracting("page.host").isNull();
        assertThat(log.lines()).isEmpty();
    }

    @Test
    void host_configuredOrOfASite_isCarried() throws Exception {
        var fixed = Tracking.with(
                Map.of("sidetrack.site", "www.shop.example", "sidetrack.sites.s.hosts", "www.shop.example"));
        fixed.serve(request.serverName("10.0.0.7"), Tracking::page);
        assertThat(fixed.hits()).singleElement().satisfies(hit -> {
            assertThat(hit.page().host()).isEqualTo("www.shop.example");
            assertThat(hit.site()).isEqualTo("s");
        });
    }

    @Test
    void claims_named_areEventsInsteadOfThePageView() throws Exception {
        tracking.serve(request, (http, page) -> {
            page.setContentType("application/json");
            page.setStatus(201);
            TrackedRequest.current().answer().add(new TrackedCall(null, "Bare", false, false));
            TrackedRequest.current().answer().add(new TrackedCall(TrackedEvent.named("first"), "One", false, false));
            TrackedRequest.current().answer().add(new TrackedCall(TrackedEvent.named("sent"), null, false, true));
            TrackedRequest.current().answer().add(new TrackedCall(TrackedEvent.named("second"), null, false, false));
        });
        assertThat(tracking.hits())
                .extracting("event.name", "page.title")
                .containsExactly(tuple("first", "One"), tuple("second", null));
    }

    @Test
    void claims_bare_areOnePageView() throws Exception {
        tracking.serve(request, (http, page) -> {
            page.setContentType("application/json");
            TrackedRequest.current().title("From the page");
            TrackedRequest.current().answer().add(new TrackedCall(null, null, false, false));
            TrackedRequest.current().answer().add(new TrackedCall(null, "Second", false, false));
        });
        assertThat(tracking.hits()).singleElement().satisfies(hit -> {
            assertThat(hit.isEvent()).isFalse();
            assertThat(hit.page().title()).isEqualTo("From the page");
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 404, 409, 500, 503})
    void claims_responseOfAFailure_areNotCounted(int status) throws Exception {
        tracking.serve(request, (http, page) -> {
            page.setStatus(status);
            TrackedRequest.current().answer().add(new TrackedCall(TrackedEvent.named("e"), null, false, false));
        });
        assertThat(tracking.hits()).isEmpty();
        assertThat(tracking.counts.by(Count.EXCLUDED)).isEqualTo(Map.of("status", 1L));
    }

    private static void assertNothingTracked(Tracking tracking, FakeResponse response, String reason) {
        assertThat(tracking.hits()).isEmpty();
        assertThat(response.cookies()).isEmpty();
        assertThat(tracking.counts.by(Count.EXCLUDED)).isEqualTo(Map.of(reason, 1L));
    }

    @SuppressWarnings("unchecked")
    private static <T extends Throwable> T sneaked(Throwable failure) throws T {
        throw (T) failure;
    }

    /** Neither a request nor a response of HTTP. */
    public static final class Other {
        public DispatcherType getDispatcherType() {
            return DispatcherType.REQUEST;
        }
    }
}
