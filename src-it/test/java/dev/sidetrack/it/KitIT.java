package dev.sidetrack.it;

import static dev.sidetrack.testing.ExpectedHit.event;
import static dev.sidetrack.testing.ExpectedHit.pageView;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.sidetrack.Consent;
import dev.sidetrack.testing.FakeBrowser;
import dev.sidetrack.testing.HitCollector;
import java.net.URI;
import java.time.Duration;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.JavaArchive;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Tests the demo as its own developers would, with the test kit as docs/testing.md has it. */
@ExtendWith(ArquillianExtension.class)
class KitIT {

    private static final String ORDER = "{\"sku\": \"blue-mug\", \"quantity\": 2}";

    @RegisterExtension
    static final HitCollector COLLECTOR = new HitCollector();

    private final FakeBrowser visitor = new FakeBrowser(URI.create(System.getProperty("it.url")));

    @Deployment(testable = false)
    static WebArchive demo() {
        return DemoIT.demoWar()
                .addAsLibrary(ShrinkWrap.create(JavaArchive.class, "hit-collector.jar")
                        .addAsResource(
                                new StringAsset(COLLECTOR.settings()), "META-INF/microprofile-config.properties"));
    }

    @BeforeEach
    void begin() {
        // As all here: the machine may be busy with other servers.
        COLLECTOR.hits().waitAtMost(Duration.ofSeconds(60));
    }

    @Test
    void page_visited_isOneView() {
        assertEquals(200, visitor.get("index.xhtml").status());

        var view = COLLECTOR.hits().awaitOne(pageView("/sidetrack-demo/index.xhtml"));
        assertEquals(visitor.cookie("sidetrack"), view.visitor().clientId());
    }

    @Test
    void order_placedOnAPage_isAPurchaseOfItsWorth() {
        visitor.get("products.xhtml").acceptConsent().postJson("api/orders", ORDER);

        assertEquals(201, visitor.status(), visitor::body);
        COLLECTOR
                .hits()
                .awaitOne(event("purchase")
                        .value(36)
                        .property("currency", "EUR")
                        .on("/sidetrack-demo/products.xhtml")
                        .consent(Consent.GRANTED));
    }

    @Test
    void order_ofOneWhoDeclined_isNotCounted() {
        visitor.get("index.xhtml").declineConsent().postJson("api/orders", ORDER);
        assertEquals(201, visitor.status(), visitor::body);

        var other = new FakeBrowser(URI.create(System.getProperty("it.url")));
        other.postJson("api/orders", ORDER);

        var counted = COLLECTOR.hits().awaitOne(event("purchase"));
        assertEquals(other.cookie("sidetrack"), counted.visitor().clientId());
    }
}
