// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A GlassFish as it is delivered, with a domain of its own that listens on 127.0.0.1. */
final class GlassFishProcess extends DomainServer {

    private static final String HTTP = "8080";
    /** Those that listen; the rest of the file is a template for clusters. */
    private static final Pattern PORT = Pattern.compile("port=\"([0-9]+)\"");

    /**
     * What the server adds by itself when an application asks for it, here with a broker on 127.0.0.1; it would listen
     * on all networks.
     */
    private static final Map<String, String> BROKER = Map.of(
            "</resources>",
            """
              <connector-connection-pool name="jms/__defaultConnectionFactory-Connection-Pool"
                resource-adapter-name="jmsra" connection-definition-name="jakarta.jms.ConnectionFactory"
                max-pool-size="250" steady-pool-size="1"/>
              <connector-resource jndi-name="jms/__defaultConnectionFactory" object-type="system-all-req"
                pool-name="jms/__defaultConnectionFactory-Connection-Pool"/>
            </resources>""",
            "<server name=\"server\" config-ref=\"server-config\">",
            """
            <server name="server" config-ref="server-config">
              <resource-ref ref="jms/__defaultConnectionFactory"/>""",
            "<config name=\"server-config\">",
            """
            <config name="server-config">
              <jms-service type="EMBEDDED" default-jms-host="default_JMS_host" start-args="-Dimq.hostname=127.0.0.1">
                <jms-host name="default_JMS_host" host="127.0.0.1" port="7676" lazy-init="false"/>
              </jms-service>""");

    private final int httpPort = ServerProcess.freePort();

    GlassFishProcess(Path home, String name, Map<String, String> settings) {
        super(home, name, settings, Map.of());
        var domain = directory().resolve("config/domain.xml");
        try {
            Files.createDirectories(deployments());
            Files.writeString(domain, withOwnPorts(Files.readString(domain)));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        deploy(Servers.WAR);
    }

    private String withOwnPorts(String domain) {
        var local = domain.replace("address=\"0.0.0.0\"", "address=\"127.0.0.1\"")
                .replace("<network-listener port=", "<network-listener address=\"127.0.0.1\" port=");
        for (var part : BROKER.entrySet()) {
            local = local.replace(part.getKey(), part.getValue());
        }
        return PORT.matcher(local)
                .replaceAll(port -> Matcher.quoteReplacement(
                        "port=\"" + (port.group(1).equals(HTTP) ? httpPort : ServerProcess.freePort()) + "\""));
    }

    @Override
    int httpPort() {
        return httpPort;
    }

    /** As {@code bin/asadmin} says, where GlassFish 8 gets its broker and the database of its timers from. */
    @Override
    Map<String, String> commandEnvironment() {
        return Map.of(
                "AS_IMQ_LIB", home.resolve("mq/lib").toString(),
                "AS_DERBY_INSTALL", home.resolve("javadb").toString());
    }

    @Override
    List<String> options() {
        return List.of();
    }
}
