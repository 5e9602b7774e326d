// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.stats;

/**
 * What became of the hits: that none is missing.
 *
 * @param stored hits in the database, ever
 * @param waiting hits of this node that are on their way to it
 * @param rejected hits of this node that the database will never take, since the application started; they are dead
 *     letters, and no longer counted when those are replayed
 * @param dropped hits of this node that were lost since the application started, because the buffer was full or a
 *     shutdown could not wait
 */
public record Deliveries(long stored, long waiting, long rejected, long dropped) {}
