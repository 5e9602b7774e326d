// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.packaging;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jboss.shrinkwrap.api.Archive;

/** An EAR whose war has the jar in {@code WEB-INF/lib}. */
class EarWithJarInWarIT extends PackagingIT {

    @Override
    List<Archive<?>> archives(Probe probe) {
        return List.of(Probe.ear("ear", probe.war("inner")));
    }

    @Override
    Map<String, String> wars() {
        return Map.of("inner", "inner");
    }

    @Override
    Set<String> queues() {
        return Set.of("ear__inner");
    }

    @Override
    Set<String> applications() {
        return Set.of("ear/inner");
    }
}
