// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.queue;

import dev.sidetrack.HitCounts;
import dev.sidetrack.HitOutcomes;
import dev.sidetrack.VisitorForgotten;
import dev.sidetrack.config.Keys;
import dev.sidetrack.config.Settings;
import dev.sidetrack.config.Shared;
import dev.sidetrack.config.Warnings;
import dev.sidetrack.delivery.Backoff;
import dev.sidetrack.delivery.Destination;
import dev.sidetrack.delivery.Destinations;
import dev.sidetrack.delivery.Workers;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadFactory;

/** The receivers of all providers, one each, and one for what is for none of them. */
@Shared
public class Receivers {

    private static final Duration SHORTEST_PAUSE = Duration.ofMillis(500);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);
    /** For a transaction that is interrupted; without an end it would hold its hits until it times out. */
    private static final Duration TO_GIVE_BACK = Duration.ofSeconds(5);

    private final Settings settings;
    private final Destinations destinations;
    private final HitCounts counts;
    private final HitOutcomes outcomes;
    private final DeadLetterLog log;
    private final Warnings warnings;
    private final Erasure erasure = new Erasure();
    private final Map<String, Receiver> receivers = new ConcurrentHashMap<>();
    private final List<Thread> threads = new ArrayList<>();
    private Workers workers;

    @Inject
    Receivers(
            Settings settings,
            Destinations destinations,
            HitCounts counts,
            HitOutcomes outcomes,
            DeadLetterLog log,
            Warnings warnings) {
        this.settings = settings;
        this.destinations = destinations;
        this.counts = counts;
        this.outcomes = outcomes;
        this.log = log;
        this.warnings = warnings;
    }

    void start(QueueAccess queue, ThreadFactory factory, Runnable whenItFirstWorks) {
        workers = new Workers(factory);
        var receiving = new ReceivingState(warnings, whenItFirstWorks);
        var random = new Random();
        var names = destinations.all().stream().map(Destination::name).toList();
        for (var to : destinations.all()) {
            var settlement = new Settlement(to.name(), settings, counts, outcomes, log, Clock.systemUTC(), random);
            start(
                    to.name(),
                    queue,
                    new Deliverer(to, settings, settlement, workers, Clock.systemUTC()),
                    receiving,
                    factory);
        }
        start(
                DeadLetter.NO_PROVIDER,
                queue,
                new UnknownProviders(queue, names, counts, erasure, oldLetters(), log, Clock.systemUTC(), this::wake),
                receiving,
                factory);
    }

    private OldLetters oldLetters() {
        return new OldLetters(settings.get(Keys.DEAD_LETTERS_AGE), Clock.systemUTC());
    }

    private void start(
            String name, QueueAccess queue, Receiver.Step step, ReceivingState receiving, ThreadFactory factory) {
        var pauses = new Backoff(SHORTEST_PAUSE, LONGEST_PAUSE, new Random());
        var receiver = new Receiver(queue, step, settings.get(Keys.BATCH_LINGER), pauses, receiving);
        var thread = factory.newThread(receiver);
        thread.setName("sidetrack-" + (name.isEmpty() ? "others" : name));
        receivers.put(name, receiver);
        threads.add(thread);
        thread.start();
    }

    /** Batches have come for these providers. */
    void wake(Collection<Batch> batches) {
        batches.forEach(batch -> wake(batch.provider()));
    }

    /** Something has come for that provider. */
    public void wake(String provider) {
        var receiver = receivers.get(provider);
        if (receiver != null) {
            receiver.wake();
        }
    }

    void forget(@Observes VisitorForgotten visitor) {
        if (visitor.clientId() != null) {
            erasure.add(visitor.clientId());
            wake(DeadLetter.NO_PROVIDER);
        }
    }

    /** Has the next hits of that provider sent at once, whatever it said before; whether there is such a provider. */
    public boolean retryNow(String provider) {
        var to = destinations.named(provider);
        if (to != null) {
            to.circuit().retryNow();
            wake(provider);
        }
        return to != null;
    }

    /** Has them end once the requests under way are answered and settled. */
    void stopSoon() {
        receivers.values().forEach(Receiver::stop);
        workers.stop();
    }

    /** Waits until the given time for their end; what takes too long is interrupted and goes back onto the queue. */
    void awaitEnd(long deadlineNanos) {
        try {
            join(deadlineNanos);
            threads.forEach(Thread::interrupt);
            join(System.nanoTime() + TO_GIVE_BACK.toNanos());
        } catch (InterruptedException hurried) {
            threads.forEach(Thread::interrupt);
            Thread.currentThread().interrupt();
        }
        threads.clear();
        receivers.clear();
        workers.close();
        log.tellRest();
    }

    private void join(long deadlineNanos) throws InterruptedException {
        for (var thread : threads) {
            var left = Duration.ofNanos(deadlineNanos - System.nanoTime()).toMillis();
            thread.join(Math.max(1, left));
        }
    }
}
