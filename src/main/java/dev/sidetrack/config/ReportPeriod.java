// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.config;

/** The period that a report by mail covers, which is also how often it is sent. */
public enum ReportPeriod {
    /** A week from Monday to Sunday; sent on Monday. */
    WEEK,
    /** A month; sent on the first of the next one. */
    MONTH
}
