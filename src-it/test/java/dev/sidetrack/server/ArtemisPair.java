// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.server;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** Two Artemis brokers, of which one has all that the other has and takes its place once that is gone. */
public final class ArtemisPair {

    /** What a backup says that has all that the primary has. */
    private static final Pattern SYNCHRONIZED = Pattern.compile("AMQ221024");

    private final ArtemisProcess primary;
    private final ArtemisProcess backup;
    private int times;

    public ArtemisPair(String name) {
        primary = new ArtemisProcess(name + "-primary", "primary.xml");
        backup = new ArtemisProcess(name + "-backup", "backup.xml");
        primary.options(options(primary, backup, primary.locks()));
        backup.options(options(backup, primary, primary.locks()));
    }

    private static String options(ArtemisProcess self, ArtemisProcess other, Path locks) {
        return " -Dartemis.locks=" + locks + " -Dartemis.self=127.0.0.1:" + self.port() + " -Dartemis.other=127.0.0.1:"
                + other.port() + " -Dartemis.cluster.password=" + ArtemisProcess.PASSWORD;
    }

    /** What has Sidetrack connect to whichever is there, as environment variables. */
    Map<String, String> asEnvironment() {
        var environment = new HashMap<>(primary.asEnvironment());
        environment.put(
                "SIDETRACK_BROKER_URL",
                "(tcp://127.0.0.1:" + primary.port() + ",tcp://127.0.0.1:" + backup.port() + ")");
        return environment;
    }

    public void start() {
        primary.start();
        backup.launch();
        awaitSynchronized();
    }

    /** {@code kill -9} of the one that works; returns once the other one does. */
    public void killPrimary() {
        primary.kill();
        Await.must("The backup", Servers.PATIENCE, backup::listens);
    }

    /** Starts it again; returns once it has taken over again, and the backup is one again. */
    public void failBack() {
        primary.start();
        awaitSynchronized();
    }

    private void awaitSynchronized() {
        times++;
        Await.must(
                "The backup",
                Servers.PATIENCE,
                () -> SYNCHRONIZED.matcher(backup.log()).results().count() >= times);
    }

    public void stop() {
        backup.stop();
        primary.stop();
    }
}
