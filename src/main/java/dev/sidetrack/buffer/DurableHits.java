// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.buffer;

import dev.sidetrack.Hit;

/** Takes hits that bypass the buffer. */
public interface DurableHits {

    /**
     * Sends the hit to the queue in the caller's transaction, or in one of its own if there is none.
     *
     * @throws dev.sidetrack.HitNotSentException if the caller's transaction can no longer commit
     * @throws RuntimeException if the queue rejects it; the caller's transaction can still commit
     */
    void publish(Hit hit);
}
