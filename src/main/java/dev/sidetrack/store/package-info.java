// SPDX-License-Identifier: Apache-2.0
/**
 * Hits in the operator's own database: tables and their migration, writing exactly once, roll-ups, retention, erasure,
 * export and import, including daily totals of other analytics systems. {@code dev.sidetrack.stats} queries it.
 *
 * <p>Internal; the command {@code Transfer} stays as it is documented.
 */
package dev.sidetrack.store;
