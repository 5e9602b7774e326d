// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.stats;

import java.util.List;

/**
 * A list by dimension, most visits first; equal lines are sorted by value.
 *
 * @param rows the lines of the slice
 * @param total how many lines there are in all
 * @param exact whether every visit was included; if not, it is an estimate from an eighth or a sixteenth of the
 *     visitors, or from only 20 000 of the values that contain a text
 */
public record Top(List<Row> rows, long total, boolean exact) {}
