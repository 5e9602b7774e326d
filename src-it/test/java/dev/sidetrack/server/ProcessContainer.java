// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.jboss.arquillian.container.spi.client.container.ContainerConfiguration;
import org.jboss.arquillian.container.spi.client.container.DeployableContainer;
import org.jboss.arquillian.container.spi.client.protocol.ProtocolDescription;
import org.jboss.arquillian.container.spi.client.protocol.metadata.ProtocolMetaData;
import org.jboss.arquillian.core.spi.LoadableExtension;
import org.jboss.shrinkwrap.api.Archive;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;

/**
 * Has Arquillian deploy to a {@link DemoServer}, whichever the system property {@code it.server} names. The server has
 * the {@code sidetrack.*} system properties of the tests, and WildFly's own of its mail session: where a test has
 * changed them, it is started again before it deploys.
 */
public final class ProcessContainer implements DeployableContainer<ProcessContainer.NoConfiguration> {

    private static final String SERVER = System.getProperty("it.server");

    private DemoServer server;

    /** Registers this container, unless the build runs an embedded server, which brings its own. */
    public static final class Extension implements LoadableExtension {

        @Override
        public void register(ExtensionBuilder builder) {
            if (SERVER != null) {
                builder.service(DeployableContainer.class, ProcessContainer.class);
            }
        }
    }

    /** There is nothing to say in {@code arquillian.xml}. */
    public static final class NoConfiguration implements ContainerConfiguration {

        @Override
        public void validate() {
            // Nothing can be wrong.
        }
    }

    @Override
    public Class<NoConfiguration> getConfigurationClass() {
        return NoConfiguration.class;
    }

    @Override
    public ProtocolDescription getDefaultProtocol() {
        return new ProtocolDescription("Local");
    }

    /** Makes the server, and tells the tests where it and its log are. */
    @Override
    public void start() {
        server = server(SERVER, settings());
        System.setProperty("it.url", server.url().toString());
        System.setProperty("it.health", server.health().toString());
        System.setProperty("it.log", server.console().toString());
    }

    @Override
    public void stop() {
        if (server.isAlive()) {
            server.terminate();
        }
    }

    @Override
    public ProtocolMetaData deploy(Archive<?> archive) {
        if (!server.settings().equals(settings())) {
            stop();
            server.change(settings());
        }
        server.deploy(exported(archive));
        server.startUnlessItRuns();
        return new ProtocolMetaData();
    }

    @Override
    public void undeploy(Archive<?> archive) {
        server.undeploy();
    }

    /** The server of this run, {@code it.server}, with a directory of that name. */
    public static DemoServer server(String name, Map<String, String> settings) {
        return switch (SERVER) {
            case "wildfly" -> WildFlyProcess.setUp(name, settings);
            case "wildfly-preview" -> WildFlyProcess.withHealth(broker(name), name, settings);
            case "payara-server" -> PayaraProcess.version6(name, settings, Map.of());
            case "payara7" -> PayaraProcess.version7(name, settings, Map.of());
            case "payara-broker" -> PayaraProcess.with(broker(name), name, settings);
            case "micro" -> new MicroProcess(broker(name), name, settings);
            case "glassfish" -> new GlassFishProcess(Servers.GLASSFISH, name, settings);
            case "glassfish8" -> new GlassFishProcess(Servers.GLASSFISH_8, name, settings);
            case "liberty" -> new LibertyProcess(name, settings, Map.of());
            default -> throw new IllegalArgumentException("it.server=" + SERVER);
        };
    }

    /** It ends with the tests. */
    private static ArtemisProcess broker(String name) {
        var broker = new ArtemisProcess(name);
        broker.start();
        return broker;
    }

    private static Map<String, String> settings() {
        var settings = new TreeMap<String, String>();
        System.getProperties().stringPropertyNames().stream()
                .filter(name -> name.startsWith("sidetrack.") || name.startsWith("jboss.mail."))
                .forEach(name -> settings.put(name, System.getProperty(name)));
        return settings;
    }

    private static Path exported(Archive<?> archive) {
        try {
            var war = Files.createDirectories(Servers.DIRECTORY).resolve("to-deploy.war");
            archive.as(ZipExporter.class).exportTo(war.toFile(), true);
            return war;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
