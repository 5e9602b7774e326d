// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.fault;

import dev.sidetrack.server.ArtemisProcess;
import dev.sidetrack.server.WildFlyProcess;
import org.junit.jupiter.api.BeforeEach;

/** Faults with an Artemis outside the server. */
abstract class OutsideBrokerIT extends FaultIT {

    /** The queue of hits that WildFly gives the shop there. */
    static final String HITS = "sidetrack-demo_sidetrack-demo_sidetrack-demo_java:app/jms/SidetrackHits";

    static ArtemisProcess broker() {
        return OutsideBroker.BROKER;
    }

    @Override
    WildFlyProcess server() {
        return OutsideBroker.SERVER;
    }

    @Override
    @BeforeEach
    void start() {
        broker().startUnlessItRuns();
        super.start();
    }
}
