// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.packaging;

import static java.util.stream.Collectors.toSet;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.sidetrack.server.ArtemisProcess;
import dev.sidetrack.server.Await;
import dev.sidetrack.server.DemoServer;
import dev.sidetrack.server.JettyProcess;
import dev.sidetrack.server.Servers;
import dev.sidetrack.server.TomcatProcess;
import jakarta.jms.JMSContext;
import java.io.File;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import org.jboss.shrinkwrap.api.Filters;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.jboss.shrinkwrap.api.spec.JavaArchive;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * A Tomcat or a Jetty, with a broker outside and a war that brings along what they lack: Weld, MicroProfile Config, the
 * APIs of JMS and of transactions, and the jar for servers without JMS.
 */
@EnabledIfSystemProperty(
        named = "it.server",
        matches = "tomcat|jetty",
        disabledReason = "the others lack nothing of it")
class ServletContainerIT {

    private static final String SERVER = System.getProperty("it.server");

    private static final String AGENT = "Mozilla/5.0 (X11; Linux x86_64) Firefox/128.0 container";
    private static final String CDI_AND_CONFIGURATION =
            "(weld-servlet-shaded|smallrye-|microprofile-config|jboss-logging|asm-).*";

    private final Collector collector = new Collector();

    @Test
    void pagesCallsAndDurableEvents_onAServletContainerWithWeld_areTracked() throws Exception {
        var broker = new ArtemisProcess(SERVER);
        broker.start();
        var server = server(
                broker,
                Map.of(
                        "sidetrack.providers", "universal-analytics",
                        "sidetrack.tracking-id", "UA-1-1",
                        "sidetrack.provider.universal-analytics.url", collector.urlOf(SERVER)));
        try {
            server.start();
            for (var call : Set.of("none", "bean", "durable")) {
                var page = HttpRequest.newBuilder(server.url().resolve("page?call=" + call))
                        .header("User-Agent", AGENT)
                        .build();
                assertEquals(
                        200,
                        HttpClient.newHttpClient()
                                .send(page, BodyHandlers.discarding())
                                .statusCode());
            }

            Await.must("The hits", Servers.PATIENCE, () -> collector.of(AGENT).size() == 5);
            var events = collector.of(AGENT).stream()
                    .filter(hit -> hit.fields().get("t").equals("event"))
                    .map(hit -> hit.fields().get("ea"))
                    .collect(toSet());
            assertEquals(Set.of("look", "order"), events);
            assertFalse(server.log().contains("WARNING: Tracking failed"), "tracking failed, see the log");
        } finally {
            server.terminate();
            broker.stop();
        }
    }

    private static DemoServer server(ArtemisProcess broker, Map<String, String> settings) throws URISyntaxException {
        return SERVER.equals("jetty")
                ? new JettyProcess(SERVER, broker, settings, war())
                : new TomcatProcess(SERVER, broker, settings, war());
    }

    private static Path war() throws URISyntaxException {
        var war = Probe.warWithoutJar(SERVER, "")
                .merge(
                        ShrinkWrap.createFromZipFile(WebArchive.class, Servers.BROKER_WAR.toFile()),
                        Filters.include("/WEB-INF/lib/.*"))
                .addAsLibrary(apis());
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(File::new)
                .filter(jar -> jar.getName().matches(CDI_AND_CONFIGURATION))
                .forEach(war::addAsLibrary);
        var file = Servers.scratch().resolve(SERVER + ".war");
        war.as(ZipExporter.class).exportTo(file.toFile(), true);
        return file;
    }

    private static JavaArchive apis() throws URISyntaxException {
        var platform = Path.of(JMSContext.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        return ShrinkWrap.create(JavaArchive.class, "apis.jar")
                .merge(
                        ShrinkWrap.createFromZipFile(JavaArchive.class, platform.toFile()),
                        Filters.include("/jakarta/(jms|transaction)/.*"));
    }
}
