// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sidetrack.Hit;
import dev.sidetrack.HitCounts;
import dev.sidetrack.LogLines;
import dev.sidetrack.config.ConfigurationException;
import dev.sidetrack.config.Key;
import dev.sidetrack.config.ProviderSettings;
import dev.sidetrack.config.Settings;
import dev.sidetrack.config.SettingsOf;
import dev.sidetrack.ops.DeploymentCheck;
import dev.sidetrack.spi.Outcome;
import dev.sidetrack.spi.Provider;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Any;
import jakarta.inject.Named;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.eclipse.microprofile.config.spi.ConfigProviderResolver;
import org.jboss.weld.environment.se.Weld;
import org.jboss.weld.environment.se.WeldContainer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** What {@code sidetrack.providers} makes of CDI beans, and which configuration fails the deployment. */
class DestinationsTest {

    // Held, since the JDK keeps loggers only as long as somebody does.
    private static final Logger WELD_LOG = Logger.getLogger("org.jboss.weld");
    private static final WeldContainer CONTAINER = weld().initialize();

    @AfterAll
    static void stop() {
        CONTAINER.shutdown();
    }

    @Test
    void all_severalOfOneType_areInstancesOfTheirOwnInOrder() {
        var all = destinations(Map.of(
                "sidetrack.providers",
                "second,chat,first",
                "sidetrack.provider.first.type",
                "chat",
                "sidetrack.provider.second.type",
                "chat",
                "sidetrack.provider.second.room",
                "lobby",
                "sidetrack.tracking-id",
                "X"));
        assertThat(all.all()).extracting(Destination::name).containsExactly("second", "chat", "first");
        assertThat(all.all()).extracting(to -> ((Chat) to.provider()).name).containsExactly("second", "chat", "first");
        assertThat(all.all()).extracting(to -> ((Chat) to.provider()).room).containsExactly("lobby", "hall", "hall");
        assertThat(all.routes()).extracting(Route::provider).containsExactly("second", "chat", "first");
    }

    @Test
    void all_oneNamedTwice_isOne() {
        assertThat(destinations(Map.of("sidetrack.providers", "chat, chat", "sidetrack.tracking-id", "X"))
                        .routes())
                .hasSize(1);
    }

    @Test
    void lines_ofDestinations_haveTheirConcurrency() {
        var settings = SettingsOf.map(Map.of(
                "sidetrack.providers",
                "chat",
                "sidetrack.tracking-id",
                "X",
                "sidetrack.provider.chat.concurrency",
                "2"));
        var all = new Destinations(settings, CONTAINER.select(Provider.class, Any.Literal.INSTANCE));
        assertThat(all.named("chat").concurrency()).isEqualTo(2);
        assertThat(all.named("other")).isNull();
        assertThat(all.states()).containsExactly(new ProviderState("chat", "CLOSED", null, null, false, null));
    }

    @Test
    void destinations_unknownName_listsTheKnownOnes() {
        refuses(
                Map.of("sidetrack.providers", "chad"),
                "sidetrack.providers names 'chad', an unknown provider type: known are chat, shared.");
    }

    @Test
    void destinations_unknownType_namesTheKeyOfTheType() {
        refuses(
                Map.of("sidetrack.providers", "talk", "sidetrack.provider.talk.type", "chad"),
                "sidetrack.provider.talk.type names 'chad', an unknown provider type: known are chat, shared.");
    }

    @Test
    void destinations_oddName_isRefused() {
        refuses(
                Map.of("sidetrack.providers", "chat's"),
                "sidetrack.providers contains 'chat's': a name has letters, digits, - and _ only.");
    }

    @Test
    void destinations_notDependent_isRefused() {
        refuses(
                Map.of("sidetrack.providers", "shared"),
                Shared.class.getName()
                        + " must be @Dependent: each name in sidetrack.providers gets an instance of its own.");
    }

    @Test
    void destinations_missingTrackingId_isRefused() {
        refuses(
                Map.of("sidetrack.providers", "chat"),
                "sidetrack.tracking-id is missing: the provider 'chat' needs it (or sidetrack.provider.chat.tracking-id).");
    }

    @Test
    void deployment_rightConfiguration_starts() {
        try (var log = LogLines.of("dev.sidetrack.ops")) {
            deploy(Map.of("sidetrack.providers", "chat", "sidetrack.tracking-id", "X"));
            assertThat(log.lines()).isEmpty();
        }
    }

    @Test
    void deployment_misspelledKeys_startsWithWarnings() {
        try (var log = LogLines.of("dev.sidetrack.ops")) {
            deploy(Map.of(
                    "sidetrack.providers",
                    "chat",
                    "sidetrack.tracking-id",
                    "X",
                    "sidetrack.cokie.name",
                    "c",
                    "sidetrack.provider.chat.rom",
                    "lobby",
                    "sidetrack.provider.chat.room",
                    "lobby",
                    "sidetrack.provider.chat.concurrency",
                    "1"));
            assertThat(log.lines())
                    .containsExactly(
                            "WARNING Unknown setting sidetrack.cokie.name: is it misspelled?",
                            "WARNING Unknown setting sidetrack.provider.chat.rom of the provider chat: is it misspelled?");
        }
    }

    @Test
    void deployment_unknownProvider_fails() {
        failsToDeploy(Map.of("sidetrack.providers", "chad"), "known are chat, shared.");
    }

    @Test
    void deployment_missingTrackingId_fails() {
        failsToDeploy(
                Map.of("sidetrack.providers", "chat"),
                "sidetrack.tracking-id is missing: the provider 'chat' needs it");
    }

    @Test
    void deployment_wrongValue_fails() {
        failsToDeploy(
                Map.of("sidetrack.providers", "chat", "sidetrack.tracking-id", "X", "sidetrack.batch.hits", "many"),
                "sidetrack.batch.hits is 'many', which is not a valid value");
    }

    @Test
    void deployment_wrongValueOfAProvider_fails() {
        failsToDeploy(
                Map.of(
                        "sidetrack.providers",
                        "chat",
                        "sidetrack.tracking-id",
                        "X",
                        "sidetrack.provider.chat.concurrency",
                        "0"),
                "sidetrack.provider.chat.concurrency is '0', which is not a valid value");
    }

    private static Destinations destinations(Map<String, String> settings) {
        return new Destinations(SettingsOf.map(settings), CONTAINER.select(Provider.class, Any.Literal.INSTANCE));
    }

    private static void refuses(Map<String, String> settings, String message) {
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> destinations(settings))
                .withMessage(message);
    }

    private static void failsToDeploy(Map<String, String> settings, String message) {
        assertThatThrownBy(() -> deploy(settings)).hasMessageContaining(message);
    }

    private static void deploy(Map<String, String> settings) {
        var resolver = ConfigProviderResolver.instance();
        var config = SettingsOf.config(settings);
        resolver.registerConfig(config, Thread.currentThread().getContextClassLoader());
        try {
            weld().addExtension(new DeploymentCheck()).initialize().shutdown();
        } finally {
            resolver.releaseConfig(config);
        }
    }

    private static Weld weld() {
        WELD_LOG.setLevel(Level.SEVERE);
        return new Weld()
                .disableDiscovery()
                .beanClasses(Chat.class, Shared.class, Destinations.class, Settings.class, HitCounts.class);
    }

    @Dependent
    @Named("chat")
    static class Chat implements Provider {

        static final Key<String> ROOM = Key.text("room", "hall");
        String name;
        String room;

        @Override
        public void configure(ProviderSettings settings) {
            settings.requiredTrackingIds();
            name = settings.name();
            room = settings.get(ROOM);
        }

        @Override
        public List<Key<?>> keys() {
            return List.of(ROOM);
        }

        @Override
        public List<Outcome> send(List<Hit> hits) {
            return Outcome.forAll(hits, Outcome.ACCEPTED);
        }
    }

    @ApplicationScoped
    @Named("shared")
    static class Shared implements Provider {

        @Override
        public void configure(ProviderSettings settings) {}

        @Override
        public List<Outcome> send(List<Hit> hits) {
            return Outcome.forAll(hits, Outcome.ACCEPTED);
        }
    }
}
