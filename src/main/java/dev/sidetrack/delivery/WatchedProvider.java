// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.delivery;

import dev.sidetrack.Hit;
import dev.sidetrack.HitFates;
import dev.sidetrack.HitFates.State;
import dev.sidetrack.config.Key;
import dev.sidetrack.config.ProviderSettings;
import dev.sidetrack.spi.Limits;
import dev.sidetrack.spi.Outcome;
import dev.sidetrack.spi.Provider;
import java.io.IOException;
import java.util.List;

/**
 * A provider that tells what it says of each hit to who looks.
 *
 * @param name what the configuration calls it
 * @param provider the provider itself
 * @param fates whom it tells
 */
record WatchedProvider(String name, Provider provider, HitFates fates) implements Provider {

    @Override
    public void configure(ProviderSettings settings) {
        provider.configure(settings);
    }

    @Override
    public Limits limits() {
        return provider.limits();
    }

    @Override
    public int bytes(Hit hit) {
        return provider.bytes(hit);
    }

    @Override
    public List<Key<?>> keys() {
        return provider.keys();
    }

    @Override
    public String destination() {
        return provider.destination();
    }

    @Override
    public List<Outcome> send(List<Hit> hits) throws IOException, InterruptedException {
        if (!fates.isWatched()) {
            return provider.send(hits);
        }
        try {
            var outcomes = provider.send(hits);
            for (var i = 0; i < Math.min(hits.size(), outcomes.size()); i++) {
                tell(hits.get(i), outcomes.get(i), hits.size() == 1);
            }
            return outcomes;
        } catch (IOException unreachable) {
            hits.forEach(hit -> fates.settled(name, hit, State.WAITING, unreachable.getMessage()));
            throw unreachable;
        }
    }

    private void tell(Hit hit, Outcome outcome, boolean alone) {
        if (outcome instanceof Outcome.Accepted) {
            fates.settled(name, hit, State.ACCEPTED, null);
        } else if (outcome instanceof Outcome.Rejected rejected) {
            fates.settled(name, hit, State.REJECTED, rejected.reason());
        } else if (outcome instanceof Outcome.Refused refused) {
            fates.settled(name, hit, alone ? State.REJECTED : State.WAITING, refused.reason());
        } else if (outcome instanceof Outcome.Retry retry) {
            fates.settled(name, hit, State.WAITING, retry.reason());
        } else if (outcome instanceof Outcome.Stop stop) {
            fates.settled(name, hit, State.WAITING, stop.reason());
        }
    }
}
