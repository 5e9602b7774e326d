// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** An Open Liberty with a user directory of its own, set up by {@code docker/liberty}. */
public final class LibertyProcess extends DemoServer {

    private static final String NAME = "defaultServer";
    private static final String STARTED = "CWWKZ0001I";
    private static final String NOT_STARTED = "CWWKZ0002E";
    private static final String STOPPED = "CWWKZ0009I";

    private final int httpPort = ServerProcess.freePort();

    public LibertyProcess(String name, Map<String, String> settings, Map<String, String> environment) {
        super(name, settings, environment);
        try {
            Files.createDirectories(deployments());
            Files.copy(Servers.DOCKER.resolve("liberty/server.xml"), server().resolve("server.xml"));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        deploy(Servers.WAR);
    }

    @Override
    int httpPort() {
        return httpPort;
    }

    /** The script becomes the server. */
    @Override
    List<String> command() {
        return List.of(Servers.LIBERTY.resolve("bin/server").toString(), "run", NAME);
    }

    @Override
    Map<String, String> commandEnvironment() {
        return Map.of(
                "JAVA_HOME", Servers.JAVA_HOME.toString(),
                "WLP_USER_DIR", directory().toString(),
                "HTTP_PORT", Integer.toString(httpPort),
                "JVM_ARGS",
                        settings().entrySet().stream()
                                .map(setting -> "'-D" + setting.getKey() + "=" + setting.getValue() + "'")
                                .collect(Collectors.joining(" ", "-Xmx512m ", "")));
    }

    @Override
    Path deployments() {
        return server().resolve("dropins");
    }

    @Override
    public void declareQueues(String prefix) {
        var queues = Stream.of("Hits", "Waiting", "DeadLetters")
                .map(queue -> "<queue id=\"" + prefix + "_Sidetrack" + queue + "\"/>")
                .collect(Collectors.joining("", "<server><messagingEngine>", "</messagingEngine></server>"));
        try {
            Files.writeString(
                    Files.createDirectories(server().resolve("configDropins/defaults"))
                            .resolve(prefix + ".xml"),
                    queues);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Override
    boolean hasFailed() {
        return log().lastIndexOf(NOT_STARTED) > log().lastIndexOf(STARTED);
    }

    @Override
    boolean isUndeployed() {
        return log().lastIndexOf(STOPPED) > log().lastIndexOf(STARTED);
    }

    private Path server() {
        return directory().resolve("servers").resolve(NAME);
    }
}
