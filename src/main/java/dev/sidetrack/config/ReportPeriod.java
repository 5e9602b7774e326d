// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.config;

/** Of what the report by mail tells, and how often it goes. */
public enum ReportPeriod {
    /** From Monday to Sunday; it goes on Monday. */
    WEEK,
    /** A month; it goes on the first of the next one. */
    MONTH
}
