// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A GlassFish as it is delivered, with a domain of its own that listens on 127.0.0.1. */
final class GlassFishProcess extends DomainServer {

    private static final String HTTP = "8080";
    /** Those that listen; the rest of the file is a template for clusters. */
    private static final Pattern PORT = Pattern.compile("port=\"([0-9]+)\"");

    private final int httpPort = ServerProcess.freePort();

    GlassFishProcess(String name, Map<String, String> settings) {
        super(Servers.GLASSFISH, name, settings, Map.of());
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
                .replace("<network-listener port=", "<network-listener address=\"127.0.0.1\" port=")
                .replace("host=\"localhost\"", "host=\"127.0.0.1\"")
                .replace("value=\"7676\"", "value=\"" + ServerProcess.freePort() + "\"");
        return PORT.matcher(local)
                .replaceAll(port -> Matcher.quoteReplacement(
                        "port=\"" + (port.group(1).equals(HTTP) ? httpPort : ServerProcess.freePort()) + "\""));
    }

    @Override
    int httpPort() {
        return httpPort;
    }

    @Override
    List<String> options() {
        return List.of();
    }
}
