// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.stats;

/**
 * The totals of a period.
 *
 * @param visitors distinct visitors; those without a cookie count once per day
 * @param visits visits
 * @param views page views
 * @param events events
 * @param bounces visits with a single hit
 * @param seconds the total duration of all visits
 * @param value the sum of the values of events
 * @param serverTime how long the server took for requests; empty if the query has filters
 * @param exact whether every hit was included; if not, it is an estimate from an eighth or a sixteenth of the visitors,
 *     or from only 20 000 of the values that contain a text
 * @param countedPerDay whether some visitors have no cookie, so that one who came on two days counts twice
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

    /** All zero. */
    public static final Totals NONE = new Totals(0, 0, 0, 0, 0, 0, 0, ServerTime.NONE, true, false);

    /** {@return the share of visits that bounced, 0 to 1; 0 without visits} */
    public double bounceRate() {
        return visits == 0 ? 0 : (double) bounces / visits;
    }

    /** {@return the average duration of a visit in seconds; 0 without visits} */
    public double visitSeconds() {
        return visits == 0 ? 0 : seconds / visits;
    }

    /** {@return the average number of views per visit; 0 without visits} */
    public double viewsPerVisit() {
        return visits == 0 ? 0 : (double) views / visits;
    }
}
