// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.delivery;

import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * Hits that failed together.
 *
 * @param hits the hits
 * @param reason why, in a sentence
 * @param status the provider's HTTP status, or 0
 */
public record Failed(List<Pending> hits, String reason, int status) {

    private static final Set<Integer> AWAY = Set.of(502, 503, 504);

    /**
     * Whether the service was there and failed at them: 502, 503 and 504 come from what stands before it, or while it
     * is restarted.
     */
    boolean isServiceError() {
        return status >= 500 && !AWAY.contains(status);
    }

    Failed failedAlone(Instant now) {
        return of(hits.stream().map(hit -> hit.failedAlone(now)).toList());
    }

    Failed failed(Instant now) {
        return of(hits.stream().map(hit -> hit.failed(now)).toList());
    }

    Failed of(List<Pending> others) {
        return new Failed(others, reason, status);
    }
}
