// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.stats;

/**
 * The server time of a page.
 *
 * @param path the page
 * @param serverTime its server time
 */
public record PageTime(String path, ServerTime serverTime) {}
