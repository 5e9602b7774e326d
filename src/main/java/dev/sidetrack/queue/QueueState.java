// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.queue;

import dev.sidetrack.config.Shared;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** Whether the queue takes hits, as the publisher last saw it; each change is told once. */
@Shared
public class QueueState {

    private static final Logger LOG = System.getLogger("dev.sidetrack.queue");
    /** A send takes milliseconds; one that takes this long waits for a broker that does not answer. */
    private static final long LONGEST_SEND = TimeUnit.SECONDS.toNanos(3);

    private static final long NONE = Long.MIN_VALUE;

    private final LongSupplier nanoClock;
    private volatile boolean refusing;
    private volatile long sendingSince = NONE;
    private volatile long lastSuccess;

    @Inject
    QueueState() {
        this(System::nanoTime);
    }

    QueueState(LongSupplier nanoClock) {
        this.nanoClock = nanoClock;
        this.lastSuccess = nanoClock.getAsLong();
    }

    void sending() {
        sendingSince = nanoClock.getAsLong();
    }

    void accepted() {
        sendingSince = NONE;
        lastSuccess = nanoClock.getAsLong();
        if (refusing) {
            refusing = false;
            LOG.log(Level.INFO, "The queue accepts hits again.");
        }
    }

    void refused(Throwable reason) {
        sendingSince = NONE;
        if (!refusing) {
            refusing = true;
            LOG.log(Level.WARNING, "The queue rejects hits, they wait in the buffer: " + Causes.of(reason));
        }
    }

    /** Whether a hit sent now is likely to be taken at once. */
    public boolean takesHits() {
        var since = sendingSince;
        return !refusing && (since == NONE || nanoClock.getAsLong() - since < LONGEST_SEND);
    }

    /** How long ago the queue last took something. */
    public Duration sinceLastSuccess() {
        return Duration.ofNanos(nanoClock.getAsLong() - lastSuccess);
    }
}
