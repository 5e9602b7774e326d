// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sidetrack.fault.FaultyProvider.Name;
import dev.sidetrack.fault.Load.Kind;
import dev.sidetrack.server.Await;
import dev.sidetrack.server.WildFlyProcess;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Providers that fail in every way, on a WildFly as it is delivered, with its own broker. */
class ProviderFaultIT extends FaultIT {

    private static final int PER_SECOND = 100;

    @Override
    WildFlyProcess server() {
        return OwnBroker.SERVER;
    }

    @Test
    void hits_whileTheProvidersAnswer500_arriveOnceAfterwards() {
        var load = loadDuring(Behaviour.status(500), FaultRun.OUTAGE);

        tallyOnce("providers answer 500 for " + FaultRun.OUTAGE.toSeconds() + " s", load);
    }

    @Test
    void hits_whileTheProvidersHang_arriveOnceAfterwards() {
        var load = loadDuring(Behaviour.HANG, FaultRun.OUTAGE);

        tallyOnce("providers hang for " + FaultRun.OUTAGE.toSeconds() + " s", load);
    }

    /** Nobody can tell hits that were accepted without a word from those that were not: they are sent again. */
    @Test
    void hits_whileTheProvidersCloseMidAnswer_arriveAtLeastOnce() {
        var load = startLoad();
        PROVIDER.behave(Behaviour.CLOSE_MID_ANSWER);
        Await.pass(FaultRun.OUTAGE);
        var halfAnswered = Arrays.stream(Name.values())
                .mapToLong(name -> copies(name, load))
                .sum();
        PROVIDER.behave(Behaviour.WELL);

        var tally = Tally.of(PROVIDER, load.stop())
                .told("providers close mid-answer for " + FaultRun.OUTAGE.toSeconds() + " s");
        tally.assertNothingLost();
        // What was under way at that moment may have been answered by half as well.
        tally.assertDuplicatedAtMost(halfAnswered + 2 * 4 * 100);
    }

    @Test
    void hits_whileTheProvidersAskForPeace_arriveOnceAndLeaveThemInPeace() {
        var seconds = 3;
        var load = startLoad();
        PROVIDER.behave(Behaviour.retryAfter(seconds));
        var begun = Instant.now();
        Await.pass(Duration.ofSeconds(seconds));
        PROVIDER.behave(Behaviour.WELL);

        tallyOnce("providers answer 429 with Retry-After", load);
        // The first second is for requests that were under way.
        var disturbances = PROVIDER.requests().stream()
                .filter(time ->
                        time.isAfter(begun.plusMillis(1000)) && time.isBefore(begun.plusMillis(1000L * seconds - 100)))
                .count();
        assertEquals(0, disturbances, "requests while the providers wanted peace");
    }

    @Test
    void hits_ofABatchThatIsAcceptedByHalf_arriveOnceEach() {
        var load = startLoad();
        PROVIDER.behave(Name.UNIVERSAL, Behaviour.acceptEverySecond());
        PROVIDER.behave(Name.GOOGLE, Behaviour.acceptEverySecond());
        Await.pass(FaultRun.OUTAGE);
        PROVIDER.behave(Behaviour.WELL);

        tallyOnce("providers accept half of each batch", load);
    }

    @Test
    void hits_whileTheOtherProviderHangs_arriveAtOnce() {
        PROVIDER.behave(Name.UNIVERSAL, Behaviour.HANG);
        var load = Load.send(Kind.PAGE, server().url(), PER_SECOND, 5 * PER_SECOND);

        var inTime = Await.until(
                Duration.ofSeconds(10),
                () -> PROVIDER.accepted(Name.GOOGLE).keySet().containsAll(load.acknowledged()));
        assertTrue(inTime, "hits for one provider waited for the other");
        assertEquals(0, copies(Name.UNIVERSAL, load));
        PROVIDER.behave(Behaviour.WELL);
        tallyOnce("one of two providers hangs", load);
    }

    /** Whoever answers within the timeout has taken the hits, and is not asked again. */
    @Test
    void hits_ofSlowProviders_arriveOnce() {
        PROVIDER.behave(Behaviour.slow(FaultRun.LONG ? Duration.ofSeconds(3) : Duration.ofSeconds(1)));
        var load = Load.send(Kind.PAGE, server().url(), PER_SECOND, 2 * PER_SECOND);

        tallyOnce("providers answer after a second", load);
    }

    /** Whatever is in one hit, such as what a stranger has put into a campaign. */
    @Test
    void hits_besideOneThatBreaksTheProvider_arriveOnceAndThatOneIsADeadLetter() {
        var mbean = server().mbean();
        mbean.operate("purgeDeadLetters");
        PROVIDER.behave(Behaviour.statusAt(500, marker -> marker.contains("poison")));
        var load = startLoad();
        for (var poison = 0; poison < FaultRun.OUTAGE.toSeconds(); poison++) {
            Load.look(server().url(), "https://ref.example/poison/" + poison);
            Await.pass(Duration.ofSeconds(1));
        }

        tallyOnce("a hit a second that the providers fail at", load);
        Await.must("Dead letters", FaultRun.PATIENCE, () -> mbean.countDeadLetters() > 0);
        assertTrue(
                mbean.listDeadLetters(1).get(0).contains("poison"),
                () -> mbean.listDeadLetters(1).toString());
        mbean.operate("purgeDeadLetters");
    }

    private static long copies(Name name, Load load) {
        return PROVIDER.accepted(name).entrySet().stream()
                .filter(hit -> load.isOfThis(hit.getKey()))
                .mapToInt(hit -> hit.getValue())
                .sum();
    }

    private Load startLoad() {
        var load = Load.start(
                Kind.PAGE, server().url(), PER_SECOND, (int) (FaultRun.OUTAGE.toSeconds() + 60) * PER_SECOND);
        load.awaitAcknowledged(PER_SECOND);
        return load;
    }

    private Load loadDuring(Behaviour trouble, Duration time) {
        var load = startLoad();
        PROVIDER.behave(trouble);
        Await.pass(time);
        PROVIDER.behave(Behaviour.WELL);
        return load;
    }

    private static void tallyOnce(String fault, Load load) {
        var tally = Tally.of(PROVIDER, load.stop()).told(fault);
        tally.assertNothingLost();
        tally.assertDuplicatedAtMost(0);
    }
}
