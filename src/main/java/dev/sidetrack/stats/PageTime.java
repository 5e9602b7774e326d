// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.stats;

/**
 * How long the server took for a page.
 *
 * @param path the page
 * @param serverTime its times
 */
public record PageTime(String path, ServerTime serverTime) {}
