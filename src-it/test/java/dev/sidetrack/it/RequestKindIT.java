package dev.sidetrack.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that are answered in unusual ways: each is one page view all the same. */
class RequestKindIT extends DemoIT {

    private final Browser browser = new Browser();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "api/products",
                "api/async",
                "api/probe/suspended",
                "api/probe/unscoped",
                "probe/async-servlet",
                "probe/async-dispatch",
                "probe/forward",
                "probe/include",
                "probe/early-commit"
            })
    void request_ofThatKind_isOnePageViewWithCookie(String path) {
        var response = browser.get(path);

        assertEquals(200, response.statusCode(), response::body);
        assertEquals(2, Browser.setCookies(response).size(), () -> "cookies: " + Browser.setCookies(response));
        var hit = onlyHitOf(browser);
        assertEquals("pageview", hit.get("t"));
        assertEquals("/sidetrack-demo/" + path, hit.get("dp"));
        assertEquals(browser.cookie("sidetrack"), hit.get("cid"));
        assertEquals("page_view", eventsOf(browser, 1).get(0).name());
    }

    @Test
    void forward_toAPage_hasThatPagesTitle() {
        HttpResponse<String> response = browser.get("probe/forward");

        assertEquals(200, response.statusCode());
        assertEquals("Things for a slow house", onlyHitOf(browser).get("dt"));
    }

    @Test
    void asynchronousRequest_notFoundLater_keepsItsStatusAndIsNotCounted() {
        assertEquals(404, browser.get("probe/async-missing").statusCode());

        hitsOf(browser, 0);
    }

    @Test
    void suspendedRequest_resumedWithFailure_isNotCounted() {
        assertEquals(500, browser.get("api/probe/suspended-failing").statusCode());

        hitsOf(browser, 0);
    }
}
