// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.fault;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sidetrack.fault.FaultyProvider.Name;
import dev.sidetrack.fault.Load.Kind;
import dev.sidetrack.server.Await;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** {@code kill -9} of the server in the middle of the day's work, with an Artemis outside. */
class ServerKillIT extends OutsideBrokerIT {

    private static final int KILLS = FaultRun.LONG ? 10 : 1;
    private static final int PER_SECOND = 100;
    /** The linger time, and what the send that comes after it takes on a busy machine. */
    private static final Duration IN_MEMORY = Duration.ofSeconds(1);

    private final Random random = new Random();

    @Test
    void hits_ofAServerKilledAgainAndAgain_arriveIfDurableAndMostlyIfNot() {
        var pages = Load.start(Kind.PAGE, server().url(), PER_SECOND, 600 * PER_SECOND);
        var orders = Load.start(Kind.ORDER, server().url(), 20, 600 * 20);
        // Some batches are always on their way back onto the queue when the server dies.
        PROVIDER.behave(Behaviour.acceptEverySecond());
        for (var kill = 0; kill < KILLS; kill++) {
            var before = pages.acknowledged().size();
            pages.awaitAcknowledged(before + PER_SECOND);
            Await.pass(Duration.ofMillis(random.nextInt(1500)));
            server().kill();
            server().start();
        }
        PROVIDER.behave(Behaviour.WELL);
        pages.stop();
        orders.stop();

        // What was about to be committed comes only after the server's transaction recovery.
        var durable = Tally.of(PROVIDER, orders).told(KILLS + " × kill -9 of the server, durable hits");
        var buffered = Tally.of(PROVIDER, Duration.ofSeconds(20), pages)
                .told(KILLS + " × kill -9 of the server, buffered hits");
        // Each hit is lost for both providers.
        var inMemory = 2L * KILLS * PER_SECOND * IN_MEMORY.toMillis() / 1000;
        System.out.println("buffered hits lost: " + buffered.lost() + ", of at most " + inMemory);
        durable.assertNothingLost();
        buffered.assertLostAtMost(inMemory);
        // What each provider may have taken of the load that it works on; at this rate no more than four batches.
        var underWay = KILLS * 2 * 4 * 100;
        durable.assertDuplicatedAtMost(underWay);
        buffered.assertDuplicatedAtMost(underWay);
    }

    @Test
    void order_thatCommitsOrRollsBack_leavesOneHitOrNone() {
        var probe = new TransactionProbe(server().url());
        var committed = probe.commit();
        var rolledBack = probe.rollBack();

        awaitAtBoth(committed);
        assertCopies(1, committed);
        assertCopies(0, rolledBack);
    }

    @Test
    void order_whoseServerIsKilledBeforeTheCommit_leavesNoHit() {
        var probe = new TransactionProbe(server().url());
        var before = heldOpen();
        var killed = probe.holdOpen();
        Await.must("The open transaction", FaultRun.PATIENCE, () -> heldOpen() > before);
        server().kill();
        server().start();

        var later = probe.commit();
        awaitAtBoth(later);
        PROVIDER.awaitQuiet(Duration.ofSeconds(1));
        assertCopies(1, later);
        assertCopies(0, killed);
    }

    @Test
    void order_whoseServerIsKilledRightAfterTheCommit_leavesOneHit() {
        var committed = new TransactionProbe(server().url()).commit();
        server().kill();
        server().start();

        awaitAtBoth(committed);
        PROVIDER.awaitQuiet(Duration.ofSeconds(1));
        // A request that was under way at the kill is made again.
        assertCopies(1, 2, committed);
    }

    /** How often the log says that a transaction with a hit stays open for a minute. */
    private long heldOpen() {
        return server().log()
                .lines()
                .filter(line -> line.contains("its transaction ends in 60 s"))
                .count();
    }

    private static void awaitAtBoth(String marker) {
        Await.must(
                "A committed hit",
                FaultRun.PATIENCE,
                () -> copies(Name.UNIVERSAL, marker) > 0 && copies(Name.GOOGLE, marker) > 0);
    }

    private static void assertCopies(int expected, String marker) {
        assertCopies(expected, expected, marker);
    }

    private static void assertCopies(int least, int most, String marker) {
        for (var name : Name.values()) {
            var copies = copies(name, marker);
            assertTrue(copies >= least && copies <= most, () -> marker + " came " + copies + " times to " + name);
        }
    }

    private static int copies(Name name, String marker) {
        return PROVIDER.accepted(name).getOrDefault(marker, 0);
    }
}
