// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.stats;

import java.time.ZonedDateTime;

/**
 * One step of a series.
 *
 * @param from when it begins, in the store's time zone
 * @param totals its numbers, all zero where nothing happened
 */
public record Point(ZonedDateTime from, Totals totals) {}
