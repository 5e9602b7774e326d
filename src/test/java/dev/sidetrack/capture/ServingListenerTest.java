// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.capture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sidetrack.LogLines;
import dev.sidetrack.config.ServingEnded;
import dev.sidetrack.config.ServingStarted;
import dev.sidetrack.config.Settings;
import dev.sidetrack.config.Shared;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.se.SeContainer;
import jakarta.enterprise.inject.se.SeContainerInitializer;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ServingListenerTest {

    private static final Logger WELD = Logger.getLogger("org.jboss.weld");

    private final ServletContext war = Part.of(ServletContext.class, new War());
    private final LogLines log = LogLines.of("dev.sidetrack");

    @BeforeEach
    void beQuiet() {
        WELD.setLevel(Level.SEVERE);
    }

    @AfterEach
    void close() {
        WELD.setLevel(null);
        log.close();
        System.clearProperty("sidetrack.enabled");
    }

    @Test
    void context_ofAWar_isToldAtItsBeginningAndEnd() {
        try (var weld = started()) {
            serve();
            assertThat(weld.select(Heard.class).get().events)
                    .containsExactly(new ServingStarted(null, "/shop"), new ServingEnded());
            assertThat(log.lines()).isEmpty();
        }
    }

    @Test
    void context_switchedOff_isToldToTheOperatorOnceAndToNobodyElse() {
        System.setProperty("sidetrack.enabled", "false");
        try (var weld = started()) {
            new TrackingFilter().init(Part.of(FilterConfig.class, new Config(war)));
            serve();
            serve();
            assertThat(weld.select(Heard.class).get().events).isEmpty();
            assertThat(log.lines()).containsExactly("INFO Sidetrack is switched off (sidetrack.enabled=false).");
        }
    }

    private void serve() {
        var listener = new ServingListener();
        listener.contextInitialized(new ServletContextEvent(war));
        listener.contextDestroyed(new ServletContextEvent(war));
    }

    private static SeContainer started() {
        return SeContainerInitializer.newInstance()
                .disableDiscovery()
                .addBeanClasses(Settings.class, SwitchedOff.class, Heard.class)
                .initialize();
    }

    /** A web application without a manifest. */
    public static final class War {
        public InputStream getResourceAsStream(String path) {
            return null;
        }

        public String getContextPath() {
            return "/shop";
        }
    }

    /** That of its filter. */
    public record Config(ServletContext getServletContext) {}

    @Shared
    static class Heard {

        final List<Object> events = new ArrayList<>();

        void started(@Observes ServingStarted web) {
            events.add(web);
        }

        void ended(@Observes ServingEnded web) {
            events.add(web);
        }
    }
}
