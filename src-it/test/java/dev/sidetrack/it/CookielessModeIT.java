package dev.sidetrack.it;

import static java.util.Comparator.comparing;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;

/** Nobody is told or asked anything, since nothing is set; behind a proxy that is trusted. */
class CookielessModeIT extends ModeIT {

    private final Browser browser = visitor();

    @Deployment(testable = false)
    static WebArchive demo() {
        return demoWith("sidetrack.identity=cookieless", "sidetrack.trusted-proxies=10.0.0.0/8, 127.0.0.1");
    }

    @Test
    void pages_ofOneVisitor_haveOneIdAndSetNothing() {
        var page = browser.get("index.xhtml");
        var next = browser.get("products.xhtml?id=1");

        assertFalse(page.body().contains("<dialog"), page.body());
        assertEquals(List.of(), cookies(page));
        assertEquals(List.of(), cookies(next));
        var ids = hits(2).stream().map(hit -> hit.get("cid")).distinct().toList();
        assertEquals(1, ids.size(), ids::toString);
        assertTrue(ids.get(0).matches(ID_OF_THE_DAY), ids::toString);
    }

    @Test
    void pages_ofVisitorsInDifferentNetworks_haveDifferentIds() {
        browser.with("X-Forwarded-For", "203.0.113.1, 10.1.2.3").get("index.xhtml");
        browser.with("X-Forwarded-For", "203.0.113.200").get("index.xhtml");
        browser.with("Forwarded", "for=198.51.100.9;proto=https").get("index.xhtml");

        // On a busy machine each is a batch of its own, and batches do not wait for each other.
        var hits = hits(3).stream().sorted(comparing(hit -> hit.get("dr"))).toList();
        assertEquals(
                List.of("203.0.113.0", "203.0.113.0", "198.51.100.0"),
                hits.stream().map(hit -> hit.get("uip")).toList());
        var ids = hits.stream().map(hit -> hit.get("cid")).toList();
        assertEquals(ids.get(0), ids.get(1));
        assertEquals(2, ids.stream().distinct().count(), ids::toString);
    }
}
