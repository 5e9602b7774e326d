// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.stats;

/**
 * One line of a list by dimension.
 *
 * @param value the dimension's value, such as {@code /products} or {@code Firefox}; empty if it is unknown (a direct
 *     visit's referrer, a visit without campaign)
 * @param visits visits with it; for a page or event, the sum of the daily numbers
 * @param views views of the page, or the views of the visits; 0 for an event
 * @param events how often the event happened, the events on the page, or the events of the visits
 * @param bounces visits with it that had one hit; 0 for a page or event
 * @param seconds the total duration of visits with it; 0 for a page or event
 * @param amount the sum of the values of these events; 0 for pages and events if the query has filters
 */
public record Row(String value, long visits, long views, long events, long bounces, double seconds, double amount) {}
