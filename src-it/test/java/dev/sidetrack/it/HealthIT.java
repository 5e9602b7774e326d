package dev.sidetrack.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** MicroProfile Health shows Sidetrack's checks. */
class HealthIT extends DemoIT {

    @Test
    void health_ofTheRunningShop_isUpWithBothChecks() {
        var health = new Browser().get(System.getProperty("it.health"));

        assertEquals(200, health.statusCode(), health.body());
        assertTrue(health.body().contains("\"sidetrack-delivery\""), health.body());
        assertTrue(health.body().contains("\"sidetrack-publisher\""), health.body());
    }
}
