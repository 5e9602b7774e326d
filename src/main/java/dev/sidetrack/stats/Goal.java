// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.stats;

/**
 * An event, and how many visits reached it.
 *
 * @param event its name
 * @param visits visits with it, the sum of the daily numbers
 * @param events how often it happened
 * @param conversion its visits as a share of all visits, 0 to 1
 * @param value the sum of its values
 */
public record Goal(String event, long visits, long events, double conversion, double value) {}
