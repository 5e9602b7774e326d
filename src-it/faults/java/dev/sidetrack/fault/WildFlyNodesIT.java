// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.fault;

import dev.sidetrack.server.ArtemisProcess;
import dev.sidetrack.server.DemoServer;
import dev.sidetrack.server.WildFlyProcess;
import java.util.Map;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** WildFlys that {@code docker/wildfly/remote-artemis.cli} has set up, and an application that knows nothing of it. */
@EnabledIfSystemProperty(named = "fault.long", matches = "true", disabledReason = "transaction recovery takes its time")
class WildFlyNodesIT extends NodesIT {

    @Override
    String name() {
        return "WildFly";
    }

    @Override
    ArtemisProcess broker(String name) {
        return new ArtemisProcess(name);
    }

    /**
     * The batches whose transactions it had prepared: only its own transaction manager can say what becomes of them.
     */
    @Override
    int strandedAtMost() {
        return UNDER_WAY / 2;
    }

    @Override
    DemoServer node(String name, ArtemisProcess broker, Map<String, String> settings) {
        return WildFlyProcess.with(broker, name, settings);
    }
}
