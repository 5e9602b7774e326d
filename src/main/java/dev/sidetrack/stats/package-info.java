// SPDX-License-Identifier: Apache-2.0
/**
 * Queries about the hits in the operator's own database, and their answers as records, without HTTP or HTML. Everything
 * that shows numbers calls {@link dev.sidetrack.stats.Stats} with a {@link dev.sidetrack.stats.Query}.
 *
 * <p>What the numbers mean, the same in every answer:
 *
 * <ul>
 *   <li>A <b>visit</b> and its <b>visitor</b> count when the visit began, a <b>view</b> or <b>event</b> when it
 *       happened. With filters, and in the numbers of a dimension that belongs to a whole visit (all but page and
 *       event), views and events count with their visit.
 *   <li>Over several days, the visits of a page or event are the sum of the daily numbers.
 *   <li>A <b>bounce</b> is a visit with a single hit; a visit lasts from its first hit to its last.
 *   <li>Days, weeks (from Monday) and months are those of {@code sidetrack.time-zone}.
 * </ul>
 */
package dev.sidetrack.stats;
