// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.buffer;

import dev.sidetrack.Hit;

/** Where hits go that do not wait in the buffer. */
public interface DurableHits {

    /**
     * Has the hit on the queue when it returns, in the caller's transaction, or in one of its own where there is none.
     *
     * @throws dev.sidetrack.HitNotSentException if the caller's transaction is lost with it
     * @throws RuntimeException if the queue refuses; the caller's transaction can still commit
     */
    void publish(Hit hit);
}
