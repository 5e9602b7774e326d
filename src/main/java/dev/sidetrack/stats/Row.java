// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.stats;

/**
 * One line of a list by dimension.
 *
 * @param value the dimension's value, such as {@code /products} or {@code Firefox}; empty where it is not known (a
 *     direct visit's referrer, a visit without campaign)
 * @param visits visits with it; of a page or event the sum of each day's
 * @param views its views: of a page, or those of the visits; 0 for an event
 * @param events how often the event happened, the events on a page, or those of the visits
 * @param bounces visits with it that had one hit; 0 for a page or event
 * @param seconds how long visits with it lasted together; 0 for a page or event
 * @param amount sum of the values of these events; 0 for pages and events where the query has filters
 */
public record Row(String value, long visits, long views, long events, long bounces, double seconds, double amount) {}
