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
import java.util.regex.Pattern;

/**
 * Judges, by {@code sidetrack.health.patience}, whether hits get through; what it says is public and names no address.
 */
@Shared
class Health {

    private static final Pattern STATUS = Pattern.compile("HTTP status [0-9]+");
    private static final Pattern ADDRESS = Pattern.compile("[a-z]+://[^\\s,;)]*|[\\w.-]+:[0-9]+(/\\S*)?");

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

    /** Whether the thread that brings hits onto the queue has ended: only a restart helps. */
    boolean isPublisherDead() {
        return publishing.isDead();
    }

    /** Whether a hit has waited in memory for too long and none has gone to the queue meanwhile. */
    boolean isQueueStuck() {
        var oldest = publishing.oldestHeld();
        return oldest != null
                && oldest.isBefore(clock.instant().minus(patience))
                && queue.sinceLastSuccess().compareTo(patience) > 0;
    }

    /** Whether the readiness check is to be red for what is wrong. */
    boolean isToFail() {
        return readiness == Readiness.FAIL
                && (isQueueStuck() || !failingProviders().isEmpty());
    }

    /**
     * What is wrong with each provider that has not taken hits for too long, or said that it never will, in a sentence.
     */
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

    private static String sentence(ProviderState state) {
        var trouble = state.trouble() == null ? "" : state.trouble();
        if (state.isStopped()) {
            return ADDRESS.matcher(trouble).replaceAll("(address)");
        }
        var status = STATUS.matcher(trouble);
        return status.find() ? status.group() : "no answer";
    }
}
