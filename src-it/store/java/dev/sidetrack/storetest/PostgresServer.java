// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.storetest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A PostgreSQL on 127.0.0.1, of the binaries in a Maven artifact, or one that is given. */
public final class PostgresServer implements AutoCloseable {

    private static final String BINARIES = "/postgres-linux-x86_64.txz";

    private Path directory;
    private String url;

    private PostgresServer() {}

    /** Starts one, unless this URL of one is not empty. */
    public static PostgresServer start(String given) throws IOException {
        var server = new PostgresServer();
        server.url = given.isEmpty() ? server.start() : given;
        return server;
    }

    /** Where it is, as JDBC has it. */
    public String url() {
        return url;
    }

    @Override
    public void close() {
        if (directory != null) {
            runAsUser(directory + "/bin/pg_ctl", "-D", directory + "/data", "-m", "immediate", "stop");
            runAsRoot("rm", "-rf", directory.toString());
        }
    }

    private String start() throws IOException {
        // Not below target, which another user may not be able to enter.
        directory = Files.createTempDirectory("sidetrack-postgres");
        var packed = directory.resolve("postgres.txz");
        try (var binaries = getClass().getResourceAsStream(BINARIES)) {
            Files.copy(binaries, packed);
        }
        runAsRoot("tar", "-xJf", packed.toString(), "-C", directory.toString());
        if (isRoot()) {
            runAsRoot("chown", "-R", "nobody", directory.toString());
        }
        int port;
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        runAsUser(
                directory + "/bin/initdb",
                "-D",
                directory + "/data",
                "-A",
                "trust",
                "-U",
                "postgres",
                "--no-locale",
                "-E",
                "UTF8");
        runAsUser(
                directory + "/bin/pg_ctl",
                "-D",
                directory + "/data",
                "-l",
                directory + "/log",
                "-w",
                "-o",
                "-p " + port + " -k " + directory + " -c listen_addresses=127.0.0.1",
                "start");
        return "jdbc:postgresql://127.0.0.1:" + port + "/postgres?user=postgres";
    }

    private static boolean isRoot() {
        return System.getProperty("user.name").equals("root");
    }

    private static void runAsUser(String... command) {
        var whole = new ArrayList<String>();
        if (isRoot()) {
            whole.addAll(List.of("setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups"));
        }
        whole.addAll(List.of(command));
        run(whole);
    }

    private static void runAsRoot(String... command) {
        run(List.of(command));
    }

    private static void run(List<String> command) {
        try {
            var process = new ProcessBuilder(command)
                    .directory(Path.of("/").toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (process.waitFor() != 0) {
                throw new IllegalStateException(command.get(0) + " failed: " + String.join(" ", command));
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
        }
    }
}
