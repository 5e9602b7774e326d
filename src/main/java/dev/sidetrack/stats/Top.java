// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.stats;

import java.util.List;

/**
 * A list by dimension, most visits first; among equals in the order of their values.
 *
 * @param rows the lines that were asked for
 * @param total how many lines there are
 * @param exact whether every visit was looked at; if not, a sixteenth of the visitors was, or only 20 000 of the values
 *     in which a text occurs
 */
public record Top(List<Row> rows, long total, boolean exact) {}
