// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.fault;

import dev.sidetrack.server.ArtemisProcess;
import dev.sidetrack.server.DemoServer;
import dev.sidetrack.server.PayaraProcess;
import java.util.Map;

/** Payara Servers on whose side nothing was set up but the broker's client in the domain's libraries. */
class PayaraNodesIT extends NodesIT {

    @Override
    String name() {
        return "Payara";
    }

    @Override
    int strandedAtMost() {
        return 0;
    }

    @Override
    DemoServer node(String name, ArtemisProcess broker, Map<String, String> settings) {
        return PayaraProcess.with(broker, name, settings);
    }
}
