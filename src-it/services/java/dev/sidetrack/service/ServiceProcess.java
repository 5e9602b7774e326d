// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.service;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

/** A process that a test starts, with whatever that one starts; none outlives the test. */
public final class ServiceProcess implements AutoCloseable {

    private static final Duration PAUSE = Duration.ofMillis(200);

    private final Process process;
    private final Thread ending = new Thread(this::end);

    private ServiceProcess(Process process) {
        this.process = process;
        Runtime.getRuntime().addShutdownHook(ending);
    }

    /** Starts it; what it says goes to the file {@code log}. */
    static ServiceProcess start(List<String> command, Map<String, String> environment, Path log) throws IOException {
        var builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().putAll(environment);
        return new ServiceProcess(builder.start());
    }

    /** Waits until the answer is yes; a failure to connect is a no. */
    void awaitUntil(String what, Duration longest, Callable<Boolean> isSo) throws Exception {
        var deadline = System.nanoTime() + longest.toNanos();
        while (!answer(isSo)) {
            if (!process.isAlive()) {
                throw new AssertionError(what + " has ended with " + process.exitValue());
            }
            if (System.nanoTime() - deadline > 0) {
                throw new AssertionError(what + " was not ready within " + longest);
            }
            TimeUnit.NANOSECONDS.sleep(PAUSE.toNanos());
        }
    }

    private static boolean answer(Callable<Boolean> isSo) throws Exception {
        try {
            return isSo.call();
        } catch (IOException notYet) {
            return false;
        }
    }

    @Override
    public void close() {
        end();
        Runtime.getRuntime().removeShutdownHook(ending);
    }

    private void end() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }
}
