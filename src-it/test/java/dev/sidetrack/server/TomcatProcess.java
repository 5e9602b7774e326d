// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A Tomcat as it is delivered, with data of its own, whose Sidetrack connects to a broker outside. */
public final class TomcatProcess extends DemoServer {

    private final int httpPort = ServerProcess.freePort();

    /** One with this war in the shop's place. */
    public TomcatProcess(String name, ArtemisProcess broker, Map<String, String> settings, Path war) {
        super(name, settings, broker.asEnvironment());
        Directories.copy(Servers.TOMCAT.resolve("conf"), directory().resolve("conf"));
        var server = directory().resolve("conf/server.xml");
        try {
            for (var folder : List.of("webapps", "temp")) {
                Files.createDirectory(directory().resolve(folder));
            }
            Files.writeString(
                    server,
                    Files.readString(server)
                            .replace("port=\"8005\"", "port=\"-1\"")
                            .replace("port=\"8080\"", "address=\"127.0.0.1\" port=\"" + httpPort + "\""));
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
        var bin = Servers.TOMCAT.resolve("bin");
        var command =
                new ArrayList<>(List.of(Servers.JAVA_HOME.resolve("bin/java").toString(), "-Xmx512m"));
        settings().forEach((key, value) -> command.add("-D" + key + "=" + value));
        command.addAll(List.of(
                "-Dcatalina.home=" + Servers.TOMCAT,
                "-Dcatalina.base=" + directory(),
                "-Djava.io.tmpdir=" + directory().resolve("temp"),
                "-cp",
                bin.resolve("bootstrap.jar") + ":" + bin.resolve("tomcat-juli.jar"),
                "org.apache.catalina.startup.Bootstrap",
                "start"));
        return command;
    }

    @Override
    Path deployments() {
        return directory().resolve("webapps");
    }

    @Override
    boolean hasFailed() {
        return log().contains("startup failed");
    }

    @Override
    boolean isUndeployed() {
        return Files.notExists(deployments().resolve(DEMO));
    }
}
