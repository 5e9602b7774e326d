// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.management.ThreadMXBean;
import dev.sidetrack.SampleHits;
import jakarta.servlet.FilterChain;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What the filter allocates on the request's thread, up to the hit in the buffer. Bytes can be counted where times can
 * only be measured; the compiler leaves out some of them later, so that the first rounds are the dearest.
 */
class CaptureBytesTest {

    private static final int REQUESTS = 50;
    private static final int ROUNDS = 20;
    private static final Map<String, String> NAVIGATION = Map.of(
            "User-Agent", "Mozilla/5.0 (X11; Linux x86_64; rv:127.0) Gecko/20100101 Firefox/127.0",
            "Referer", "https://www.search.example/results?q=blue+mug&hl=de",
            "Accept-Language", "de-AT,de;q=0.9,en-US;q=0.8,en;q=0.7",
            "Sec-Fetch-Mode", "navigate",
            "Sec-Fetch-Dest", "document");
    private static final byte[] HTML = ("<!doctype html><html><head><title>Blue mug</title></head><body>"
                    + "lorem ipsum ".repeat(80))
            .getBytes(StandardCharsets.UTF_8);
    private static final FilterChain PAGE = (request, response) -> {
        response.setContentType("text/html;charset=UTF-8");
        response.getOutputStream().write(HTML, 0, HTML.length);
    };
    private static final ThreadMXBean THREAD = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final BareResponse response = new BareResponse();

    @BeforeEach
    void count() {
        assumeTrue(THREAD.isThreadAllocatedMemorySupported() && THREAD.isThreadAllocatedMemoryEnabled());
    }

    @Test
    void page_ofAReturningVisitor_allocatesLittleMoreThanItsHit() throws Exception {
        var now = SampleHits.TIME.getEpochSecond();
        var bytes = allocated(with(
                "Cookie",
                "JSESSIONID=7A1B2C3D4E5F60718293A4B5C6D7E8F9.node1; theme=dark;"
                        + " sidetrack=1f0c7b1e-5a35-4d2e-9c3f-0a1b2c3d4e5f; sidetrack_session=" + (now - 600) + ".7."
                        + (now - 60)));
        assertThat(bytes).isBetween(500L, 1_210L);
    }

    @Test
    void page_ofANewVisitor_allocatesItsCookiesBesides() throws Exception {
        var bytes = allocated(NAVIGATION);
        assertThat(bytes).isBetween(1_000L, 2_000L);
    }

    @Test
    void image_allocatesNextToNothing() throws Exception {
        var bytes = allocated(Map.of("Sec-Fetch-Mode", "no-cors", "Sec-Fetch-Dest", "image"));
        assertThat(bytes).isLessThanOrEqualTo(100);
    }

    private static Map<String, String> with(String header, String value) {
        var headers = new HashMap<>(NAVIGATION);
        headers.put(header, value);
        return headers;
    }

    /** By one request, on average of the cheapest round: what is loaded and linked at first is none of it. */
    private long allocated(Map<String, String> headers) throws Exception {
        var tracking = Tracking.withDefaults();
        var request = new BareRequest(headers);
        var least = Long.MAX_VALUE;
        for (var round = 0; round < ROUNDS; round++) {
            tracking.hits();
            var before = THREAD.getThreadAllocatedBytes(Thread.currentThread().getId());
            for (var i = 0; i < REQUESTS; i++) {
                request.recycle();
                response.recycle();
                tracking.serve(request, response, PAGE);
            }
            least = Math.min(
                    least, THREAD.getThreadAllocatedBytes(Thread.currentThread().getId()) - before);
        }
        return least / REQUESTS;
    }
}
