// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.delivery;

import dev.failsafe.CircuitBreaker;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Semaphore;

/**
 * The circuit breaker of one provider: lets so many batches through at once, none while the circuit is open or the provider has asked for
 * a pause. It never makes a thread wait; a batch that is not let through goes back onto the queue.
 */
public final class Circuit {

    private static final Logger LOG = System.getLogger("dev.sidetrack.delivery");

    private static final Duration PAUSE_AFTER_STOP = Duration.ofMinutes(10);

    /** After this another node has probably taken the batch. */
    private static final Duration LONGEST_ABSENCE = Duration.ofMinutes(15);

    private final String name;
    private final Semaphore places;
    private final CircuitBreaker<Object> circuit;
    private final Clock clock;
    private volatile Instant pausedUntil = Instant.MIN;
    private volatile Instant openSince;
    private volatile String trouble;
    private volatile boolean isStopped;
    private Instant oldestWaiting;
    private Instant oldestSeenAt = Instant.MIN;

    /** A closed circuit. */
    public Circuit(String name, int concurrency, int failures, Duration pause, Clock clock) {
        this.name = name;
        this.places = new Semaphore(concurrency);
        this.clock = clock;
        this.circuit = CircuitBreaker.builder()
                .withFailureThreshold(failures)
                // Without it, as many batches as open the circuit would probe the provider, each until its timeout.
                .withSuccessThreshold(1)
                .withDelay(pause)
                .onOpen(opened -> LOG.log(opened.getPreviousState() == CircuitBreaker.State.CLOSED ? Level.WARNING : Level.DEBUG,
                        "{0} fails ({1}): its hits wait in the queue.", name, trouble))
                .onClose(closed -> LOG.log(Level.INFO, "{0} takes hits again.", name))
                .build();
    }

    /** Whether a batch may go to the provider now; whoever is let in must say how it went, once. */
    public boolean enter() {
        if (clock.instant().isBefore(pausedUntil) || !places.tryAcquire()) {
            return false;
        }
        if (circuit.tryAcquirePermit()) {
            return true;
        }
        places.release();
        return false;
    }

    /** The provider answered, and not that it is in trouble. */
    public void succeeded() {
        circuit.recordSuccess();
        if (circuit.isClosed()) {
            // Not so if this answers a request from before it opened.
            trouble = null;
            openSince = null;
            isStopped = false;
        }
        places.release();
    }

    /** The provider is in trouble, and may have asked for a pause ({@code null} if not). */
    public void failed(String reason, Duration askedFor) {
        trouble = reason;
        isStopped = false;
        if (askedFor != null) {
            pauseFor(askedFor);
        }
        circuit.recordFailure();
        if (openSince == null && !circuit.isClosed()) {
            openSince = clock.instant();
        }
        places.release();
    }

    /** The provider takes nothing any more: the circuit opens at once, and only seldom somebody asks again. */
    public void stopped(String reason) {
        trouble = reason;
        isStopped = true;
        pauseFor(PAUSE_AFTER_STOP);
        openSince = openSince == null ? clock.instant() : openSince;
        circuit.open();
        places.release();
    }

    /** Never shortens a pause that another answer has asked for. */
    private synchronized void pauseFor(Duration pause) {
        var end = clock.instant().plus(pause);
        pausedUntil = end.isAfter(pausedUntil) ? end : pausedUntil;
    }

    /** A batch goes back onto the queue whose oldest hit is of that time. */
    public synchronized void waits(Instant oldestHit) {
        if (oldestWaiting() == null || !oldestHit.isAfter(oldestWaiting)) {
            oldestWaiting = oldestHit;
            oldestSeenAt = clock.instant();
        }
    }

    /** A batch is settled whose oldest hit is of that time. */
    public synchronized void settled(Instant oldestHit) {
        if (oldestHit.equals(oldestWaiting)) {
            oldestWaiting = null;
        }
    }

    /** The time of the oldest hit that was put back and has not been seen since, or {@code null}. */
    synchronized Instant oldestWaiting() {
        var forgotten = oldestSeenAt.isBefore(clock.instant().minus(LONGEST_ABSENCE));
        return forgotten ? null : oldestWaiting;
    }

    /** What an operator may know of it. */
    public ProviderState state() {
        return new ProviderState(name, circuit.getState().name(), trouble, openSince, isStopped, oldestWaiting());
    }

    /** How long it takes at least until a batch may be let through. */
    public Duration closedFor() {
        var paused = Duration.between(clock.instant(), pausedUntil.equals(Instant.MIN) ? clock.instant() : pausedUntil);
        var open = circuit.getRemainingDelay();
        var longer = paused.compareTo(open) > 0 ? paused : open;
        return longer.isNegative() ? Duration.ZERO : longer;
    }
}
