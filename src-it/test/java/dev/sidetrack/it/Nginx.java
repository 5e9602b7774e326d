package dev.sidetrack.it;

import dev.sidetrack.server.Servers;
import java.io.IOException;
import java.net.ConnectException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Debian's nginx with docker/nginx/nginx.conf, on 127.0.0.1; only addresses, ports and its folder are other ones. */
public final class Nginx implements AutoCloseable {

    private static final Duration STARTING = Duration.ofMinutes(2);

    private final int port;
    private final Path log;
    private final Process process;

    /** In front of two nodes at these ports. */
    public Nginx(Path folder, int node, int otherNode) throws IOException, InterruptedException {
        try (var socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        log = folder.resolve("log");
        var configuration = Files.writeString(
                folder.resolve("nginx.conf"),
                Files.readString(Servers.DOCKER.resolve("nginx/nginx.conf"))
                        .replace("server application:8080", "server 127.0.0.1:" + node)
                        .replace("server application2:8080", "server 127.0.0.1:" + otherNode)
                        .replace("listen 8080", "listen 127.0.0.1:" + port)
                        .replace(" /tmp/", " " + folder + "/"));
        // Its image has no user to change to; here it may be root's.
        var command = new ArrayList<>(
                List.of("/usr/sbin/nginx", "-e", "stderr", "-p", folder.toString(), "-c", configuration.toString()));
        run(command, "-t");
        command.addAll(List.of("-g", "daemon off; user root;"));
        process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        awaitStart();
    }

    public URI url(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    int port() {
        return port;
    }

    /** What it says of its configuration must be good. */
    private void run(List<String> command, String option) throws IOException, InterruptedException {
        var whole = new ArrayList<>(command);
        whole.add(option);
        var check = new ProcessBuilder(whole)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        if (!check.waitFor(STARTING.toMillis(), TimeUnit.MILLISECONDS)
                || check.exitValue() != 0
                || Files.readString(log).contains("[warn]")) {
            throw new AssertionError("nginx " + option + ": " + Files.readString(log));
        }
    }

    private void awaitStart() throws IOException, InterruptedException {
        var deadline = System.nanoTime() + STARTING.toNanos();
        while (process.isAlive() && System.nanoTime() < deadline) {
            try {
                HttpClient.newHttpClient()
                        .send(HttpRequest.newBuilder(url("/proxy")).build(), BodyHandlers.discarding());
                return;
            } catch (ConnectException notYet) {
                process.waitFor(100, TimeUnit.MILLISECONDS);
            }
        }
        close();
        throw new IllegalStateException("nginx does not start: " + Files.readString(log));
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }
}
