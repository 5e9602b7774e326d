// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A WildFly, with its own broker or with an Artemis outside. */
public final class WildFlyProcess extends DemoServer {

    private static final String STARTED_WITH_ERRORS = "WFLYSRV0026";
    private static final int HTTP = 8080;
    private static final int MANAGEMENT = 9990;
    private static final int IIOP = 3528;
    /** As in WildFly's bin/common.sh. */
    private static final List<String> OPEN_PACKAGES = List.of(
            "java.base/java.lang",
            "java.base/java.lang.invoke",
            "java.base/java.lang.reflect",
            "java.base/java.io",
            "java.base/java.net",
            "java.base/java.security",
            "java.base/java.util",
            "java.base/java.util.concurrent",
            "java.management/javax.management",
            "java.naming/javax.naming");
    /**
     * What a server was about to commit when it was killed, the next one settles: WildFly within some five minutes,
     * here within some seconds.
     */
    private static final List<String> RECOVERY = List.of(
            "-DRecoveryEnvironmentBean.periodicRecoveryPeriod=5",
            "-DRecoveryEnvironmentBean.recoveryBackoffPeriod=2",
            "-DJTAEnvironmentBean.orphanSafetyInterval=5000");

    private final int portOffset = freeOffset();
    private final String configuration;
    private String heap = "512m";

    private WildFlyProcess(
            String name, Map<String, String> settings, Map<String, String> environment, List<String> scripts) {
        this(name, settings, environment, scripts, "standalone-full.xml", Servers.WAR);
    }

    private WildFlyProcess(
            String name,
            Map<String, String> settings,
            Map<String, String> environment,
            List<String> scripts,
            String configuration,
            Path war) {
        super(name, settings, environment);
        this.configuration = configuration;
        Directories.copy(Servers.WILDFLY.resolve("standalone"), directory());
        lookForDeploymentsOften();
        addUsers();
        scripts.forEach(this::run);
        deploy(war);
    }

    /** A WildFly as it is delivered and started by nothing but its script, with this war for servers without JMS. */
    public static WildFlyProcess withoutMessaging(
            String name, ArtemisProcess broker, Map<String, String> settings, Path war) {
        return new WildFlyProcess(name, settings, broker.asEnvironment(), List.of(), "standalone.xml", war);
    }

    /** A WildFly as it is delivered. */
    public static WildFlyProcess withOwnBroker(String name, Map<String, String> settings) {
        return new WildFlyProcess(name, settings, Map.of(), List.of());
    }

    /** A WildFly that {@code docker/wildfly} has set up, with its own broker. */
    public static WildFlyProcess setUp(String name, Map<String, String> settings) {
        return new WildFlyProcess(name, settings, Map.of(), List.of("own-broker.cli", "health.cli"));
    }

    /** A WildFly that {@code docker/wildfly/remote-artemis.cli} has made use this broker. */
    public static WildFlyProcess with(ArtemisProcess broker, String name, Map<String, String> settings) {
        return new WildFlyProcess(name, settings, environmentOf(broker), List.of("remote-artemis.cli"));
    }

    /** A WildFly that {@code docker/wildfly} has made use this broker, with health data. */
    static WildFlyProcess withHealth(ArtemisProcess broker, String name, Map<String, String> settings) {
        return new WildFlyProcess(name, settings, environmentOf(broker), List.of("remote-artemis.cli", "health.cli"));
    }

    private static Map<String, String> environmentOf(ArtemisProcess broker) {
        return Map.of(
                "ARTEMIS_PORT", Integer.toString(broker.port()),
                "ARTEMIS_USER", ArtemisProcess.USER,
                "ARTEMIS_PASSWORD", ArtemisProcess.PASSWORD);
    }

    /** Has another heap from the next start on, such as {@code 256m}. */
    public WildFlyProcess heap(String most) {
        heap = most;
        return this;
    }

    @Override
    int httpPort() {
        return HTTP + portOffset;
    }

    @Override
    public URI health() {
        return URI.create("http://127.0.0.1:" + (MANAGEMENT + portOffset) + "/health");
    }

    @Override
    List<String> command() {
        var command =
                new ArrayList<>(List.of(Servers.JAVA_HOME.resolve("bin/java").toString(), "-Xmx" + heap));
        OPEN_PACKAGES.forEach(open -> command.add("--add-opens=" + open + "=ALL-UNNAMED"));
        settings().forEach((key, value) -> command.add("-D" + key + "=" + value));
        command.addAll(RECOVERY);
        command.addAll(List.of(
                "-Djboss.modules.system.pkgs=org.jboss.byteman",
                "-Djava.net.preferIPv4Stack=true",
                "-Djava.rmi.server.hostname=127.0.0.1",
                "-Dorg.jboss.boot.log.file=" + directory().resolve("log/server.log"),
                "-Dlogging.configuration=file:" + directory().resolve("configuration/logging.properties"),
                "-jar",
                Servers.WILDFLY.resolve("jboss-modules.jar").toString(),
                "-mp",
                Servers.WILDFLY.resolve("modules").toString(),
                "org.jboss.as.standalone",
                "-Djboss.home.dir=" + Servers.WILDFLY,
                "-Djboss.server.base.dir=" + directory(),
                "-Djboss.socket.binding.port-offset=" + portOffset,
                // Nodes with the same one take each other's open transactions for their own.
                "-Djboss.tx.node.id=" + portOffset,
                "-c",
                configuration));
        return command;
    }

    @Override
    public void launch() {
        // Markers of a server that was killed while it deployed would keep this one from deploying.
        for (var marker : List.of(".deployed", ".failed", ".isdeploying", ".pending", ".undeployed")) {
            forget(marker);
        }
        super.launch();
    }

    @Override
    Path deployments() {
        return directory().resolve("deployments");
    }

    @Override
    boolean hasFailed() {
        return Files.exists(marker(".failed")) || log().contains(STARTED_WITH_ERRORS);
    }

    @Override
    boolean isUndeployed() {
        return Files.exists(marker(".undeployed"));
    }

    private void forget(String marker) {
        try {
            Files.deleteIfExists(marker(marker));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Twice a second instead of every five seconds. */
    private void lookForDeploymentsOften() {
        var file = directory().resolve("configuration/" + configuration);
        try {
            Files.writeString(file, Files.readString(file).replace("scan-interval=\"5000\"", "scan-interval=\"500\""));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Ann is an analyst, ben has another role; both say "harbour". */
    private void addUsers() {
        try {
            var users = directory().resolve("configuration/application-users.properties");
            Files.writeString(
                    users,
                    "\nann=afb5003ac34a23afe62c8669ba129c6a\nben=392d127074d29e55e4119c6f966c48b6\n",
                    StandardOpenOption.APPEND);
            var roles = directory().resolve("configuration/application-roles.properties");
            Files.writeString(roles, "\nann=analyst\nben=clerk\n", StandardOpenOption.APPEND);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private void run(String script) {
        ServerProcess.run(
                List.of(
                        Servers.WILDFLY.resolve("bin/jboss-cli.sh").toString(),
                        "--file=" + Servers.DOCKER.resolve("wildfly/" + script)),
                Map.of(
                        "JAVA_HOME",
                        Servers.JAVA_HOME.toString(),
                        "JAVA_OPTS",
                        "-Djboss.server.base.dir=" + directory()),
                Servers.PATIENCE);
    }

    private static int freeOffset() {
        for (var offset = ServerProcess.freePort() - MANAGEMENT; ; offset = ServerProcess.freePort() - MANAGEMENT) {
            if (offset > 0 && !ServerProcess.listens(HTTP + offset) && !ServerProcess.listens(IIOP + offset)) {
                return offset;
            }
        }
    }
}
