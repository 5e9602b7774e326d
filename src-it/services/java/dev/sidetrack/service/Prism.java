// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.service;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * A server on 127.0.0.1 that plays the one of an OpenAPI description, and answers 422 to what that one does not take.
 */
public final class Prism implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final int port = Ports.free();
    private final ServiceProcess process;

    /** Has npm bring and start it. */
    public Prism(Path description) throws Exception {
        var command = List.of(
                "npm",
                "exec",
                "--yes",
                "--package=@stoplight/prism-cli@" + System.getProperty("prism.version"),
                "--",
                "prism",
                "mock",
                "--errors",
                "--host",
                "127.0.0.1",
                "--port",
                "" + port,
                description.toString());
        process = ServiceProcess.start(command, Map.of(), description.resolveSibling("prism.log"));
        try {
            process.awaitUntil("Prism", PATIENCE, this::takesConnections);
        } catch (Throwable failed) {
            process.close();
            throw failed;
        }
    }

    /** Whether this machine has what it runs on. */
    public static boolean isPossible() throws InterruptedException {
        try {
            return new ProcessBuilder("npm", "--version")
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException missing) {
            return false;
        }
    }

    /** Where it is. */
    public URI url() {
        return URI.create("http://127.0.0.1:" + port);
    }

    private boolean takesConnections() throws IOException {
        try (var socket = new Socket("127.0.0.1", port)) {
            return socket.isConnected();
        }
    }

    @Override
    public void close() {
        process.close();
    }
}
