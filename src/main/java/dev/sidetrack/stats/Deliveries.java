// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.stats;

/**
 * How many hits were stored, wait, were rejected or lost.
 *
 * @param stored hits that were ever stored in the database
 * @param waiting hits of this node that are on their way to it
 * @param rejected hits of this node that the database rejected since the application started; they are dead letters,
 *     and no longer counted once these are replayed
 * @param dropped hits of this node that were lost since the application started, because the buffer was full or a
 *     shutdown could not wait
 */
public record Deliveries(long stored, long waiting, long rejected, long dropped) {}
