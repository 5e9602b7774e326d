// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.capture;

import dev.sidetrack.HitCounts;
import dev.sidetrack.HitCounts.Count;
import dev.sidetrack.TrackedEvent;
import dev.sidetrack.config.Shared;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;

/** Turns the events that the application fires into hits. */
@Shared
class EventTracking {

    private final HitFactory hits;
    private final HitRecorder recorder;
    private final HitCounts counts;

    @Inject
    EventTracking(HitFactory hits, HitRecorder recorder, HitCounts counts) {
        this.hits = hits;
        this.recorder = recorder;
        this.counts = counts;
    }

    /** Tracks the event after the commit of the transaction, or at once if there is none. */
    void happened(@Observes(during = TransactionPhase.AFTER_SUCCESS) TrackedEvent event) {
        if (!event.isDurable() && !isExcluded()) {
            Safely.run(() -> recorder.record(hits.ofEvent(TrackedRequest.current(), event)));
        }
    }

    /** Tracks a durable event at once, so that the hit is part of the transaction. */
    void happenedDurably(@Observes TrackedEvent event) {
        if (event.isDurable() && !isExcluded()) {
            Safely.orTelling(
                    () -> recorder.recordDurably(hits.ofEvent(TrackedRequest.current(), event), event.onFailure()));
        }
    }

    private boolean isExcluded() {
        var request = TrackedRequest.current();
        var excluded = request != null && request.facts().isExcluded();
        if (excluded) {
            counts.add(Count.EXCLUDED, request.facts().exclusion(), 1);
        }
        return excluded;
    }
}
