// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sidetrack.delivery.Destinations;
import jakarta.enterprise.inject.se.SeContainer;
import jakarta.enterprise.inject.se.SeContainerInitializer;
import java.lang.management.ManagementFactory;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.management.JMException;
import javax.management.ObjectName;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * With {@code sidetrack.enabled=false} an application starts without ids, secrets and a broker's client, and nothing
 * runs.
 */
class SwitchedOffTest {

    private static final Logger WELD = Logger.getLogger("org.jboss.weld");
    private static final Map<String, String> INCOMPLETE = Map.of(
            "sidetrack.providers",
            "google-analytics,matomo",
            "sidetrack.user-id",
            "hashed",
            "sidetrack.identity",
            "cookieless");

    @BeforeAll
    static void beQuiet() {
        WELD.setLevel(Level.SEVERE);
    }

    @AfterAll
    static void beLoud() {
        WELD.setLevel(null);
    }

    @BeforeEach
    void writeLittle() {
        INCOMPLETE.forEach(System::setProperty);
    }

    @AfterEach
    void forget() {
        INCOMPLETE.keySet().forEach(System::clearProperty);
        System.clearProperty("sidetrack.enabled");
    }

    @Test
    void settings_incomplete_failTheDeployment() {
        assertThatThrownBy(() -> started().close()).hasMessageContaining("is missing: the provider");
    }

    @Test
    void settings_incompleteButSwitchedOff_areEnoughAndStartNothing() throws JMException {
        System.setProperty("sidetrack.enabled", "false");
        try (var container = started()) {
            assertThat(container.select(Destinations.class).get().all()).isEmpty();
            assertThat(ManagementFactory.getPlatformMBeanServer().queryNames(new ObjectName("dev.sidetrack:*"), null))
                    .isEmpty();
        }
    }

    private static SeContainer started() {
        return SeContainerInitializer.newInstance().initialize();
    }
}
