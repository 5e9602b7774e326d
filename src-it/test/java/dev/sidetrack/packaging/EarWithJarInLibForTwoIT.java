// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.packaging;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jboss.shrinkwrap.api.Archive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** An EAR that has the jar in {@code lib} for two wars, which share settings and queues. */
class EarWithJarInLibForTwoIT extends PackagingIT {

    /** Payara reads the queues in the jar once for each war, but for these, and refuses the second. */
    private static final String ATTRIBUTES =
            System.getProperty("it.server", "").matches("payara.*|glassfish.*") ? "metadata-complete=\"true\"" : "";

    @Override
    List<Archive<?>> archives(Probe probe) {
        return List.of(probe.earWithJar(
                "common", Probe.warWithoutJar("first", ATTRIBUTES), Probe.warWithoutJar("second", ATTRIBUTES)));
    }

    @Override
    Map<String, String> wars() {
        return Map.of("first", "common", "second", "common");
    }

    @Override
    Set<String> queues() {
        return Set.of("common");
    }

    @Override
    Set<String> applications() {
        return Set.of("common");
    }

    @Test
    @EnabledIfSystemProperty(named = "it.server", matches = "payara.*", disabledReason = "the others take it")
    void ear_withoutMetadataComplete_isRefusedWithTheQueueNamed() {
        var ear = new Probe(new Collector())
                .earWithJar("refused", Probe.warWithoutJar("third", ""), Probe.warWithoutJar("fourth", ""));
        deploy(ear);
        try {
            awaitLog("java:app/jms/SidetrackHits for application: refused");
        } finally {
            undeploy(ear);
        }
    }
}
