// SPDX-License-Identifier: Apache-2.0
/**
 * The bounded memory between request threads and the queue: {@link dev.sidetrack.buffer.HitBuffer}, and the
 * {@link dev.sidetrack.buffer.DurableHits} that bypass it. It knows neither servlets nor JMS, so that the two sides do
 * not depend on each other.
 *
 * <p>Internal: what is public here is for other packages of ours, and may change in any version.
 */
package dev.sidetrack.buffer;
