// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.testing;

import static dev.sidetrack.testing.ExpectedHit.event;
import static dev.sidetrack.testing.ExpectedHit.pageView;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sidetrack.Hit;
import dev.sidetrack.config.Settings;
import dev.sidetrack.config.SettingsOf;
import dev.sidetrack.delivery.Destinations;
import dev.sidetrack.provider.Webhook;
import dev.sidetrack.spi.Outcome;
import dev.sidetrack.spi.http.HttpSender;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.enterprise.inject.se.SeContainerInitializer;
import java.io.StringReader;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Has hits sent as the application under test would, by the provider that the collector's settings name. */
class HitCollectorTest {

    @RegisterExtension
    static final HitCollector COLLECTOR = new HitCollector();

    @Test
    void hits_sentByTheConfiguredProvider_arriveAsTheyWere() throws Exception {
        var page = ContractHits.PAGE.withPort(8443).withQuery("id=3").withViewId(ContractHits.VIEW);
        var view = ContractHits.pageView().withPage(page);
        send(view, ContractHits.event(), ContractHits.minimal());
        assertThat(COLLECTOR.hits().awaitOne(event("order-placed").value(12.5).property("quantity", 2)))
                .isEqualTo(ContractHits.event());
        assertThat(COLLECTOR.hits().awaitOne(pageView("/products/blue-mug"))).isEqualTo(view);
        assertThat(COLLECTOR.hits().awaitOne(pageView().ofNobody()).page())
                .isEqualTo(ContractHits.minimal().page());
    }

    @Test
    void hits_withEveryField_lackWhatTheWebhookDoesNotCarry() throws Exception {
        send(ContractHits.everyField());
        var sent = ContractHits.everyField();
        var visitor = sent.visitor()
                .withPurposes(null)
                .withAliases(Map.of())
                .withHints(null)
                .withCountry(null);
        assertThat(COLLECTOR.hits().awaitOne(event().ofUser("user-7"))).isEqualTo(sent.withVisitor(visitor));
    }

    @Test
    void hits_asBadAsCanBe_areReadToo() throws Exception {
        send(ContractHits.hostile(), ContractHits.longTexts());
        assertThat(COLLECTOR.hits().await(2, event())).hasSize(2);
    }

    @Test
    void hits_ofProviderInTheWar_areRecorded() throws Exception {
        Configured.settings = Map.of("sidetrack.providers", "recording");
        try (var weld = SeContainerInitializer.newInstance()
                .disableDiscovery()
                .addBeanClasses(Configured.class, Destinations.class, RecordingProvider.class, Hits.class)
                .initialize()) {
            var provider =
                    weld.select(Destinations.class).get().named("recording").provider();
            assertThat(provider.send(List.of(ContractHits.event()))).containsExactly(Outcome.ACCEPTED);
            assertThat(weld.select(Hits.class).get().awaitOne(event("order-placed")))
                    .isEqualTo(ContractHits.event());
        }
    }

    private static void send(Hit... hits) throws Exception {
        var properties = new Properties();
        properties.load(new StringReader(COLLECTOR.settings()));
        var settings = new HashMap<String, String>();
        properties.forEach((name, value) -> settings.put((String) name, (String) value));
        Configured.settings = settings;
        try (var weld = SeContainerInitializer.newInstance()
                .disableDiscovery()
                .addBeanClasses(Configured.class, Destinations.class, HttpSender.class, Webhook.class)
                .initialize()) {
            var destination =
                    weld.select(Destinations.class).get().all().iterator().next();
            for (var hit : hits) {
                assertThat(destination.provider().send(List.of(hit))).containsExactly(Outcome.ACCEPTED);
            }
        }
    }

    @ApplicationScoped
    static class Configured {

        private static Map<String, String> settings;

        @Produces
        Settings settings() {
            return SettingsOf.map(settings);
        }
    }
}
