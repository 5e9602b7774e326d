// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.fault;

import dev.sidetrack.server.ArtemisProcess;
import dev.sidetrack.server.WildFlyProcess;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/**
 * What all faults have in common: providers that can be told to fail, and two servers, which are started for the first
 * test that needs them and end with the last one.
 */
abstract class FaultIT {

    static final FaultyProvider PROVIDER = new FaultyProvider();

    /** A WildFly as it is delivered, with its own broker. */
    static final class OwnBroker {
        static final WildFlyProcess SERVER = WildFlyProcess.withOwnBroker("own-broker", PROVIDER.settings());

        private OwnBroker() {}
    }

    /** A WildFly with an Artemis outside. */
    static final class OutsideBroker {
        static final ArtemisProcess BROKER = new ArtemisProcess("outside-broker");
        static final WildFlyProcess SERVER = WildFlyProcess.with(BROKER, "outside-broker", PROVIDER.settings());

        private OutsideBroker() {}
    }

    /** The server that the tests of this class need. */
    abstract WildFlyProcess server();

    @BeforeEach
    void start() {
        server().startUnlessItRuns();
    }

    @AfterEach
    void recover() {
        PROVIDER.behave(Behaviour.WELL);
    }
}
