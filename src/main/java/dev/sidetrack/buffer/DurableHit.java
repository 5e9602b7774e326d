// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.buffer;

import dev.sidetrack.Hit;

/**
 * A hit that does not wait in the buffer: fired as a CDI event, it is on the queue when the event has been fired, in
 * the transaction of who fires it. An exception means that it is not.
 *
 * @param hit the hit
 */
public record DurableHit(Hit hit) {}
