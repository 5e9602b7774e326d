// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sidetrack.Hit;
import dev.sidetrack.HitFates;
import dev.sidetrack.HitFates.State;
import dev.sidetrack.SampleHits;
import dev.sidetrack.config.ProviderSettings;
import dev.sidetrack.spi.Limits;
import dev.sidetrack.spi.Outcome;
import dev.sidetrack.spi.Provider;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a provider says of hits is told to who looks, and all else is as it was. */
class WatchedProviderTest {

    private final HitFates fates = new HitFates();
    private final List<String> told = new ArrayList<>();
    private final Said said = new Said();
    private final Provider watched = WatchedProvider.of("p", said, fates);
    private final List<Hit> hits = List.of(SampleHits.pageView(), SampleHits.event());

    @Test
    void outcomes_whileSomebodyLooks_areTold() throws Exception {
        look();
        said.outcomes = List.of(Outcome.ACCEPTED, Outcome.rejected("too long"));
        assertThat(watched.send(hits)).isSameAs(said.outcomes);
        said.outcomes = List.of(Outcome.retry("busy", null), Outcome.stop("no account"));
        watched.send(hits);
        said.outcomes = List.of(Outcome.refused("too large"), Outcome.refused("too large"));
        watched.send(hits);
        said.outcomes = List.of(Outcome.refused("bad"));
        watched.send(hits.subList(0, 1));
        assertThat(told).containsExactly("p ACCEPTED null", "p REJECTED too long", "p WAITING busy", "p WAITING no account", "p WAITING too large",
                "p WAITING too large", "p REJECTED bad");
    }

    @Test
    void outcomes_whileNobodyLooks_areAsTheyWere() throws Exception {
        said.outcomes = List.of(Outcome.ACCEPTED, Outcome.ACCEPTED);
        assertThat(watched.send(hits)).isSameAs(said.outcomes);
        assertThat(told).isEmpty();
    }

    @Test
    void failure_ofTheProvider_isToldAndThrownAsItIs() {
        look();
        said.failure = new IOException("refused");
        assertThatThrownBy(() -> watched.send(hits)).isSameAs(said.failure);
        assertThat(told).containsExactly("p WAITING refused", "p WAITING refused");
    }

    @Test
    void everythingElse_isTheProvidersOwn() {
        assertThat(watched.limits()).isSameAs(said.limits());
        assertThat(watched.destination()).isEqualTo("Said");
    }

    private void look() {
        fates.watch(new HitFates.Watcher() {
            @Override
            public void made(Hit hit) {
                told.add("made");
            }

            @Override
            public void settled(String provider, Hit hit, State state, String reason) {
                told.add(provider + ' ' + state + ' ' + reason);
            }
        });
    }

    private static final class Said implements Provider {

        private static final Limits LIMITS = Limits.NONE;
        List<Outcome> outcomes;
        IOException failure;

        @Override
        public void configure(ProviderSettings settings) {
            // Nothing can be set.
        }

        @Override
        public Limits limits() {
            return LIMITS;
        }

        @Override
        public List<Outcome> send(List<Hit> hits) throws IOException {
            if (failure != null) {
                throw failure;
            }
            return outcomes;
        }
    }
}
