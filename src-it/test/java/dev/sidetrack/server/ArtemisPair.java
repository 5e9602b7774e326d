// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.server;

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
        var locks = " -Dartemis.locks=" + primary.locks();
        primary.know(backup, locks);
        backup.know(primary, locks);
    }

    /** What has Sidetrack connect to whichever is there, as environment variables. */
    Map<String, String> asEnvironment() {
        return primary.asEnvironmentWith(backup);
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
