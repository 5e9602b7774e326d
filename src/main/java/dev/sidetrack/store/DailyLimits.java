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
 * How many new texts of a kind a site may bring a day: a scanner asks for a million paths, each of which would be a row
 * for ever. What is beyond that becomes "(other)". Each node counts for itself.
 */
final class DailyLimits {

    /** What stands for all that is beyond the cap. */
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

    /** Whether the site may bring one more text of this kind today. */
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
