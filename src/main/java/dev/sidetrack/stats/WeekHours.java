// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.stats;

import java.util.List;

/**
 * When visits begin.
 *
 * @param visits seven lists from Monday on, each of 24 numbers from midnight on
 */
public record WeekHours(List<List<Long>> visits) {}
