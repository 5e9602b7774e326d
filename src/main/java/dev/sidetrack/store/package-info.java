// SPDX-License-Identifier: Apache-2.0
/**
 * Hits in the operator's own database: tables and their migration, writing exactly once, rolling up, retention,
 * erasure, export and import, also of days that others have counted. {@code dev.sidetrack.stats} asks it.
 *
 * <p>Internal; the command {@link dev.sidetrack.store.Transfer} stays as it is documented.
 */
package dev.sidetrack.store;
