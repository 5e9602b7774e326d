package dev.sidetrack.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;

/** MicroProfile Health shows Sidetrack's checks, and what was warned of. */
@DisabledIfSystemProperty(named = "it.server", matches = "glassfish", disabledReason = "it has no health data")
class HealthIT extends DemoIT {

    @Test
    void health_ofTheRunningShop_isUpWithBothChecks() {
        var health = health();

        assertTrue(health.contains("\"sidetrack-delivery\""), health);
        assertTrue(health.contains("\"sidetrack-publisher\""), health);
    }

    @Test
    void health_ofAShopBehindAnUnlistedProxy_saysSoAndStaysUp() throws IOException {
        new Browser().with("X-Forwarded-For", "203.0.113.7").get("probe/include");

        var health = health();
        assertTrue(health.contains("X-Forwarded-For, but sidetrack.trusted-proxies does not list"), health);
        assertFalse(health.contains("203.0.113.7"), health);
        // An embedded server's log is that of the tests.
        var log = System.getProperty("it.log");
        if (log != null) {
            var lines = Files.readString(Path.of(log));
            assertTrue(lines.contains("X-Forwarded-For, but sidetrack.trusted-proxies does not list"), log);
        }
    }

    private static String health() {
        var health = new Browser().get(System.getProperty("it.health"));
        assertEquals(200, health.statusCode(), health.body());
        return health.body();
    }
}
