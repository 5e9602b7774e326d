// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.packaging;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.shrinkwrap.api.Archive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** A war whose {@code web.xml} says that there is nothing to look for in its jars. */
class MetadataCompleteIT extends PackagingIT {

    private static final boolean WILDFLY = System.getProperty("it.server", "").startsWith("wildfly");
    private static final String COMPLETE = "metadata-complete=\"true\"";
    /** What Sidetrack's warning asks for on WildFly, which makes no queue by itself. */
    private static final String QUEUES = Stream.of("Hits", "Waiting", "DeadLetters")
            .map(queue -> "<jms-destination><name>java:app/jms/Sidetrack" + queue + "</name>"
                    + "<interface-name>jakarta.jms.Queue</interface-name></jms-destination>")
            .collect(Collectors.joining());

    @Override
    List<Archive<?>> archives(Probe probe) {
        return List.of(probe.war("complete", COMPLETE, WILDFLY ? QUEUES : ""));
    }

    @Override
    Map<String, String> wars() {
        return Map.of("complete", "complete");
    }

    @Test
    @EnabledIfSystemProperty(
            named = "it.server",
            matches = "wildfly.*|liberty",
            disabledReason = "the others make queues")
    void queues_undeclared_areToldOfInTheLogAndInHealthData() {
        var war = new Probe(new Collector()).war("undeclared", COMPLETE, "");
        deploy(war);
        try {
            awaitLog("Receiving from the queue failed: ");
            if (WILDFLY) {
                awaitLog("the queue java:app/jms/SidetrackHits does not exist: if this goes on, declare in web.xml");
            }

            awaitHealth("\"receiving\"");
        } finally {
            undeploy(war);
        }
    }
}
