// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.packaging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.sidetrack.server.ArtemisProcess;
import dev.sidetrack.server.Await;
import dev.sidetrack.server.Servers;
import dev.sidetrack.server.WildFlyProcess;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.Map;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * A WildFly as {@code bin/standalone.sh} starts it, which has no messaging: with the jar for servers without JMS, and a
 * broker outside.
 */
@EnabledIfSystemProperty(named = "it.server", matches = "wildfly.*", disabledReason = "the others have messaging")
class WithoutMessagingIT {

    /** Without messaging, the API of JMS is there, but not for applications. */
    private static final String STRUCTURE = "<jboss-deployment-structure><deployment><dependencies>"
            + "<module name=\"jakarta.jms.api\"/></dependencies></deployment></jboss-deployment-structure>";

    private static final String AGENT = "Mozilla/5.0 (X11; Linux x86_64) Firefox/128.0 bare";

    @Test
    void page_onAServerWithoutMessaging_isTracked() throws Exception {
        var collector = new Collector();
        var broker = new ArtemisProcess("bare");
        broker.start();
        var server = WildFlyProcess.withoutMessaging(
                "bare",
                broker,
                Map.of(
                        "sidetrack.providers", "universal-analytics",
                        "sidetrack.tracking-id", "UA-1-1",
                        "sidetrack.provider.universal-analytics.url", collector.urlOf("bare")),
                war());
        try {
            server.start();
            var page = HttpRequest.newBuilder(server.url().resolve("probe/include"))
                    .header("User-Agent", AGENT)
                    .build();
            var status = HttpClient.newHttpClient()
                    .send(page, BodyHandlers.discarding())
                    .statusCode();

            assertEquals(200, status);
            Await.must("The hit", Servers.PATIENCE, () -> collector.of(AGENT).size() == 1);
            assertFalse(server.log().contains("NoClassDefFoundError"), "a class is missing, see the log");
        } finally {
            server.terminate();
            broker.stop();
        }
    }

    private static Path war() {
        var war = Servers.scratch().resolve("bare.war");
        ShrinkWrap.createFromZipFile(WebArchive.class, Servers.BROKER_WAR.toFile())
                .addAsWebInfResource(new StringAsset(STRUCTURE), "jboss-deployment-structure.xml")
                .as(ZipExporter.class)
                .exportTo(war.toFile(), true);
        return war;
    }
}
