// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.queue;

import dev.sidetrack.HitCounts;
import dev.sidetrack.HitOutcomes;
import dev.sidetrack.buffer.HitBuffer;
import dev.sidetrack.config.Settings;
import dev.sidetrack.config.SettingsOf;
import dev.sidetrack.config.Warnings;
import dev.sidetrack.delivery.Destinations;
import java.time.Clock;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** What tests outside the package need of it. */
public final class Fresh {

    private Fresh() {}

    /** A queue that has just taken something, by this clock. */
    public static QueueState queueState(Clock clock) {
        return new QueueState(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()));
    }

    /** Publishing and receiving with these parts. */
    public static Publishing publishing(
            Settings settings, HitBuffer buffer, Destinations destinations, HitCounts counts) {
        var receivers =
                new Receivers(settings, destinations, counts, new HitOutcomes(), new DeadLetterLog(), new Warnings());
        return new Publishing(settings, buffer, destinations, counts, new QueueState(System::nanoTime), receivers);
    }

    /** Publishing whose thread has ended if {@code dead} says so. */
    public static Publishing publishing(
            Destinations destinations, HitBuffer buffer, HitCounts counts, BooleanSupplier dead) {
        var settings = SettingsOf.nothing();
        return new Publishing(
                settings,
                buffer,
                destinations,
                counts,
                new QueueState(System::nanoTime),
                receivers(destinations, counts)) {
            @Override
            public boolean isDead() {
                return dead.getAsBoolean();
            }
        };
    }

    /** Receivers that nobody has started. */
    public static Receivers receivers(Destinations destinations, HitCounts counts) {
        return new Receivers(
                SettingsOf.nothing(), destinations, counts, new HitOutcomes(), new DeadLetterLog(), new Warnings());
    }

    /** Has the queue take something. */
    public static void accept(QueueState state) {
        state.sending();
        state.accepted();
    }
}
