// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sidetrack.fault.Load.Kind;
import dev.sidetrack.server.Await;
import dev.sidetrack.server.WildFlyProcess;
import java.time.Instant;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What operators do, by the MBean, with hits that were given up. */
class DeadLetterIT extends FaultIT {

    private static final int ORDERS = 120;
    private static final Pattern DIED = Pattern.compile("\"died\":\"([^\"]+)\"");

    @Override
    WildFlyProcess server() {
        return OwnBroker.SERVER;
    }

    @Test
    void deadLetters_countedListedPurgedAndReplayed_arriveOnce() {
        var mbean = server().mbean();
        mbean.operate("purgeDeadLetters");
        PROVIDER.behave(Behaviour.status(409));
        // Each a durable hit, and so a message of its own for each provider.
        var orders = Load.send(Kind.ORDER, server().url(), 40, ORDERS);
        assertEquals(ORDERS, orders.acknowledged().size());
        Await.must("Every dead letter", FaultRun.PATIENCE, () -> mbean.countDeadLetters() == 2 * ORDERS);
        assertEquals(Map.of("google-analytics", ORDERS, "universal-analytics", ORDERS), mbean.deadLettersByProvider());

        var listed = mbean.listDeadLetters(50);
        assertEquals(50, listed.size());
        assertTrue(listed.get(0).contains("\"status\":409"), listed.get(0));
        var died = listed.stream().map(DeadLetterIT::died).toList();
        assertTrue(
                Instant.now().isAfter(died.get(0)) && !died.get(0).isAfter(died.get(49)),
                () -> "not the oldest first: " + died);

        PROVIDER.behave(Behaviour.WELL);
        assertEquals(ORDERS, mbean.operate("replayDeadLettersOf", "google-analytics"));
        assertEquals(ORDERS, mbean.operate("replayDeadLetters"));
        var tally = Tally.of(PROVIDER, orders).told("rejected by the providers, replayed by an operator");
        tally.assertNothingLost();
        tally.assertDuplicatedAtMost(0);
        assertEquals(0, mbean.countDeadLetters());
    }

    @Test
    void deadLetters_purged_areGone() {
        var mbean = server().mbean();
        mbean.operate("purgeDeadLetters");
        PROVIDER.behave(Behaviour.status(409));
        Load.send(Kind.ORDER, server().url(), 40, 10);
        Await.must("Every dead letter", FaultRun.PATIENCE, () -> mbean.countDeadLetters() == 20);

        assertEquals(10, mbean.operate("purgeDeadLettersOf", "google-analytics"));
        assertEquals(Map.of("universal-analytics", 10), mbean.deadLettersByProvider());
        assertEquals(10, mbean.operate("purgeDeadLetters"));
        assertEquals(0, mbean.countDeadLetters());
    }

    private static Instant died(String line) {
        var found = DIED.matcher(line);
        assertTrue(found.find(), line);
        return Instant.parse(found.group(1));
    }
}
