// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.stats;

import java.util.List;

/**
 * When visits begin.
 *
 * @param visits seven lists starting with Monday, each with 24 numbers starting at midnight
 */
public record WeekHours(List<List<Long>> visits) {}
