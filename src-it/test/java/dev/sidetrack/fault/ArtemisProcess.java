// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.fault;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** An Artemis broker of its own, with our {@code docker/artemis/broker.xml}. */
final class ArtemisProcess {

    static final String USER = "admin";
    static final String PASSWORD = "secret";

    private final Path directory;
    private final int port = ServerProcess.freePort();
    private ServerProcess process;

    ArtemisProcess(String name) {
        directory = FaultRun.DIRECTORY.resolve(name + "-artemis");
        Directories.remove(directory);
        ServerProcess.run(List.of(FaultRun.ARTEMIS.resolve("bin/artemis").toString(), "create", directory.toString(),
                "--user", USER, "--password", PASSWORD, "--require-login", "--silent", "--no-web", "--no-autotune",
                "--java-memory", "512M"), Map.of(), FaultRun.PATIENCE);
        try {
            Files.copy(FaultRun.DOCKER.resolve("artemis/broker.xml"), directory.resolve("etc/broker.xml"),
                    StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    int port() {
        return port;
    }

    /** Starts it, or starts it again with the messages it had. */
    void start() {
        process = ServerProcess.start(List.of("sh", directory.resolve("bin/artemis").toString(), "run"),
                Map.of("JAVA_ARGS_APPEND", "-Xms64m -Dartemis.port=" + port), directory.resolve("log/run.log"));
        Await.must("The broker", FaultRun.PATIENCE, () -> {
            if (!process.isAlive()) {
                throw new AssertionError("the broker has ended, see " + directory.resolve("log"));
            }
            return ServerProcess.listens(port);
        });
    }

    void startUnlessItRuns() {
        if (process == null || !process.isAlive()) {
            start();
        }
    }

    void kill() {
        process.kill();
    }

    Duration stop() {
        return process.terminate(FaultRun.PATIENCE);
    }

    void freeze() {
        process.freeze();
    }

    void thaw() {
        process.thaw();
    }
}
