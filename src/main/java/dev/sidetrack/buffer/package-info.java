// SPDX-License-Identifier: Apache-2.0
/**
 * The bounded memory between request threads and the queue: {@link dev.sidetrack.buffer.HitBuffer}, and the
 * {@link dev.sidetrack.buffer.DurableHits} that passes it by. It knows neither servlets nor JMS, so that the two sides
 * need not know each other.
 *
 * <p>Internal: what is public here is for other packages of ours, and may change in any version.
 */
package dev.sidetrack.buffer;
