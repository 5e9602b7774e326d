// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.fault;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sidetrack.fault.FaultyProvider.Name;
import dev.sidetrack.server.Await;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What became of the hits of some loads at both providers.
 *
 * @param sent how many hits the providers should have
 * @param lost how many of these they have not
 * @param duplicated how often they have hits more than once
 * @param missing the first markers of those lost
 */
record Tally(int sent, int lost, int duplicated, List<String> missing) {

    private static final Duration QUIET = Duration.ofSeconds(2);

    /** Waits until every hit has come, or no more come, and counts. */
    static Tally of(FaultyProvider provider, Sent... loads) {
        return of(provider, FaultRun.PATIENCE, loads);
    }

    static Tally of(FaultyProvider provider, Duration patience, Sent... loads) {
        Await.until(patience, () -> count(provider, loads).lost == 0);
        provider.awaitQuiet(QUIET);
        return count(provider, loads);
    }

    /** How many the providers have not got yet, while other hits come. */
    static int lost(FaultyProvider provider, Sent... loads) {
        return count(provider, loads).lost;
    }

    /** Puts it into the table. */
    Tally told(String fault) {
        return told(fault, "");
    }

    /** Puts it into the table, with what else there is to say. */
    Tally told(String fault, String remarks) {
        FaultTable.add(fault, this, remarks);
        return this;
    }

    void assertNothingLost() {
        assertLostAtMost(0);
    }

    void assertLostAtMost(long most) {
        assertTrue(sent > 0, "no hit was sent");
        assertTrue(lost <= most, () -> lost + " of " + sent + " hits are lost, such as " + missing);
    }

    void assertDuplicatedAtMost(long most) {
        assertTrue(
                duplicated <= most,
                () -> duplicated + " hits came once too often, at most " + most + " are allowed for");
    }

    private static Tally count(FaultyProvider provider, Sent... loads) {
        var sent = 0;
        var duplicated = 0;
        var missing = new TreeSet<String>();
        for (var name : Name.values()) {
            var accepted = provider.accepted(name);
            for (var load : loads) {
                var acknowledged = load.acknowledged();
                sent += acknowledged.size();
                missing(acknowledged, accepted.keySet()).forEach(marker -> missing.add(marker + " at " + name));
            }
            duplicated += accepted.entrySet().stream()
                    .filter(hit -> Arrays.stream(loads).anyMatch(load -> load.isOfThis(hit.getKey())))
                    .mapToInt(hit -> hit.getValue() - 1)
                    .sum();
        }
        return new Tally(
                sent, missing.size(), duplicated, missing.stream().limit(5).toList());
    }

    private static Set<String> missing(Set<String> sent, Set<String> accepted) {
        var missing = new TreeSet<>(sent);
        missing.removeAll(accepted);
        return missing;
    }
}
