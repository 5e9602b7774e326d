// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.server;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** A process that tests start, stop and kill; it never outlives them. */
public final class ServerProcess {

    private static final Set<Process> RUNNING = ConcurrentHashMap.newKeySet();

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> RUNNING.forEach(Process::destroyForcibly)));
    }

    private final Process process;

    private ServerProcess(Process process) {
        this.process = process;
        RUNNING.add(process);
        process.onExit().thenAccept(RUNNING::remove);
    }

    /** Starts it, with nothing to read; what it says goes to the end of the file {@code log}. */
    static ServerProcess start(List<String> command, Map<String, String> environment, Path log) {
        var builder = new ProcessBuilder(command)
                // Payara reads passwords until there are no more.
                .redirectInput(new File("/dev/null"))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().putAll(environment);
        try {
            return new ServerProcess(builder.start());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    long pid() {
        return process.pid();
    }

    /** The time of a core that it has taken since it was started. */
    Duration cpu() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /** How much it has written to disks since it was started. */
    long bytesWritten() {
        try (var lines = Files.lines(Path.of("/proc/" + pid() + "/io"))) {
            return lines.filter(line -> line.startsWith("write_bytes: "))
                    .mapToLong(line -> Long.parseLong(line.substring(line.indexOf(' ') + 1)))
                    .sum();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** {@code kill -9}. */
    void kill() {
        process.destroyForcibly();
        awaitEnd(Duration.ofSeconds(30));
    }

    /** {@code SIGTERM}; returns how long it took to end. */
    Duration terminate(Duration longest) {
        var begun = System.nanoTime();
        process.destroy();
        awaitEnd(longest);
        return Duration.ofNanos(System.nanoTime() - begun);
    }

    /** {@code SIGSTOP}: it is there and does nothing. */
    void freeze() {
        signal("-STOP");
    }

    /** {@code SIGCONT}. */
    void thaw() {
        signal("-CONT");
    }

    private void signal(String signal) {
        run(List.of("kill", signal, Long.toString(pid())), Map.of(), Duration.ofSeconds(10));
    }

    void awaitEnd(Duration longest) {
        try {
            if (!process.waitFor(longest.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
                throw new AssertionError("the process did not end within " + longest);
            }
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }

    /** Runs a command to its end, which must be a good one, and returns what it said. */
    static String run(List<String> command, Map<String, String> environment, Duration longest) {
        try {
            var log = Files.createTempFile("command", ".log");
            var process = start(command, environment, log);
            process.awaitEnd(longest);
            var said = Files.readString(log);
            if (process.process.exitValue() != 0) {
                throw new AssertionError(command + " failed: " + said);
            }
            Files.delete(log);
            return said;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** A port of this machine that nobody listens on now. */
    static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException none) {
            throw new UncheckedIOException(none);
        }
    }

    /** Whether somebody listens on this port of this machine. */
    static boolean listens(int port) {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException refused) {
            return false;
        }
    }
}
