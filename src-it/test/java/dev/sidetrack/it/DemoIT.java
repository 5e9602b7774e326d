package dev.sidetrack.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.sidetrack.it.Received.GoogleEvent;
import java.io.File;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.importer.ZipImporter;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;

/** Deploys the built demo war unchanged and records what reaches its providers. */
@ExtendWith(ArquillianExtension.class)
abstract class DemoIT {

    static final RecordingProvider PROVIDER = new RecordingProvider();

    @Deployment(testable = false)
    static WebArchive demo() {
        return demoWar();
    }

    static WebArchive demoWar() {
        return ShrinkWrap.create(ZipImporter.class, "sidetrack-demo.war")
                .importFrom(new File(System.getProperty("it.war")))
                .as(WebArchive.class);
    }

    @BeforeEach
    void begin() {
        // Arquillian keeps to itself that embedded Payara did not deploy.
        assertEquals(200, new Browser().get("probe/plain").statusCode(), "the demo war did not deploy, see the log");
        PROVIDER.reset();
    }

    /** The hits of this browser at Universal Analytics: exactly so many, no more come. */
    static List<Map<String, String>> hitsOf(Browser browser, int expected) {
        return exactly(expected, browser, PROVIDER::universalHits, hit -> hit.get("dr"));
    }

    /** The only hit of this browser at Universal Analytics. */
    static Map<String, String> onlyHitOf(Browser browser) {
        return hitsOf(browser, 1).get(0);
    }

    /** The events of this browser at Google Analytics 4: exactly so many, no more come. */
    static List<GoogleEvent> eventsOf(Browser browser, int expected) {
        return exactly(
                expected,
                browser,
                PROVIDER::googleEvents,
                event -> event.params().get("page_referrer"));
    }

    private static <T> List<T> exactly(
            int expected, Browser browser, Supplier<List<T>> all, Function<T, Object> referrer) {
        Supplier<List<T>> own = () -> all.get().stream()
                .filter(hit -> browser.cameFrom(referrer.apply(hit)))
                .toList();
        PROVIDER.await(
                expected + " hits of " + browser.userAgent, () -> own.get().size() < expected ? null : own);
        // A hit too many would be on its way before this page's.
        var marker = browser.visitMarkerPage();
        PROVIDER.await(
                "The hit of the marker page",
                () -> all.get().stream()
                        .filter(hit -> marker.equals(referrer.apply(hit)))
                        .findFirst()
                        .orElse(null));
        assertEquals(expected, own.get().size(), () -> "hits before the marker page's: " + own.get());
        return own.get();
    }
}
