// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.buffer;

import dev.sidetrack.Hit;

/** Takes hits for a single provider, which must not be lost. */
public interface HitsForOne {

    /**
     * Sends the hit to the queue, whatever becomes of the caller's transaction.
     *
     * @throws RuntimeException if the queue rejects it
     */
    void publish(String provider, Hit hit);
}
