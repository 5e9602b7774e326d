package dev.sidetrack.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sidetrack.server.Await;
import dev.sidetrack.server.Servers;
import dev.sidetrack.storage.DatabaseProbe;
import java.io.IOException;
import java.util.function.Supplier;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;

/** The database of the hits is away; the other providers are not. */
@OnServersWithDatabase
class StoreAwayModeIT extends ModeIT {

    private final Browser browser = new Browser();

    @Deployment(testable = false)
    static WebArchive war() throws IOException {
        // A provider of another name than elsewhere: what waits for it would be delivered there.
        return StoreIT.withDatabase(demoWith(
                "sidetrack.providers=universal-analytics,away",
                "sidetrack.provider.away.type=database",
                "sidetrack.provider.away.data-source=" + DatabaseProbe.AWAY));
    }

    @Test
    void hits_whileTheDatabaseIsAway_reachTheOtherProviderAndWait() {
        PagesIT.live("");
        browser.get("products.xhtml?id=3");

        var visitor = hits(1).get(0).get("cid");
        Supplier<String> live = () ->
                PagesIT.live("?limit=100&path=products&visitor=" + visitor).body();
        Await.must("What became of the hit", Servers.PATIENCE, () -> live.get().contains("unreachable"));
        var outcomes = live.get();
        assertTrue(outcomes.contains("\"provider\":\"universal-analytics\",\"fate\":\"accepted\""), outcomes);
        assertTrue(outcomes.contains("\"provider\":\"away\",\"fate\":\"waiting\""), outcomes);
        assertTrue(outcomes.contains("the database is unreachable (SQLState "), outcomes);
    }

    @Test
    void page_whileTheDatabaseIsAway_saysSo() {
        var page = browser.get("sidetrack/stats");

        assertEquals(503, page.statusCode(), page::body);
        assertTrue(page.headers().firstValue("Retry-After").isPresent(), page.headers()::toString);
        assertEquals(503, browser.get("sidetrack/stats/api/totals").statusCode());
        assertEquals(200, browser.get("index.xhtml").statusCode());
    }
}
