// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sidetrack.fault.Load.Kind;
import dev.sidetrack.server.Await;
import dev.sidetrack.server.SidetrackMBean;
import dev.sidetrack.server.WildFlyProcess;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What operators do, by the MBean, with hits that were given up. */
class DeadLetterIT extends FaultIT {

    private static final int ORDERS = 120;
    private static final Pattern DIED = Pattern.compile("\"died\":\"([^\"]+)\"");

    private SidetrackMBean mbean;

    @Override
    WildFlyProcess server() {
        return OwnBroker.SERVER;
    }

    @Test
    void deadLetters_countedListedPurgedAndReplayed_arriveOnce() {
        var orders = giveUp(ORDERS);
        var letters = mbean.deadLettersByProvider();
        assertEquals(Set.of("google-analytics", "universal-analytics"), letters.keySet());

        var listed = mbean.listDeadLetters(50);
        assertTrue(listed.get(0).contains("\"status\":400"), listed.get(0));
        var died = listed.stream().map(DeadLetterIT::died).toList();
        assertTrue(
                Instant.now().isAfter(died.get(0)) && !died.get(0).isAfter(died.get(died.size() - 1)),
                () -> "not the oldest first: " + died);

        PROVIDER.behave(Behaviour.WELL);
        assertEquals(letters.get("google-analytics"), mbean.operate("replayDeadLettersOf", "google-analytics"));
        assertEquals(letters.get("universal-analytics"), mbean.operate("replayDeadLetters"));
        var tally = Tally.of(PROVIDER, orders).told("rejected by the providers, replayed by an operator");
        tally.assertNothingLost();
        tally.assertDuplicatedAtMost(0);
        assertEquals(0, mbean.countDeadLetters());
    }

    @Test
    void deadLetters_purged_areGone() {
        giveUp(10);
        var letters = mbean.deadLettersByProvider();

        assertEquals(letters.get("google-analytics"), mbean.operate("purgeDeadLettersOf", "google-analytics"));
        assertEquals(Map.of("universal-analytics", letters.get("universal-analytics")), mbean.deadLettersByProvider());
        assertEquals(letters.get("universal-analytics"), mbean.operate("purgeDeadLetters"));
        assertEquals(0, mbean.countDeadLetters());
    }

    /** The providers refuse these orders, but not the pages that others look at: else it would be the service. */
    private Load giveUp(int number) {
        mbean = server().mbean();
        mbean.operate("purgeDeadLetters");
        var before = mbean.sum("Dead");
        var pages = Load.start(Kind.PAGE, server().url(), 20, 20 * 600);
        pages.awaitAcknowledged(20);
        PROVIDER.behave(Behaviour.statusAt(400, marker -> !pages.isOfThis(marker)));
        var orders = Load.send(Kind.ORDER, server().url(), 40, number);
        assertEquals(number, orders.acknowledged().size());
        Await.must("Every dead letter", FaultRun.PATIENCE, () -> mbean.sum("Dead") - before == 2L * number);
        pages.stop();
        return orders;
    }

    private static Instant died(String line) {
        var found = DIED.matcher(line);
        assertTrue(found.find(), line);
        return Instant.parse(found.group(1));
    }
}
