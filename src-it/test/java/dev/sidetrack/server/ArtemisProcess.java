// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** An Artemis broker of its own, with our {@code docker/artemis/broker.xml}. */
public final class ArtemisProcess {

    public static final String USER = "admin";
    public static final String PASSWORD = "secret";

    private final Path directory;
    private final int port = ServerProcess.freePort();
    private final BrokerCertificate certificate;
    private String options = "";
    private ServerProcess process;

    /** A broker that talks plainly. */
    public ArtemisProcess(String name) {
        this(name, "broker.xml", false);
    }

    /** A broker that talks to nobody but by TLS. */
    public static ArtemisProcess withTls(String name) {
        return new ArtemisProcess(name, "broker.xml", true);
    }

    /** A broker with another file of ours in place of {@code broker.xml}. */
    ArtemisProcess(String name, String file) {
        this(name, file, false);
    }

    private ArtemisProcess(String name, String file, boolean tls) {
        directory = Servers.DIRECTORY.resolve(name + "-artemis");
        Directories.remove(directory);
        ServerProcess.run(
                List.of(
                        Servers.ARTEMIS.resolve("bin/artemis").toString(),
                        "create",
                        directory.toString(),
                        "--user",
                        USER,
                        "--password",
                        PASSWORD,
                        "--require-login",
                        "--silent",
                        "--no-web",
                        "--no-autotune",
                        "--java-memory",
                        "512M"),
                Map.of(),
                Servers.PATIENCE);
        certificate = tls ? BrokerCertificate.in(directory.resolve("etc")) : null;
        try {
            var configuration =
                    Files.readString(Servers.DOCKER.resolve("artemis").resolve(file));
            Files.writeString(
                    directory.resolve("etc/broker.xml"),
                    tls
                            ? configuration.replace("?protocols=CORE", "?protocols=CORE;" + certificate.forBroker())
                            : configuration);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    public int port() {
        return port;
    }

    /** Where its client finds it. */
    public String url() {
        return "tcp://127.0.0.1:" + port + (certificate == null ? "?" : "?" + certificate.forClient());
    }

    /** What has Sidetrack connect to it by itself, as environment variables. */
    Map<String, String> asEnvironment() {
        var environment = new HashMap<>(Map.of(
                "SIDETRACK_BROKER_URL", "tcp://127.0.0.1:" + port,
                "SIDETRACK_BROKER_USER", USER,
                "SIDETRACK_BROKER_PASSWORD", PASSWORD));
        if (certificate != null) {
            environment.put("SIDETRACK_BROKER_TLS", "true");
            environment.put(
                    "SIDETRACK_BROKER_TRUST_STORE", certificate.trustStore().toString());
            environment.put("SIDETRACK_BROKER_TRUST_STORE_PASSWORD", BrokerCertificate.PASSWORD);
        }
        return environment;
    }

    /** The same with a second one. */
    Map<String, String> asEnvironmentWith(ArtemisProcess second) {
        var environment = new HashMap<>(asEnvironment());
        environment.put("SIDETRACK_BROKER_URL", "(tcp://127.0.0.1:" + port + ",tcp://127.0.0.1:" + second.port + ")");
        return environment;
    }

    /** Starts it, or starts it again with the messages it had. */
    public void start() {
        launch();
        Await.must("The broker", Servers.PATIENCE, () -> {
            if (!process.isAlive()) {
                throw new AssertionError("the broker has ended, see " + directory.resolve("log"));
            }
            return ServerProcess.listens(port);
        });
    }

    /** Starts it and does not wait. */
    void launch() {
        process = ServerProcess.start(
                List.of("sh", directory.resolve("bin/artemis").toString(), "run"),
                Map.of("JAVA_ARGS_APPEND", "-Xms64m -Dartemis.port=" + port + options),
                directory.resolve("log/run.log"));
    }

    /** Knows that other one from the next start on, and has these system properties besides. */
    void know(ArtemisProcess other, String options) {
        this.options = " -Dartemis.self=127.0.0.1:" + port + " -Dartemis.other=127.0.0.1:" + other.port
                + " -Dartemis.cluster.password=" + PASSWORD + options;
    }

    /** A folder that exists, for locks. */
    Path locks() {
        return directory.resolve("lock");
    }

    boolean listens() {
        return ServerProcess.listens(port);
    }

    /** What it has logged since it was first started. */
    String log() {
        try {
            return Files.readString(directory.resolve("log/run.log"));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** What it has on its disk. */
    public long bytesOnDisk() {
        try (var files = Files.walk(directory.resolve("data"))) {
            return files.filter(Files::isRegularFile)
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** How much it has written to its disk since it was started. */
    public long bytesWritten() {
        return process.bytesWritten();
    }

    public void startUnlessItRuns() {
        if (process == null || !process.isAlive()) {
            start();
        }
    }

    public void kill() {
        process.kill();
    }

    public Duration stop() {
        return process.terminate(Servers.PATIENCE);
    }

    public void freeze() {
        process.freeze();
    }

    public void thaw() {
        process.thaw();
    }
}
