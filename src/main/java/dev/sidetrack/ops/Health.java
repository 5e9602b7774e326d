// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.ops;

import dev.sidetrack.config.Keys;
import dev.sidetrack.config.Readiness;
import dev.sidetrack.config.Settings;
import dev.sidetrack.config.Shared;
import dev.sidetrack.delivery.Destinations;
import dev.sidetrack.delivery.ProviderState;
import dev.sidetrack.queue.Publishing;
import dev.sidetrack.queue.QueueState;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Determines, by {@code sidetrack.health.patience}, whether hits get through. Its texts are public and contain no
 * address.
 */
@Shared
class Health {

    private static final Pattern STATUS = Pattern.compile("HTTP status [0-9]+");
    private static final Pattern KEY = Pattern.compile("sidetrack[.]provider[.][A-Za-z0-9_-]+[.][a-z-]+");

    private final Publishing publishing;
    private final QueueState queue;
    private final Destinations destinations;
    private final Clock clock;
    private final Duration patience;
    private final Readiness readiness;

    @Inject
    Health(Settings settings, Publishing publishing, QueueState queue, Destinations destinations) {
        this(settings, publishing, queue, destinations, Clock.systemUTC());
    }

    Health(Settings settings, Publishing publishing, QueueState queue, Destinations destinations, Clock clock) {
        this.patience = settings.get(Keys.HEALTH_PATIENCE);
        this.readiness = settings.get(Keys.HEALTH_READINESS);
        this.publishing = publishing;
        this.queue = queue;
        this.destinations = destinations;
        this.clock = clock;
    }

    /** Whether the thread that publishes hits to the queue has ended: only a restart helps. */
    boolean isPublisherDead() {
        return publishing.isDead();
    }

    /** Whether a hit has waited in memory for too long and none was published in the meantime. */
    boolean isQueueStuck() {
        var oldest = publishing.oldestHeld();
        return oldest != null
                && oldest.isBefore(clock.instant().minus(patience))
                && queue.sinceLastSuccess().compareTo(patience) > 0;
    }

    /** Whether the readiness check must be down because of a problem. */
    boolean isToFail() {
        return readiness == Readiness.FAIL
                && (isQueueStuck() || !failingProviders().isEmpty());
    }

    /** For each provider that has failed for too long or has said stop, a sentence that says why. */
    Map<String, String> failingProviders() {
        var failing = new TreeMap<String, String>();
        for (var state : destinations.states()) {
            if (state.isStopped() || isOpenTooLong(state)) {
                failing.put(state.name(), state.circuit() + " since " + state.openSince() + ": " + sentence(state));
            }
        }
        return failing;
    }

    private boolean isOpenTooLong(ProviderState state) {
        return state.openSince() != null
                && state.openSince().isBefore(clock.instant().minus(patience));
    }

    /**
     * Of a provider's own text only the status and the names of our keys are kept: any other word may be an address.
     */
    private static String sentence(ProviderState state) {
        var trouble = state.trouble() == null ? "" : state.trouble();
        var status = STATUS.matcher(trouble).results().map(MatchResult::group).findFirst();
        if (!state.isStopped()) {
            return status.orElse("no answer");
        }
        var keys = KEY.matcher(trouble).results().map(MatchResult::group).collect(Collectors.joining(", "));
        return status.map(each -> each + ": ").orElse("") + "it accepts no hits, "
                + (keys.isEmpty() ? "the log says why" : "check " + keys);
    }
}
