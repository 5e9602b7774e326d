// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.store;

import dev.sidetrack.Texts;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;

/**
 * Limits how many new texts of a kind a site may add per day: a scanner may request a million paths, and each would
 * stay as a row forever. Texts above the limit become "(other)". Each node counts separately.
 */
final class DailyLimits {

    /** Replaces every text above the limit. */
    static final String OTHER = "(other)";

    private static final Logger LOG = System.getLogger("dev.sidetrack.store");

    private final Clock clock;
    private final int most;
    private final Map<String, Integer> seen = new HashMap<>();
    private LocalDate day;

    DailyLimits(Clock clock, int most) {
        this.clock = clock;
        this.most = most;
    }

    /** Whether the site may add one more text of this kind today. */
    synchronized boolean admits(String site, TermKind kind) {
        var today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        if (!today.equals(day)) {
            day = today;
            seen.clear();
        }
        var count = seen.merge(kind + " " + site, 1, Integer::sum);
        if (count == most + 1) {
            LOG.log(
                    Level.WARNING,
                    "The site {0} reached its limit of {1,number,#} new values of {2} today: further ones"
                            + " are stored as {3} until tomorrow. Is it being scanned, or do its paths contain"
                            + " ids (sidetrack.mask)?",
                    site.isEmpty() ? "(default)" : Texts.printable(site),
                    most,
                    kind,
                    OTHER);
        }
        return count <= most;
    }
}
