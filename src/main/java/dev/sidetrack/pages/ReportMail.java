// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.pages;

import java.time.Instant;

/**
 * A report for one reader.
 *
 * @param from the sender, or {@code null} for the mail session's
 * @param picture the chart, {@code cid:chart} in the HTML; {@code null} if it cannot be drawn here
 * @param off the link to unsubscribe
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
