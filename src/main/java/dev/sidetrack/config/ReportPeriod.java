// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.config;

/** The period that a report by mail covers, which is also how often it is sent. */
public enum ReportPeriod {
    /** From Monday to Sunday; it goes on Monday. */
    WEEK,
    /** A month; it goes on the first of the next one. */
    MONTH
}
