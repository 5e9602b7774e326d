// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.fault;

import dev.sidetrack.fault.Load.Kind;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** {@code kill -9} of the server in the middle of the day's work, with an Artemis outside. */
class ServerKillIT {

    private static final int KILLS = FaultRun.LONG ? 10 : 2;
    private static final int PER_SECOND = 200;
    private static final Duration LINGER = Duration.ofMillis(200);

    private final FaultyProvider provider = new FaultyProvider();
    private final ArtemisProcess broker = new ArtemisProcess("server-kill").start();
    private final WildFlyProcess server = WildFlyProcess.with(broker, "server-kill", provider.settings()).start();
    private final Random random = new Random();

    @AfterEach
    void end() {
        server.close();
        broker.close();
        provider.close();
    }

    @Test
    void hits_ofAServerKilledAgainAndAgain_arriveIfDurableAndMostlyIfNot() {
        var pages = Load.start(Kind.PAGE, server.url(), PER_SECOND, 600 * PER_SECOND);
        var orders = Load.start(Kind.ORDER, server.url(), 50, 600 * 50);
        // Some batches are always on their way back onto the queue when the server dies.
        provider.behave(Behaviour.acceptEverySecond());
        for (var kill = 0; kill < KILLS; kill++) {
            var before = pages.acknowledged().size();
            pages.awaitAcknowledged(before + PER_SECOND);
            Await.pass(Duration.ofMillis(random.nextInt(1500)));
            server.kill();
            server.start();
        }
        provider.behave(Behaviour.WELL);
        pages.stop();
        orders.stop();

        var durable = Tally.of(provider, orders).told(KILLS + " × kill -9 of the server, durable hits");
        var buffered = Tally.of(provider, Duration.ofSeconds(1), pages).told(KILLS + " × kill -9 of the server, buffered hits");
        // What a kill may take: what was captured within the linger time, for each of the two providers, and a second's
        // share for the transaction that was under way.
        var lingering = KILLS * 2 * PER_SECOND * LINGER.toMillis() / 1000;
        System.out.println("buffered hits lost: " + buffered.lost() + ", linger time × rate: " + lingering);
        durable.assertNothingLost();
        buffered.assertLostAtMost(lingering);
        var underWay = KILLS * 2 * 4 * 100;
        durable.assertDuplicatedAtMost(underWay);
        buffered.assertDuplicatedAtMost(underWay);
    }
}
