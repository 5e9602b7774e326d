// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sidetrack.SampleHits;
import dev.sidetrack.config.Settings;
import dev.sidetrack.config.SettingsOf;
import dev.sidetrack.example.ChatProvider;
import dev.sidetrack.spi.Outcome;
import dev.sidetrack.spi.http.HttpSender;
import dev.sidetrack.testing.HttpRecorder;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.enterprise.inject.se.SeContainerInitializer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Runs the provider that docs/providers.md shows. */
class ExampleProviderTest {

    @Test
    void chat_namedInTheConfiguration_postsWhatTheReadmeSays() throws Exception {
        try (var chat = new HttpRecorder()) {
            Configured.url = chat.url().toString();
            try (var weld = SeContainerInitializer.newInstance()
                    .disableDiscovery()
                    .addBeanClasses(Configured.class, Destinations.class, HttpSender.class, ChatProvider.class)
                    .initialize()) {
                var provider =
                        weld.select(Destinations.class).get().named("chat").provider();
                assertThat(provider.send(List.of(SampleHits.pageView()))).containsExactly(Outcome.ACCEPTED);
                assertThat(chat.only().body())
                        .isEqualTo("{\"text\":\"1 new hits, the last one on "
                                + SampleHits.pageView().page().path() + "\"}");
            }
        }
    }

    @ApplicationScoped
    static class Configured {

        private static String url;

        @Produces
        Settings settings() {
            return SettingsOf.map(Map.of("sidetrack.providers", "chat", "sidetrack.provider.chat.url", url));
        }
    }
}
