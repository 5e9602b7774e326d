// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.enterprise.inject.se.SeContainerInitializer;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** All beans of the jar in one container, as a server finds them: each injection point must have exactly one bean. */
class WiringTest {

    private static final Logger WELD = Logger.getLogger("org.jboss.weld");

    @BeforeAll
    static void beQuiet() {
        WELD.setLevel(Level.SEVERE);
    }

    @AfterAll
    static void beLoud() {
        WELD.setLevel(null);
    }

    @Test
    void beans_ofTheWholeJar_haveAllThatTheyInject() {
        System.setProperty("sidetrack.enabled", "false");
        try (var container = SeContainerInitializer.newInstance().initialize()) {
            assertThat(container.select(HitCounts.class).isResolvable()).isTrue();
        } finally {
            System.clearProperty("sidetrack.enabled");
        }
    }
}
