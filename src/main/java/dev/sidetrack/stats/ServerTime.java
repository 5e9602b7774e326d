// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.stats;

/**
 * How long the server took for requests, estimated from a histogram whose bars double in width.
 *
 * @param hits how many requests
 * @param p50 half of them were faster, in seconds; 0 without any
 * @param p95 95 of 100 were faster, in seconds; 0 without any
 */
public record ServerTime(long hits, double p50, double p95) {

    /** No requests. */
    public static final ServerTime NONE = new ServerTime(0, 0, 0);
}
