// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.stats;

/**
 * A page whose visits rose from one period to the next.
 *
 * @param value a path
 * @param visits its visits in the period
 * @param before its visits in the period before
 */
public record Change(String value, long visits, long before) {}
