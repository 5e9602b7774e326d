// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.stats;

import java.time.Instant;

/**
 * Something worth knowing when looking at the numbers, such as a deployment.
 *
 * @param id the id, with which it can be removed
 * @param site the site it is about, or {@code null} for all
 * @param time when it happened
 * @param text what happened, at most 200 characters
 */
public record Note(long id, String site, Instant time, String text) {}
