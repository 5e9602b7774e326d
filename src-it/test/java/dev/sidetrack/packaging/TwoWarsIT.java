// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.packaging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.sidetrack.server.Await;
import dev.sidetrack.server.Servers;
import java.util.List;
import java.util.Map;
import org.jboss.shrinkwrap.api.Archive;
import org.junit.jupiter.api.Test;

/** Two wars on one server, besides the demo shop: each has queues, settings, cookies and counts of its own. */
class TwoWarsIT extends PackagingIT {

    @Override
    List<Archive<?>> archives(Probe probe) {
        return List.of(probe.war("one"), probe.war("two"), Probe.without("plain", "", ""));
    }

    @Override
    Map<String, String> wars() {
        return Map.of("one", "one", "two", "two");
    }

    @Test
    void hits_ofOneWar_areCountedThere() {
        var before = numbers("Captured");
        for (var page = 0; page < 3; page++) {
            get("one", "", agent());
        }

        Await.must("3 hits", Servers.PATIENCE, () -> numbers("Captured").get("one") == before.get("one") + 3);
        assertEquals(before.get("two"), numbers("Captured").get("two"));
    }

    @Test
    void warWithoutSidetrack_besideThem_isLeftAlone() {
        // The server deploys it when it likes: nothing before this waits for it.
        Await.must("The war", Servers.PATIENCE, () -> get("plain", "", agent()).statusCode() == 200);
        var answer = get("plain", "", agent());

        assertEquals(List.of(), answer.headers().allValues("Set-Cookie"));
        assertFalse(numbers("Captured").containsKey("plain"));
    }
}
