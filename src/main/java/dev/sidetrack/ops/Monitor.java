// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.ops;

import dev.sidetrack.HitCounts;
import dev.sidetrack.HitCounts.Count;
import dev.sidetrack.VisitorForgotten;
import dev.sidetrack.buffer.HitBuffer;
import dev.sidetrack.config.Shared;
import dev.sidetrack.delivery.Destinations;
import dev.sidetrack.delivery.ProviderState;
import dev.sidetrack.json.JsonWriter;
import dev.sidetrack.queue.DeadLetter;
import dev.sidetrack.queue.DeadLetters;
import dev.sidetrack.queue.Publishing;
import dev.sidetrack.queue.Receivers;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;

/** The MBean: collects what operators can see. */
@Shared
class Monitor implements SidetrackMXBean {

    private final HitCounts counts;
    private final HitBuffer buffer;
    private final Destinations destinations;
    private final DeadLetters deadLetters;
    private final Publishing publishing;
    private final Receivers receivers;
    private final Consumer<VisitorForgotten> forgetting;

    @Inject
    Monitor(
            HitCounts counts,
            HitBuffer buffer,
            Publishing publishing,
            Destinations destinations,
            Receivers receivers,
            DeadLetters deadLetters,
            Event<VisitorForgotten> forgetting) {
        this(counts, buffer, publishing, destinations, receivers, deadLetters, forgetting::fire);
    }

    Monitor(
            HitCounts counts,
            HitBuffer buffer,
            Publishing publishing,
            Destinations destinations,
            Receivers receivers,
            DeadLetters deadLetters,
            Consumer<VisitorForgotten> forgetting) {
        this.counts = counts;
        this.buffer = buffer;
        this.destinations = destinations;
        this.deadLetters = deadLetters;
        this.publishing = publishing;
        this.receivers = receivers;
        this.forgetting = forgetting;
    }

    @Override
    public long getCaptured() {
        return counts.of(Count.CAPTURED);
    }

    @Override
    public Map<String, Long> getExcluded() {
        return counts.by(Count.EXCLUDED);
    }

    @Override
    public long getCut() {
        return counts.of(Count.CUT);
    }

    @Override
    public long getDropped() {
        return counts.of(Count.DROPPED);
    }

    @Override
    public long getPublished() {
        return counts.of(Count.PUBLISHED);
    }

    @Override
    public Map<String, Long> getDelivered() {
        return counts.by(Count.DELIVERED);
    }

    @Override
    public Map<String, Long> getFiltered() {
        return counts.by(Count.FILTERED);
    }

    @Override
    public boolean retryNow(String provider) {
        return receivers.retryNow(provider);
    }

    @Override
    public Map<String, Long> getRejected() {
        return counts.by(Count.REJECTED);
    }

    @Override
    public Map<String, Long> getRetried() {
        return counts.by(Count.RETRIED);
    }

    @Override
    public Map<String, Long> getDead() {
        return counts.by(Count.DEAD);
    }

    @Override
    public int getBufferedHits() {
        return publishing.heldHits();
    }

    @Override
    public long getBufferedBytes() {
        return buffer.bytes();
    }

    @Override
    public long getOldestUndeliveredSeconds() {
        var inMemory = publishing.oldestHeld();
        var now = Clock.systemUTC().instant();
        return Stream.concat(
                        Stream.of(inMemory == null ? now : inMemory),
                        destinations.states().stream()
                                .map(ProviderState::oldestWaiting)
                                .filter(Objects::nonNull))
                .min(Instant::compareTo)
                .map(oldest -> Math.max(0, Duration.between(oldest, now).toSeconds()))
                .orElse(0L);
    }

    @Override
    public Map<String, String> getCircuits() {
        return byProvider(ProviderState::circuit);
    }

    @Override
    public Map<String, String> getTroubles() {
        return byProvider(ProviderState::trouble);
    }

    @Override
    public Map<String, Integer> countDeadLetters() {
        return deadLetters.count();
    }

    @Override
    public List<String> listDeadLetters(int most) {
        return deadLetters.list(most).stream().map(Monitor::line).toList();
    }

    @Override
    public int replayDeadLetters() {
        return deadLetters.replay();
    }

    @Override
    public int replayDeadLettersOf(String provider) {
        return deadLetters.replay(provider);
    }

    @Override
    public int purgeDeadLetters() {
        return deadLetters.purge();
    }

    @Override
    public int purgeDeadLettersOf(String provider) {
        return deadLetters.purge(provider);
    }

    @Override
    public void forgetVisitor(String clientId) {
        forgetting.accept(new VisitorForgotten(clientId));
    }

    private Map<String, String> byProvider(Function<ProviderState, String> what) {
        var states = new TreeMap<String, String>();
        for (var state : destinations.states()) {
            if (what.apply(state) != null) {
                states.put(state.name(), what.apply(state));
            }
        }
        return states;
    }

    private static String line(DeadLetter letter) {
        return new JsonWriter()
                .object()
                .field("died", String.valueOf(letter.died()))
                .field("provider", letter.provider())
                .field("reason", letter.reason())
                .field("status", letter.status())
                .field("hits", letter.hits())
                .field("attempts", letter.attempts())
                .field("firstFailure", String.valueOf(letter.firstFailure()))
                .end()
                .toString();
    }
}
