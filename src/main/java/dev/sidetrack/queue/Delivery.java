// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.queue;

import dev.sidetrack.Hit;
import dev.sidetrack.HitCounts;
import dev.sidetrack.HitCounts.Fate;
import dev.sidetrack.config.Shared;
import dev.sidetrack.json.MalformedJsonException;
import dev.sidetrack.spi.Outcome;
import dev.sidetrack.spi.Provider;
import jakarta.inject.Inject;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;

/** Hands one batch to its provider and sees to what the provider says of each hit. */
@Shared
class Delivery {

    private static final Logger LOG = System.getLogger(Delivery.class.getName());

    private final Providers providers;
    private final HitCounts counts;

    @Inject
    Delivery(Providers providers, HitCounts counts) {
        this.providers = providers;
        this.counts = counts;
    }

    /** Delivers a batch, or throws if the broker shall bring it again. */
    void deliver(String name, String text) {
        var provider = name == null ? null : providers.byName().get(name);
        if (provider == null) {
            LOG.log(Level.WARNING, "A batch is for the provider {0}, which sidetrack.providers does not name: it is dropped.", name);
            return;
        }
        try {
            for (var request : Requests.cut(BatchCodec.read(text), provider)) {
                send(name, provider, request);
            }
        } catch (MalformedJsonException malformed) {
            LOG.log(Level.WARNING, "A message of the queue is no batch and is dropped: " + malformed.getMessage());
        }
    }

    private void send(String name, Provider provider, List<Hit> request) {
        try {
            for (var outcome : provider.send(request)) {
                account(name, outcome);
            }
        } catch (IOException failure) {
            counts.add(Fate.RETRIED, name, request.size());
            throw new DeliveryException(name + " was not reached: " + failure.getMessage(), failure);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new DeliveryException("The server stops.", stopped);
        }
    }

    private void account(String name, Outcome outcome) {
        if (outcome instanceof Outcome.Accepted) {
            counts.add(Fate.DELIVERED, name, 1);
        } else if (outcome instanceof Outcome.Rejected rejected) {
            counts.add(Fate.REJECTED, name, 1);
            LOG.log(Level.WARNING, "{0} refuses a hit: {1}", name, rejected.reason());
        } else if (outcome instanceof Outcome.Retry retry) {
            throw new DeliveryException(name + ": " + retry.reason(), null);
        } else if (outcome instanceof Outcome.Stop stop) {
            throw new DeliveryException(name + ": " + stop.reason(), null);
        }
    }
}
