// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;

/** A Payara Server with a domain of its own, set up by {@code docker/payara}. */
public final class PayaraProcess extends DomainServer {

    /** What is said of ports and addresses before the server starts; nothing but these listens. */
    private static final String LISTENERS = """

            set configs.config.server-config.network-config.network-listeners.network-listener.http-listener-1.address=127.0.0.1
            set configs.config.server-config.network-config.network-listeners.network-listener.http-listener-1.port=%d
            set configs.config.server-config.network-config.network-listeners.network-listener.http-listener-2.enabled=false
            set configs.config.server-config.network-config.network-listeners.network-listener.admin-listener.address=127.0.0.1
            set configs.config.server-config.network-config.network-listeners.network-listener.admin-listener.port=%d
            set configs.config.server-config.jms-service.jms-host.default_JMS_host.port=%d
            set configs.config.server-config.admin-service.jmx-connector.system.enabled=false
            set configs.config.server-config.iiop-service.iiop-listener.orb-listener-1.address=127.0.0.1
            set configs.config.server-config.iiop-service.iiop-listener.orb-listener-1.port=%d
            set configs.config.server-config.iiop-service.iiop-listener.SSL.enabled=false
            set configs.config.server-config.iiop-service.iiop-listener.SSL_MUTUALAUTH.enabled=false
            """;

    /** Ann is an analyst, ben has another role; both say "harbour". */
    private static final String USERS = """
            ann;{SSHA256}GkdRpnr8gwk2qMzRrcgySXH/HqKQZ/hp4m3R6chA0J0BAgMEBQYHCA==;analyst
            ben;{SSHA256}GkdRpnr8gwk2qMzRrcgySXH/HqKQZ/hp4m3R6chA0J0BAgMEBQYHCA==;clerk
            """;

    /** A group's name is a role, without a descriptor of the server's. */
    private static final String ROLES =
            "set configs.config.server-config.security-service.activate-default-principal-to-role-mapping=true\n";

    private final int httpPort = ServerProcess.freePort();

    private PayaraProcess(Path home, String name, Map<String, String> settings, Map<String, String> environment) {
        super(home, name, settings, environment);
        try {
            Files.createDirectory(deployments());
            Files.writeString(
                    preBoot(),
                    Files.readString(Servers.DOCKER.resolve("payara/pre-boot.asadmin"))
                            + LISTENERS.formatted(
                                    httpPort,
                                    ServerProcess.freePort(),
                                    ServerProcess.freePort(),
                                    ServerProcess.freePort())
                            + ROLES);
            Files.writeString(directory().resolve("config/keyfile"), USERS, StandardOpenOption.APPEND);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        deploy(Servers.WAR);
    }

    public static PayaraProcess version6(String name, Map<String, String> settings, Map<String, String> environment) {
        return new PayaraProcess(Servers.PAYARA_6, name, settings, environment);
    }

    public static PayaraProcess version7(String name, Map<String, String> settings, Map<String, String> environment) {
        return new PayaraProcess(Servers.PAYARA_7, name, settings, environment);
    }

    /** A Payara Server 6 whose Sidetrack connects to this broker; the server has the client of it in its libraries. */
    public static PayaraProcess with(ArtemisProcess broker, String name, Map<String, String> settings) {
        return withBroker(broker.asEnvironment(), name, settings);
    }

    /** The same with a pair of brokers. */
    public static PayaraProcess with(ArtemisPair brokers, String name, Map<String, String> settings) {
        return withBroker(brokers.asEnvironment(), name, settings);
    }

    /** The same with a cluster of brokers. */
    public static PayaraProcess with(ArtemisCluster brokers, String name, Map<String, String> settings) {
        return withBroker(brokers.asEnvironment(), name, settings);
    }

    private static PayaraProcess withBroker(
            Map<String, String> environment, String name, Map<String, String> settings) {
        var server = new PayaraProcess(Servers.PAYARA_6, name, settings, environment);
        Directories.add(Servers.BROKER_CLIENT, server.directory().resolve("lib"));
        return server;
    }

    @Override
    int httpPort() {
        return httpPort;
    }

    @Override
    List<String> options() {
        return List.of("--prebootcommandfile", preBoot().toString());
    }

    private Path preBoot() {
        return directory().resolve("config/pre-boot.asadmin");
    }
}
