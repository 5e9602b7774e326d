// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A Jetty as it is delivered, with data of its own, whose Sidetrack connects to a broker outside. */
public final class JettyProcess extends DemoServer {

    private final int httpPort = ServerProcess.freePort();

    /** One with this war in the shop's place. */
    public JettyProcess(String name, ArtemisProcess broker, Map<String, String> settings, Path war) {
        super(name, settings, broker.asEnvironment());
        try {
            for (var folder : List.of("webapps", "temp")) {
                Files.createDirectories(directory().resolve(folder));
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        deploy(war);
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
                "-Djetty.base=" + directory(),
                "-Djava.io.tmpdir=" + directory().resolve("temp"),
                "-jar",
                Servers.JETTY.resolve("start.jar").toString(),
                "--module=http",
                "jetty.http.host=127.0.0.1",
                "jetty.http.port=" + httpPort,
                // What comes after these is of their environment.
                "--module=ee10-deploy,ee10-annotations,ee10-cdi-decorate",
                // Jetty's class @Transactional would have annotations that are not Weld's.
                "jetty.webapp.addHiddenClasses+=,jakarta.transaction."));
        return command;
    }

    @Override
    Path deployments() {
        return directory().resolve("webapps");
    }

    @Override
    boolean hasFailed() {
        return log().contains("Failed startup of context");
    }

    @Override
    boolean isUndeployed() {
        return !isOpen();
    }
}
