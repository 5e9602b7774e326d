// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.fault;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A WildFly of its own with the demo war, and with its own broker or an Artemis outside. */
final class WildFlyProcess {

    private static final String STARTED_WITH_ERRORS = "WFLYSRV0026";
    private static final int HTTP = 8080;
    private static final int MANAGEMENT = 9990;
    private static final int IIOP = 3528;
    /** As in WildFly's bin/common.sh. */
    private static final List<String> OPEN_PACKAGES = List.of("java.base/java.lang", "java.base/java.lang.invoke",
            "java.base/java.lang.reflect", "java.base/java.io", "java.base/java.net", "java.base/java.security", "java.base/java.util",
            "java.base/java.util.concurrent", "java.management/javax.management", "java.naming/javax.naming");
    /**
     * What a server was about to commit when it was killed, the next one settles: WildFly within some five minutes, here
     * within some seconds.
     */
    private static final List<String> RECOVERY = List.of(
            "-DRecoveryEnvironmentBean.periodicRecoveryPeriod=5",
            "-DRecoveryEnvironmentBean.recoveryBackoffPeriod=2",
            "-DJTAEnvironmentBean.orphanSafetyInterval=5000");
    private static final HttpClient CLIENT = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();

    private final Path base;
    private final int portOffset = freeOffset();
    private final Map<String, String> settings;
    private final Map<String, String> environment;
    private ServerProcess process;
    private SidetrackMBean mbean;

    private WildFlyProcess(Path base, Map<String, String> settings, Map<String, String> environment) {
        this.base = base;
        this.settings = settings;
        this.environment = environment;
        Directories.copy(FaultRun.WILDFLY.resolve("standalone"), base);
    }

    /** A WildFly as it is delivered. */
    static WildFlyProcess withOwnBroker(String name, Map<String, String> settings) {
        return new WildFlyProcess(FaultRun.DIRECTORY.resolve(name), settings, Map.of());
    }

    /** A WildFly that {@code docker/wildfly/remote-artemis.cli} has made use this broker. */
    static WildFlyProcess with(ArtemisProcess broker, String name, Map<String, String> settings) {
        var server = new WildFlyProcess(FaultRun.DIRECTORY.resolve(name), settings, Map.of(
                "ARTEMIS_PORT", Integer.toString(broker.port()),
                "ARTEMIS_USER", ArtemisProcess.USER,
                "ARTEMIS_PASSWORD", ArtemisProcess.PASSWORD));
        ServerProcess.run(List.of(FaultRun.WILDFLY.resolve("bin/jboss-cli.sh").toString(),
                "--file=" + FaultRun.DOCKER.resolve("wildfly/remote-artemis.cli")),
                Map.of("JAVA_OPTS", "-Djboss.server.base.dir=" + server.base), FaultRun.PATIENCE);
        return server;
    }

    /** The shop's address. */
    URI url() {
        return URI.create("http://127.0.0.1:" + (HTTP + portOffset) + "/sidetrack-demo/");
    }

    /** Starts it, or starts it again with the data it had, and waits until the shop is open. */
    void start() {
        launch();
        awaitShop(FaultRun.PATIENCE);
    }

    void startUnlessItRuns() {
        if (!isAlive()) {
            start();
        }
    }

    /** Starts it and does not wait. */
    void launch() {
        deployWar();
        mbean = null;
        var log = base.resolve("log");
        var command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin/java").toString(), "-Xmx512m"));
        OPEN_PACKAGES.forEach(open -> command.add("--add-opens=" + open + "=ALL-UNNAMED"));
        settings.forEach((key, value) -> command.add("-D" + key + "=" + value));
        command.addAll(RECOVERY);
        command.addAll(List.of(
                "-Djboss.modules.system.pkgs=org.jboss.byteman",
                "-Djava.net.preferIPv4Stack=true",
                "-Djava.rmi.server.hostname=127.0.0.1",
                "-Dorg.jboss.boot.log.file=" + log.resolve("server.log"),
                "-Dlogging.configuration=file:" + base.resolve("configuration/logging.properties"),
                "-jar", FaultRun.WILDFLY.resolve("jboss-modules.jar").toString(),
                "-mp", FaultRun.WILDFLY.resolve("modules").toString(),
                "org.jboss.as.standalone",
                "-Djboss.home.dir=" + FaultRun.WILDFLY,
                "-Djboss.server.base.dir=" + base,
                "-Djboss.socket.binding.port-offset=" + portOffset,
                "-c", "standalone-full.xml"));
        process = ServerProcess.start(command, environment, base.resolve("console.log"));
    }

    void awaitShop(Duration longest) {
        Await.must("The shop", longest, () -> {
            if (!process.isAlive() || log().contains(STARTED_WITH_ERRORS)) {
                throw new AssertionError("the server has not started well, see " + base.resolve("console.log"));
            }
            return isOpen();
        });
    }

    boolean isOpen() {
        try {
            // No page, so that it makes no hit.
            var request = HttpRequest.newBuilder(url().resolve("probe/plain")).timeout(Duration.ofSeconds(10)).build();
            return CLIENT.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }

    /** Sidetrack's MBean in it. */
    SidetrackMBean mbean() {
        mbean = mbean == null ? SidetrackMBean.of(process.pid()) : mbean;
        return mbean;
    }

    boolean isAlive() {
        return process != null && process.isAlive();
    }

    void kill() {
        process.kill();
    }

    /** {@code SIGTERM}; returns how long it took to end. */
    Duration terminate() {
        return process.terminate(FaultRun.PATIENCE);
    }

    /** What it has logged since it was first started. */
    String log() {
        try {
            return Files.readString(base.resolve("console.log"));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private void deployWar() {
        var deployments = base.resolve("deployments");
        try (var old = Files.list(deployments)) {
            // Markers of a server that was killed while it deployed would keep this one from deploying.
            for (var file : old.toList()) {
                Files.delete(file);
            }
            Files.copy(FaultRun.WAR, deployments.resolve("sidetrack-demo.war"));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static int freeOffset() {
        for (var offset = ServerProcess.freePort() - MANAGEMENT; ; offset = ServerProcess.freePort() - MANAGEMENT) {
            if (offset > 0 && !ServerProcess.listens(HTTP + offset) && !ServerProcess.listens(IIOP + offset)) {
                return offset;
            }
        }
    }
}
