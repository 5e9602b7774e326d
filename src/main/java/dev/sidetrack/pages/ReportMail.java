// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.pages;

import java.time.Instant;

/**
 * A report on its way to one reader.
 *
 * @param from from whom, or {@code null} for whom the session says
 * @param picture the chart, which the HTML calls {@code cid:chart}; {@code null} if it cannot be drawn here
 * @param off where the reader switches the report off
 */
record ReportMail(
        String from,
        String to,
        String language,
        String subject,
        String text,
        String html,
        byte[] picture,
        String off,
        Instant time) {}
