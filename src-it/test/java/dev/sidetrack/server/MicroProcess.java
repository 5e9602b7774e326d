// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A Payara Micro, which has no JMS, with an Artemis outside. It deploys what it is started with, and ends to undeploy
 * it.
 */
public final class MicroProcess extends DemoServer {

    private static final String ON_LOOPBACK =
            "set configs.config.server-config.network-config.network-listeners.network-listener.http-listener.address=127.0.0.1\n";

    private final int httpPort = ServerProcess.freePort();

    public MicroProcess(ArtemisProcess broker, String name, Map<String, String> settings) {
        super(name, settings, broker.asEnvironment());
        try {
            Files.createDirectories(deployments());
            Files.writeString(preBoot(), ON_LOOPBACK);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        deploy(Servers.WAR);
    }

    @Override
    int httpPort() {
        return httpPort;
    }

    @Override
    List<String> command() {
        var command =
                new ArrayList<>(List.of(Servers.JAVA_HOME.resolve("bin/java").toString(), "-Xmx512m"));
        settings().forEach((key, value) -> command.add("-D" + key + "=" + value));
        command.addAll(List.of(
                "-jar",
                Servers.MICRO.toString(),
                "--rootdir",
                root().toString(),
                "--prebootcommandfile",
                preBoot().toString(),
                "--port",
                Integer.toString(httpPort),
                "--nohazelcast",
                "--disablephonehome",
                "--deploy",
                deployed().toString()));
        return command;
    }

    /** It would remember what it deployed, and deploy it twice. */
    @Override
    public void launch() {
        Directories.remove(root());
        super.launch();
    }

    @Override
    Path deployments() {
        return directory().resolve("deployments");
    }

    @Override
    boolean hasFailed() {
        return log().contains("Exception while loading the app");
    }

    @Override
    boolean isUndeployed() {
        return !isAlive();
    }

    @Override
    public void undeploy() {
        if (isAlive()) {
            terminate();
        }
        super.undeploy();
    }

    private Path root() {
        return directory().resolve("root");
    }

    private Path preBoot() {
        return directory().resolve("pre-boot.asadmin");
    }
}
