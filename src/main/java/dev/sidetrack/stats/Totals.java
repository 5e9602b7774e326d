// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.stats;

/**
 * The numbers of a period.
 *
 * @param visitors distinct visitors; those without a cookie are counted anew each day
 * @param visits visits
 * @param views page views
 * @param events events
 * @param bounces visits of one hit
 * @param seconds how long all visits lasted together
 * @param value sum of the values of events
 * @param serverTime how long the server took for requests; without any where the query has filters
 * @param exact whether every hit was looked at; if not, a sixteenth of the visitors was, or only 20 000 of the values
 *     in which a text occurs
 * @param countedPerDay whether visitors without a cookie are among them, so that one who came on two days is two
 */
public record Totals(
        long visitors,
        long visits,
        long views,
        long events,
        long bounces,
        double seconds,
        double value,
        ServerTime serverTime,
        boolean exact,
        boolean countedPerDay) {

    /** Nothing at all. */
    public static final Totals NONE = new Totals(0, 0, 0, 0, 0, 0, 0, ServerTime.NONE, true, false);

    /** {@return the share of visits that bounced, 0 to 1; 0 without visits} */
    public double bounceRate() {
        return visits == 0 ? 0 : (double) bounces / visits;
    }

    /** {@return how long a visit lasted, in seconds; 0 without visits} */
    public double visitSeconds() {
        return visits == 0 ? 0 : seconds / visits;
    }

    /** {@return how many views a visit had; 0 without visits} */
    public double viewsPerVisit() {
        return visits == 0 ? 0 : (double) views / visits;
    }
}
