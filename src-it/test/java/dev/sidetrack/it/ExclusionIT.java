package dev.sidetrack.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is not counted, and therefore sets no cookie either. */
class ExclusionIT extends DemoIT {

    private final Browser browser = new Browser();

    @ParameterizedTest
    @CsvSource({
        // Ignored by the demo's configuration, however it is spelt.
        "admin/index.xhtml, 200",
        "admin/, 200",
        "admin//index.xhtml, 200",
        "%61dmin/index.xhtml, 200",
        // No success.
        "nowhere, 404",
        "products.xhtml?id=99, 404",
        "broken, 500",
        // No pages.
        "probe/plain, 200",
        "shop.css, 200",
        "icon.svg, 200",
        "api/ping, 200",
        "api/orders/none, 404"
    })
    void request_ofThatPath_isNotCounted(String path, int status) {
        assertUncounted(status, browser.get(path));
    }

    @Test
    void order_ofUnknownProduct_isNotCounted() {
        assertUncounted(409, browser.postJson("api/orders", "{\"sku\": \"gold-mug\", \"quantity\": 1}"));
    }

    @Test
    void order_malformed_isNotCounted() {
        assertUncounted(400, browser.postJson("api/orders", "{\"sku\": \"blue-mug\", \"quantity\": \"many\"}"));
    }

    @Test
    void newsletter_withoutAddress_isNotCounted() {
        assertUncounted(400, browser.postForm("api/newsletter", "email=nobody"));
    }

    @Test
    void page_askedForByHead_isNotCounted() {
        assertUncounted(200, browser.head("index.xhtml"));
    }

    private void assertUncounted(int status, HttpResponse<String> response) {
        assertEquals(status, response.statusCode(), response::body);
        assertEquals(List.of(), Browser.setCookies(response));
        hitsOf(browser, 0);
        eventsOf(browser, 0);
    }
}
