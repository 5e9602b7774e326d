// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.server;

import java.util.Map;

/** Two Artemis brokers that both work and know each other; neither has what the other has. */
public final class ArtemisCluster {

    /** What a broker says that reaches the other one. */
    private static final String CONNECTED = "AMQ221027";

    private final ArtemisProcess first;
    private final ArtemisProcess second;

    public ArtemisCluster(String name) {
        first = new ArtemisProcess(name + "-one", "cluster.xml");
        second = new ArtemisProcess(name + "-two", "cluster.xml");
        first.know(second, "");
        second.know(first, "");
    }

    /** What has Sidetrack connect to either, as environment variables. */
    Map<String, String> asEnvironment() {
        return first.asEnvironmentWith(second);
    }

    /** Starts both; returns once they know of each other. */
    public void start() {
        first.start();
        second.start();
        Await.must(
                "The cluster",
                Servers.PATIENCE,
                () -> first.log().contains(CONNECTED) && second.log().contains(CONNECTED));
    }

    /** The one that the broker's URL names first. */
    public ArtemisProcess first() {
        return first;
    }

    public void stop() {
        first.stop();
        second.stop();
    }
}
