// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.delivery;

import java.time.Instant;

/**
 * How the delivery to one provider goes on this node.
 *
 * @param name the name the configuration gives the provider
 * @param circuit {@code CLOSED}, {@code OPEN} or {@code HALF_OPEN}
 * @param trouble what is wrong, in a sentence, or {@code null}
 * @param openSince since when the circuit has not been closed, or {@code null} if it is closed
 * @param isStopped whether it has said that it takes nothing any more, and nothing else since
 * @param oldestWaiting the time of the oldest hit that was put back and has not been seen since, or {@code null}
 */
public record ProviderState(
        String name, String circuit, String trouble, Instant openSince, boolean isStopped, Instant oldestWaiting) {}
