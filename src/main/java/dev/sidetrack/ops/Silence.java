// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.ops;

import dev.sidetrack.HitCounts;
import dev.sidetrack.HitCounts.Count;
import dev.sidetrack.config.ServingEnded;
import dev.sidetrack.config.ServingStarted;
import dev.sidetrack.config.Shared;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Whether no request has reached the filter in the ten minutes since the application began to serve, nor since. */
@Shared
class Silence {

    private static final Logger LOG = System.getLogger("dev.sidetrack.ops");
    private static final int MINUTES = 10;

    private final HitCounts counts;
    private final CompletableFuture<Boolean> isOver = new CompletableFuture<>();
    private volatile boolean isTold;

    @Inject
    Silence(HitCounts counts) {
        this.counts = counts;
    }

    void start(@Observes ServingStarted web) {
        // Its timer ends with the application.
        isOver.completeOnTimeout(true, MINUTES, TimeUnit.MINUTES).thenAccept(this::tell);
    }

    void stop(@Observes ServingEnded web) {
        isOver.complete(false);
    }

    /** Once the time is over, unless the application has ended before. */
    void tell(boolean isTime) {
        isTold = isTime && isNoneSeen();
        if (isTold) {
            LOG.log(
                    Level.WARNING,
                    "No request has reached the filter in {0} minutes. If the application had visitors, a filter before"
                            + " it or another server answers them: put dev.sidetrack.capture.TrackingFilter first.",
                    MINUTES);
        }
    }

    /** Whether it has been told, and there is no request yet. */
    boolean lasts() {
        return isTold && isNoneSeen();
    }

    private boolean isNoneSeen() {
        return counts.of(Count.CAPTURED) + counts.of(Count.EXCLUDED) == 0;
    }
}
