// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.packaging;

import java.util.List;
import java.util.Map;
import org.jboss.shrinkwrap.api.Archive;

/** Two wars on one server, besides the demo shop: each has queues, settings and cookies of its own. */
class TwoWarsIT extends PackagingIT {

    @Override
    List<Archive<?>> archives(Probe probe) {
        return List.of(probe.war("one"), probe.war("two"));
    }

    @Override
    Map<String, String> wars() {
        return Map.of("one", "one", "two", "two");
    }
}
