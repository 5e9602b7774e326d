// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.packaging;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.shrinkwrap.api.Archive;

/** A war whose {@code web.xml} says that there is nothing to look for in its jars. */
class MetadataCompleteIT extends PackagingIT {

    /** What Sidetrack's warning asks for on WildFly, which makes no queue by itself. */
    private static final String QUEUES = Stream.of("Hits", "Waiting", "DeadLetters")
            .map(queue -> "<jms-destination><name>java:app/jms/Sidetrack" + queue + "</name>"
                    + "<interface-name>jakarta.jms.Queue</interface-name></jms-destination>")
            .collect(Collectors.joining());

    @Override
    List<Archive<?>> archives(Probe probe) {
        var queues = "wildfly".equals(System.getProperty("it.server")) ? QUEUES : "";
        return List.of(probe.war("complete", "metadata-complete=\"true\"", queues));
    }

    @Override
    Map<String, String> wars() {
        return Map.of("complete", "complete");
    }
}
