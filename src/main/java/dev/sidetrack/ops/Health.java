// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.ops;

import dev.sidetrack.buffer.HitBuffer;
import dev.sidetrack.config.Keys;
import dev.sidetrack.config.Settings;
import dev.sidetrack.config.Shared;
import dev.sidetrack.delivery.Destinations;
import dev.sidetrack.delivery.ProviderState;
import dev.sidetrack.queue.QueueState;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** Judges, by {@code sidetrack.health.patience}, whether hits get through; knows nothing of how that is shown. */
@Shared
class Health {

    private final HitBuffer buffer;
    private final QueueState queue;
    private final Destinations destinations;
    private final Clock clock;
    private final Duration patience;

    @Inject
    Health(Settings settings, HitBuffer buffer, QueueState queue, Destinations destinations) {
        this(settings.get(Keys.HEALTH_PATIENCE), buffer, queue, destinations, Clock.systemUTC());
    }

    Health(Duration patience, HitBuffer buffer, QueueState queue, Destinations destinations, Clock clock) {
        this.patience = patience;
        this.buffer = buffer;
        this.queue = queue;
        this.destinations = destinations;
        this.clock = clock;
    }

    /** Whether a hit has waited in memory for too long and none has gone to the queue meanwhile. */
    boolean isPublisherStuck() {
        var oldest = buffer.oldest();
        return oldest != null
                && oldest.time().isBefore(clock.instant().minus(patience))
                && queue.sinceLastSuccess().compareTo(patience) > 0;
    }

    /** What is wrong with each provider that has not taken hits for too long, or said that it never will, in a sentence. */
    Map<String, String> failingProviders() {
        var failing = new TreeMap<String, String>();
        for (var state : destinations.states()) {
            if (state.isStopped() || isOpenTooLong(state)) {
                failing.put(state.name(), Objects.requireNonNullElse(state.trouble(), "it does not answer"));
            }
        }
        return failing;
    }

    private boolean isOpenTooLong(ProviderState state) {
        return state.openSince() != null && state.openSince().isBefore(clock.instant().minus(patience));
    }
}
