package dev.sidetrack.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Deploys the built demo war unchanged, with settings of each subclass's own. They are system properties of this JVM,
 * which an embedded server shares; any other is started again with them.
 */
@ExtendWith(ArquillianExtension.class)
abstract class ModeIT {

    static final RecordingProvider PROVIDER = DemoIT.PROVIDER;
    static final String RANDOM_ID = "[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}";
    static final String ID_OF_THE_DAY = "[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}";

    private static final Map<String, String> BEFORE = new HashMap<>();

    /** The demo war; these settings, {@code key=value} each, hold until the last test of the class is over. */
    static WebArchive demoWith(String... settings) {
        for (var setting : settings) {
            var key = setting.substring(0, setting.indexOf('='));
            BEFORE.put(key, System.getProperty(key));
            System.setProperty(key, setting.substring(key.length() + 1));
        }
        return DemoIT.demoWar();
    }

    @AfterAll
    static void forgetSettings() {
        BEFORE.forEach((key, value) -> {
            if (value == null) {
                System.clearProperty(key);
            } else {
                System.setProperty(key, value);
            }
        });
        BEFORE.clear();
    }

    @BeforeEach
    void begin() {
        assertEquals(200, new Browser().get("probe/plain").statusCode(), "the demo war did not deploy, see the log");
        PROVIDER.reset();
        if (System.getProperty("sidetrack.providers").contains("universal-analytics")) {
            awaitMarker();
            PROVIDER.reset();
        }
    }

    /** Waits until all hits have come that were on their way, those of an earlier test among them. */
    private static void awaitMarker() {
        // A hit too many would be on its way before this page's, which every mode counts for one who has said yes.
        var marker = new Browser();
        marker.haveCookie("sidetrack_consent", "accept.1." + Instant.now().getEpochSecond());
        var referrer = marker.visitMarkerPage();
        PROVIDER.await(
                "The hit of the marker page",
                () -> PROVIDER.universalHits().stream()
                        .filter(hit -> referrer.equals(hit.get("dr")))
                        .findFirst()
                        .orElse(null));
    }

    /** A browser on the site's own pages, which says so. */
    static Browser visitor() {
        return new Browser().with("Sec-Fetch-Site", "same-origin");
    }

    /** The hits at Universal Analytics since the test began: exactly so many, no more come. */
    static List<Map<String, String>> hits(int expected) {
        PROVIDER.await(expected + " hits", () -> own().count() < expected ? null : true);
        awaitMarker();
        assertEquals(expected, own().count(), () -> "hits before the marker page's: " + own().toList());
        return own().toList();
    }

    private static Stream<Map<String, String>> own() {
        return PROVIDER.universalHits().stream()
                .filter(hit -> !hit.getOrDefault("dr", "").contains("/marker"));
    }

    /**
     * The names of the cookies that this response sets where we keep them, those that it removes from there with a
     * minus.
     */
    static List<String> cookies(HttpResponse<?> response) {
        return Browser.setCookies(response).stream()
                .filter(cookie -> cookie.contains("; Path=/;"))
                .map(cookie -> (cookie.contains("; Max-Age=0;") ? "-" : "") + cookie.substring(0, cookie.indexOf('=')))
                .sorted()
                .toList();
    }
}
