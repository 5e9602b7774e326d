// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.delivery;

import java.time.Instant;
import java.util.List;

/**
 * Hits that failed together.
 *
 * @param hits the hits
 * @param reason why, in a sentence
 * @param status the provider's HTTP status, or 0
 */
public record Failed(List<Pending> hits, String reason, int status) {

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
