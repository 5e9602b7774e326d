// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A server with the demo shop: a process of its own, with free ports of 127.0.0.1 and with data that it keeps over a
 * restart. Any number of them can run from one unpacked server.
 */
public abstract class DemoServer {

    static final String DEMO = "sidetrack-demo";
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();

    private final Path directory;
    private final Map<String, String> environment;
    private Map<String, String> settings;
    private ServerProcess process;
    private SidetrackMBean mbean;

    /**
     * Makes one that has never run.
     *
     * @param name of the server and of its directory
     * @param settings system properties of the server, such as Sidetrack's settings
     * @param environment variables that it has besides those of the tests
     */
    DemoServer(String name, Map<String, String> settings, Map<String, String> environment) {
        this.directory = Servers.DIRECTORY.resolve(name);
        this.settings = settings;
        this.environment = environment;
        Directories.remove(directory);
    }

    /** Where the server has its data. */
    Path directory() {
        return directory;
    }

    abstract int httpPort();

    /** What starts the server, in the process that will be the server. */
    abstract List<String> command();

    /** What {@link #command()} has in its environment besides what this server was made with. */
    Map<String, String> commandEnvironment() {
        return Map.of();
    }

    /** Where the server finds what to deploy. */
    abstract Path deployments();

    /** Whether the shop has failed to deploy. */
    abstract boolean hasFailed();

    /** Whether the shop has been undeployed to the end. */
    abstract boolean isUndeployed();

    /** The shop's address. */
    public final URI url() {
        return URI.create("http://127.0.0.1:" + httpPort() + "/" + DEMO + "/");
    }

    /** Where MicroProfile Health answers. */
    public URI health() {
        return url().resolve("/health");
    }

    /** Sidetrack's settings and other system properties of the server. */
    public final Map<String, String> settings() {
        return settings;
    }

    /** Has other system properties from the next start on. */
    public final void change(Map<String, String> settings) {
        this.settings = settings;
    }

    /** Starts it, or starts it again with the data it had, and waits until the shop is open. */
    public final void start() {
        launch();
        awaitShop(Servers.PATIENCE);
    }

    public final void startUnlessItRuns() {
        if (!isAlive()) {
            start();
        }
    }

    /** Starts it and does not wait. */
    public void launch() {
        mbean = null;
        var variables = new HashMap<>(commandEnvironment());
        variables.putAll(environment);
        process = ServerProcess.start(command(), variables, console());
    }

    public final void awaitShop(Duration longest) {
        Await.must("The shop", longest, () -> {
            if (!process.isAlive() || hasFailed()) {
                throw new AssertionError("the server has not started well, see " + console());
            }
            return isOpen();
        });
    }

    public final boolean isOpen() {
        try {
            // No page, so that it makes no hit.
            var request = HttpRequest.newBuilder(url().resolve("probe/plain"))
                    .timeout(Duration.ofSeconds(10))
                    .build();
            return CLIENT.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }

    /**
     * Deploys this war as the shop: at once and to the end where the server runs, at its next start where it does not.
     */
    public void deploy(Path war) {
        clearDeployments();
        try {
            // A server that looks must not find half of it.
            var whole = Files.copy(war, directory.resolve(DEMO + ".war"), StandardCopyOption.REPLACE_EXISTING);
            Files.move(whole, deployed());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        if (isAlive()) {
            awaitShop(Servers.PATIENCE);
        }
    }

    /** Deploys this archive under its own name beside the shop; the server runs and takes its time. */
    public final void deployBeside(Path archive) {
        try {
            var whole =
                    Files.copy(archive, directory.resolve(archive.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            Files.move(whole, deployments().resolve(archive.getFileName()), StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /**
     * Declares Sidetrack's queues, where the server wants it, for an application that {@link #deployBeside} deploys.
     *
     * @param prefix what their names begin with
     */
    public void declareQueues(String prefix) {
        // Most make any that they are asked for.
    }

    /** Takes back what {@link #deployBeside} has deployed. */
    public final void undeployBeside(String archive) {
        try {
            Files.delete(deployments().resolve(archive));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Undeploys the shop, and waits until it has ended in order. */
    public void undeploy() {
        try {
            Files.delete(deployed());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        if (isAlive()) {
            Await.must("The undeployment", Servers.PATIENCE, this::isUndeployed);
        }
    }

    /** Sidetrack's MBean in it. */
    public final SidetrackMBean mbean() {
        mbean = mbean == null ? SidetrackMBean.of(pid()) : mbean;
        return mbean;
    }

    public final long pid() {
        return process.pid();
    }

    /** The time of a core that it has taken since it was started. */
    public final Duration cpu() {
        return process.cpu();
    }

    public final boolean isAlive() {
        return process != null && process.isAlive();
    }

    /** {@code kill -9}. */
    public final void kill() {
        process.kill();
    }

    /** {@code SIGTERM}; returns how long it took to end. */
    public final Duration terminate() {
        return process.terminate(Servers.PATIENCE);
    }

    /** What it has logged since it was first started. */
    public final String log() {
        try {
            return Files.readString(console());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    Path deployed() {
        return deployments().resolve(DEMO + ".war");
    }

    /** The file by which servers that deploy what they find say what became of it. */
    final Path marker(String name) {
        return deployments().resolve(DEMO + ".war" + name);
    }

    final Path console() {
        return directory.resolve("console.log");
    }

    private void clearDeployments() {
        try (var old = Files.list(deployments())) {
            for (var file : old.filter(Files::isRegularFile).toList()) {
                Files.delete(file);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
