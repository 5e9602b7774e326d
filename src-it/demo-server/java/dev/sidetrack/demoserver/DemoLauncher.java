package dev.sidetrack.demoserver;

import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.glassfish.embeddable.GlassFish;

/**
 * Runs in Maven's own JVM: starts {@link DemoServer} in a second one, hands it the sidetrack.* properties and ends it
 * with Maven.
 */
public final class DemoLauncher {

    private static volatile boolean stopping;

    private DemoLauncher() {}

    /** @param args the JVM options in one string, the logging.properties, then what DemoServer takes */
    public static void main(String[] args) throws Exception {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(args[0].trim().split("\\s+")));
        command.add("-Djava.util.logging.config.file=" + args[1]);
        command.add("-Djava.util.logging.manager=" + DemoServer.Logs.class.getName());
        // The hits in a database besides, so that there are numbers to look at; whoever names providers decides.
        if (System.getProperty("sidetrack.providers") == null) {
            command.addAll(List.of("-Dsidetrack.providers=log,own", "-Dsidetrack.provider.own.type=database"));
        }
        System.getProperties().stringPropertyNames().stream()
                .filter(name -> name.startsWith("sidetrack."))
                .forEach(name -> command.add("-D" + name + "=" + System.getProperty(name)));
        command.addAll(List.of("-cp", locationOf(DemoServer.class) + File.pathSeparator + locationOf(GlassFish.class)));
        command.add(DemoServer.class.getName());
        command.addAll(List.of(args).subList(2, args.length));

        Process server = new ProcessBuilder(command).inheritIO().start();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server)));
        int status = server.waitFor();
        if (status != 0 && !stopping) {
            throw new IOException("The demo server ended with status " + status);
        }
    }

    private static void stop(Process server) {
        stopping = true;
        server.destroy();
        try {
            server.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Path locationOf(Class<?> type) throws URISyntaxException {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    }
}
