package dev.sidetrack.demoserver;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.logging.LogManager;
import org.glassfish.embeddable.GlassFish;
import org.glassfish.embeddable.GlassFishException;
import org.glassfish.embeddable.GlassFishProperties;
import org.glassfish.embeddable.GlassFishRuntime;

/** Serves the demo war from embedded Payara until the process is told to end. */
public final class DemoServer {

    private static final String NAME = "sidetrack-demo";

    private DemoServer() {}

    /** @param args the war, the domain.xml and the port */
    public static void main(String[] args) throws GlassFishException, IOException {
        int port = Integer.parseInt(args[2]);
        requireFree(port);

        GlassFishProperties properties = new GlassFishProperties();
        properties.setConfigFileURI(new File(args[1]).toURI().toString());
        properties.setPort("http-listener", port);
        GlassFish server = GlassFishRuntime.bootstrap().newGlassFish(properties);
        server.start();
        if (server.getDeployer().deploy(new File(args[0]), "--name=" + NAME, "--contextroot=/") == null) {
            System.err.println("The Sidetrack demo did not deploy, see above");
            System.exit(1);
        }

        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server)));
        ProcessHandle.current().parent().ifPresent(maven -> maven.onExit().thenRun(() -> System.exit(0)));
        System.out.println("Sidetrack demo: http://127.0.0.1:" + port + "/");
    }

    /** Payara itself would start without its listener. */
    private static void requireFree(int port) throws IOException {
        try {
            new ServerSocket(port, 1, InetAddress.getLoopbackAddress()).close();
        } catch (IOException e) {
            throw new IOException("Port " + port + " is taken, choose another by -Ddemo.port=", e);
        }
    }

    private static void stop(GlassFish server) {
        try {
            server.getDeployer().undeploy(NAME);
            server.stop();
            server.dispose();
        } catch (GlassFishException e) {
            e.printStackTrace();
        }
        System.out.println("Sidetrack demo stopped");
    }

    /**
     * Keeps the log alive while the shutdown hook undeploys; the JDK's own closes it at the same time as the hook
     * starts.
     */
    public static final class Logs extends LogManager {

        @Override
        public void reset() {
            // The process ends anyway.
        }
    }
}
