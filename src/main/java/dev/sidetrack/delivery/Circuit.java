// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.delivery;

import dev.sidetrack.Texts;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * The circuit breaker of one provider. It opens after so many failures in a row, or at once when the provider says that
 * it takes nothing any more; while it is open the provider is only probed, after a pause each. After a single failure
 * there is a pause, too, which grows with each further one. It never makes a thread wait.
 */
public final class Circuit {

    private static final Logger LOG = System.getLogger("dev.sidetrack.delivery");
    private static final Duration FIRST_PAUSE_AFTER_STOP = Duration.ofSeconds(10);
    private static final Duration LONGEST_PAUSE_AFTER_STOP = Duration.ofMinutes(10);
    /** More than it takes to find one bad hit among a thousand by halves, each half tried. */
    private static final int REFUSALS_OF_A_SERVICE = 8;

    /** Two hits that fail as often as they may by default. */
    private static final int MOST_BELIEVED = 10;

    /** How long it is known that a provider fails now and then: longer than a hit waits to be sent again. */
    private static final Duration FLAKY_FOR = Duration.ofHours(1);

    private final String name;
    private final int failuresToOpen;
    private final Duration pause;
    private final Backoff backoff;
    private final Clock clock;
    private int failures;
    private int stops;
    private int refusals;
    private String refusal;
    private int believed;
    private Survived survived = Survived.NOTHING;
    private boolean isTrusted = true;
    private String trouble;
    private Instant openSince;
    private Instant askAgainAt = Instant.MIN;
    private Instant oldestWaiting;

    /**
     * A closed circuit.
     *
     * @param name the provider's name, for the log
     * @param failuresToOpen how many failures in a row open it
     * @param pause how long it waits before each probe
     * @param backoff how long to wait after a failure that does not open it
     */
    public Circuit(String name, int failuresToOpen, Duration pause, Backoff backoff, Clock clock) {
        this.name = name;
        this.failuresToOpen = failuresToOpen;
        this.pause = pause;
        this.backoff = backoff;
        this.clock = clock;
    }

    /** Whether the provider takes hits, as far as is known. */
    public synchronized boolean isClosed() {
        return openSince == null;
    }

    /** How long the provider is to be left alone; zero if it may be asked now. */
    public synchronized Duration pause() {
        var now = clock.instant();
        return now.isBefore(askAgainAt) ? Duration.between(now, askAgainAt) : Duration.ZERO;
    }

    /** The provider answered, and not that it is in trouble. */
    public synchronized void succeeded() {
        if (openSince != null) {
            LOG.log(Level.INFO, "{0} accepts hits again.", name);
        }
        failures = 0;
        stops = 0;
        trouble = null;
        openSince = null;
        askAgainAt = Instant.MIN;
    }

    /** The provider is in trouble, and may have asked for a pause ({@code null} if not). */
    public synchronized void failed(String reason, Duration askedFor) {
        trouble = reason;
        isTrusted = false;
        failures++;
        stops = 0;
        var wait = failures < failuresToOpen ? backoff.after(failures) : pause;
        pauseFor(askedFor == null || askedFor.compareTo(wait) < 0 ? wait : askedFor);
        if (failures >= failuresToOpen) {
            open();
        }
    }

    /** The provider takes nothing any more until an operator has mended something. */
    public synchronized void stopped(String reason) {
        trouble = reason;
        isTrusted = false;
        var wait = FIRST_PAUSE_AFTER_STOP.multipliedBy(1L << Math.min(stops++, 10));
        pauseFor(wait.compareTo(LONGEST_PAUSE_AFTER_STOP) < 0 ? wait : LONGEST_PAUSE_AFTER_STOP);
        open();
    }

    /** Opens it, whatever the number of failures. */
    synchronized void broke(String reason) {
        trouble = reason;
        isTrusted = false;
        pauseFor(pause);
        open();
    }

    /** The next hits are to wait so long, which never shortens a pause that another answer has asked for. */
    synchronized void pauseFor(Duration wait) {
        var end = clock.instant().plus(wait);
        askAgainAt = end.isAfter(askAgainAt) ? end : askAgainAt;
    }

    /** The next hits may be sent at once, whatever the provider said before. */
    public synchronized void retryNow() {
        askAgainAt = Instant.MIN;
    }

    /** A request was refused as a whole; whether it is the service that refuses everything, whatever it is sent. */
    synchronized boolean refused(String reason) {
        refusals = reason.equals(refusal) ? refusals + 1 : 1;
        refusal = reason;
        return refusals >= REFUSALS_OF_A_SERVICE;
    }

    /** The provider took something: it is not everything that it refuses. */
    synchronized void tookSomething() {
        refusals = 0;
        believed = 0;
        isTrusted = true;
    }

    /**
     * Whether, as far as is known, the provider takes hits, so that what it does not take is at fault itself. It is not
     * trusted twice without taking anything in between.
     */
    synchronized boolean spendTrust() {
        var was = isTrusted && openSince == null;
        isTrusted = false;
        return was;
    }

    /**
     * The provider took a hit that had failed so often in a request of its own while others passed: it fails now and
     * then, such as one of its servers.
     */
    synchronized void survived(int failures) {
        survived = new Survived(Math.max(survived().failures(), failures), clock.instant());
    }

    /** What hits have come through lately. */
    synchronized Survived survived() {
        return clock.instant().isAfter(survived.at().plus(FLAKY_FOR)) ? Survived.NOTHING : survived;
    }

    /**
     * Whether the provider is believed that so many hits more are at fault, though it has taken nothing since: a few
     * may be the last ones of a quiet site, many are not. They count, so that the next ones are believed less.
     */
    synchronized boolean spendBelief(int requests) {
        believed += requests;
        return openSince == null && believed <= MOST_BELIEVED;
    }

    /** Whether so many failures in a row are the provider's. */
    boolean opensAfter(int failures) {
        return failures >= failuresToOpen;
    }

    /** Whether one failure more opens it, if it is not the first. */
    synchronized boolean isAboutToOpen() {
        return failures + stops >= Math.max(1, failuresToOpen - 1);
    }

    /** The oldest hit that waits is of that time; {@code null} if none does. */
    public synchronized void waiting(Instant oldestHit) {
        oldestWaiting = oldestHit;
    }

    /** What an operator may know of it. */
    public synchronized ProviderState state() {
        var probing = openSince != null && !clock.instant().isBefore(askAgainAt);
        var state = openSince == null ? "CLOSED" : probing ? "HALF_OPEN" : "OPEN";
        return new ProviderState(name, state, trouble, openSince, stops > 0, oldestWaiting);
    }

    private void open() {
        LOG.log(
                openSince == null ? Level.WARNING : Level.DEBUG,
                "{0} failed ({1}): its hits wait in the queue.",
                name,
                Texts.printable(trouble));
        openSince = openSince == null ? clock.instant() : openSince;
    }
}
