// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.queue;

import static dev.sidetrack.queue.Deliveries.PROVIDER;
import static dev.sidetrack.queue.Deliveries.hit;
import static dev.sidetrack.queue.Deliveries.hits;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.sidetrack.Hit;
import dev.sidetrack.HitCounts.Count;
import dev.sidetrack.HitOutcomes;
import dev.sidetrack.LogLines;
import dev.sidetrack.SampleHits;
import dev.sidetrack.delivery.FakeProvider;
import dev.sidetrack.queue.QueueSession.Place;
import dev.sidetrack.spi.Limits;
import dev.sidetrack.spi.Outcome;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What becomes of each hit. */
class DelivererTest {

    private final LogLines log = LogLines.of("dev.sidetrack");
    private final Deliveries deliveries = new Deliveries();
    private final FakeProvider provider = deliveries.provider;
    private final FakeQueue queue = deliveries.queue;

    @AfterEach
    void closeLog() {
        log.close();
    }

    @Test
    void deliver_allAccepted_leavesNothingBehind() {
        assertThat(deliveries.deliver(hits(3))).isNull();
        assertThat(provider.requests()).containsExactly(hits(3));
        assertThat(left()).isEmpty();
        assertThat(deliveries.counts.by(Count.DELIVERED)).isEqualTo(Map.of(PROVIDER, 3L));
        assertThat(log.lines()).isEmpty();
    }

    @Test
    void deliver_manySmallBatches_areOneRequestInTheOrderOfTheHits() {
        queue.publish(PROVIDER, hits(4, 6));
        queue.publish(PROVIDER, hits(0, 2));
        queue.publish(PROVIDER, hits(2, 4));
        deliveries.step();
        assertThat(provider.requests()).containsExactly(hits(6));
    }

    @Test
    void deliver_ofAnotherProvider_isLeftAlone() {
        queue.publish("other", hits(1));
        assertThat(deliveries.step()).isNull();
        assertThat(provider.requests()).isEmpty();
        assertThat(left()).hasSize(1);
    }

    @Test
    void deliver_someRejected_becomeDeadLettersByReason() {
        provider.answer =
                hits -> List.of(Outcome.ACCEPTED, Outcome.rejected("a"), Outcome.rejected("b"), Outcome.rejected("a"));
        deliveries.deliver(hits(4));
        assertThat(queue.deadLetters)
                .extracting(FakeQueue.Letter::hits)
                .containsExactly(List.of(hit(1), hit(3)), List.of(hit(2)));
        assertThat(queue.deadLetters)
                .extracting(letter -> letter.letter().reason())
                .containsExactly("a", "b");
        assertThat(deliveries.counts.by(Count.REJECTED)).isEqualTo(Map.of(PROVIDER, 3L));
        assertThat(deliveries.counts.by(Count.DEAD)).isEqualTo(Map.of(PROVIDER, 3L));
        assertThat(deliveries.counts.by(Count.DELIVERED)).isEqualTo(Map.of(PROVIDER, 1L));
        assertThat(log.lines())
                .containsExactly("WARNING Dead letter of p: a (2 hits).", "WARNING Dead letter of p: b (1 hits).");
    }

    @Test
    void deliver_whileSomebodyLooks_tellsWhatBecameOfEachHitOnceItIsSettled() {
        var told = new ArrayList<String>();
        deliveries.outcomes.watch(new HitOutcomes.Watcher() {
            @Override
            public void leftOut(UUID id, List<String> fields) {}

            @Override
            public void made(Hit hit) {}

            @Override
            public void settled(String provider, Hit hit, HitOutcomes.State state, String reason) {
                told.add(provider + hit.page().path() + " " + state + " " + reason);
            }
        });
        provider.answer = hits -> List.of(
                Outcome.ACCEPTED, Outcome.rejected("too long"), Outcome.dropped("robot"), Outcome.retry("busy", null));
        deliveries.deliver(hits(4));
        assertThat(told)
                .containsExactly(
                        "p/0 ACCEPTED null", "p/2 FILTERED robot", "p/1 REJECTED too long", "p/3 WAITING busy");

        told.clear();
        provider.answers(Outcome.ACCEPTED);
        queue.publish(PROVIDER, hits(1));
        queue.failsAtCommit = true;
        assertThatIllegalStateException().isThrownBy(deliveries::step);
        assertThat(told).isEmpty();
    }

    @Test
    void deliver_dropped_isCountedByReasonAndKeptNowhere() {
        provider.answer = hits -> List.of(Outcome.dropped("robot"), Outcome.ACCEPTED, Outcome.dropped("robot"));
        deliveries.deliver(hits(3));
        assertThat(left()).isEmpty();
        assertThat(queue.deadLetters).isEmpty();
        assertThat(deliveries.counts.by(Count.FILTERED)).isEqualTo(Map.of("robot", 2L));
        assertThat(deliveries.counts.of(Count.DEAD)).isZero();
    }

    @Test
    void deliver_refusedForOneHit_givesThatOneUpAndDeliversTheRest() {
        provider.answer =
                hits -> hits.contains(hit(7)) ? Outcome.forAll(hits, Outcome.refused("no")) : FakeProvider.accept(hits);
        deliveries.deliver(hits(100));
        assertThat(deliveries.counts.by(Count.DELIVERED)).isEqualTo(Map.of(PROVIDER, 99L));
        assertThat(queue.deadLetters)
                .singleElement()
                .satisfies(letter -> assertThat(letter.hits()).containsExactly(hit(7)));
        assertThat(deliveries.circuit.isClosed()).isTrue();
    }

    @Test
    void deliver_everythingRefused_isTheServiceAndLosesNothing() {
        provider.answers(new Outcome.Refused("HTTP status 400: case 4711", 400));
        deliveries.deliver(hits(100));
        // The eighth, and one more hit before it is believed.
        assertThat(provider.requests()).hasSize(9);
        assertThat(queue.deadLetters).isEmpty();
        assertThat(queue.hitsAt(Place.FIRST)).containsExactlyInAnyOrderElementsOf(hits(100));
        assertThat(deliveries.circuit.isClosed()).isFalse();
        assertThat(log.lines())
                .containsExactly(
                        "WARNING p failed (it refuses everything: HTTP status 400: case 4711): its hits wait in the queue.");
        provider.answer = FakeProvider::accept;
        deliveries.run(4);
        assertThat(deliveries.counts.of(Count.DELIVERED)).isEqualTo(100);
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void deliver_singleHitsRefusedOneAfterAnother_givesUpTheFirstAndKeepsTheOthers(Outcome refusal) {
        provider.answers(refusal);
        for (var number = 0; number < 8; number++) {
            deliveries.deliver(List.of(hit(number)));
            deliveries.clock.pass(deliveries.circuit.pause());
        }
        assertThat(queue.deadLetters)
                .singleElement()
                .satisfies(letter -> assertThat(letter.hits()).containsExactly(hit(0)));
        assertThat(deliveries.circuit.isClosed()).isFalse();
        assertThat(deliveries.circuit.state().trouble()).startsWith("it refuses everything: HTTP status 4");
        provider.answer = FakeProvider::accept;
        deliveries.run(10);
        assertThat(deliveries.counts.of(Count.DELIVERED)).isEqualTo(7);
    }

    static Stream<Outcome> refusals() {
        return Stream.of(
                new Outcome.Refused("HTTP status 400", 400),
                new Outcome.Rejected("HTTP status 404", 404),
                new Outcome.Rejected("HTTP status 451", 451));
    }

    /** As where an ingress has lost its service while that is rolled out. */
    @ParameterizedTest
    @MethodSource("refusals")
    void deliver_everyRequestRefused_isTheServiceHoweverLargeTheyAre(Outcome refusal) {
        provider.answer = hits -> hits.contains(hit(0)) ? FakeProvider.accept(hits) : Outcome.forAll(hits, refusal);
        deliveries.deliver(hits(1));
        for (var size : List.of(1, 30, 1_000)) {
            provider.limits = Limits.NONE.hits(size);
            queue.publish(PROVIDER, hits(size * 1_000, size * 1_000 + 1_000));
            deliveries.step();
            deliveries.clock.pass(deliveries.circuit.pause());
        }
        assertThat(queue.deadLetters).isEmpty();
        assertThat(deliveries.circuit.state().trouble()).startsWith("it refuses everything: HTTP status 4");
        deliveries.clock.pass(deliveries.circuit.pause());
        provider.answer = FakeProvider::accept;
        deliveries.run(20);
        assertThat(deliveries.counts.of(Count.DELIVERED)).isEqualTo(3_001);
    }

    @Test
    void deliver_someToBeRetried_putsTheseBackForLater() {
        provider.answer = hits -> List.of(Outcome.ACCEPTED, Outcome.retry("busy", null));
        assertThat(deliveries.deliver(hits(2))).isEqualTo(Duration.ofMillis(1_100));
        assertThat(queue.hitsAt(Place.HITS)).containsExactly(hit(1));
        assertThat(queue.delaysAt(Place.HITS)).containsExactly(Duration.ofSeconds(1));
        assertThat(deliveries.counts.by(Count.RETRIED)).isEqualTo(Map.of(PROVIDER, 1L));
    }

    static Stream<Arguments> deliver_allFails_keepsAllInOrderAndPauses() {
        return Stream.of(
                answer(
                        "no answer",
                        hits -> {
                            throw new IOException("no route");
                        },
                        "no route"),
                answer(
                        "no answer without a reason",
                        hits -> {
                            throw new IOException();
                        },
                        "no answer"),
                answer("busy", hits -> Outcome.forAll(hits, Outcome.retry("busy", null)), "busy"),
                answer(
                        "exception",
                        hits -> {
                            throw new NullPointerException();
                        },
                        "the provider failed: java.lang.NullPointerException"),
                answer(
                        "error",
                        hits -> {
                            throw new AssertionError();
                        },
                        "the provider failed: java.lang.AssertionError"),
                answer("too few outcomes", hits -> List.of(), "the provider failed: java.lang.IllegalStateException"),
                answer("no outcomes", hits -> null, "the provider failed: java.lang.NullPointerException"));
    }

    private static Arguments answer(String name, FakeProvider.Answer answer, String trouble) {
        return Arguments.of(name, answer, trouble);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void deliver_allFails_keepsAllInOrderAndPauses(String name, FakeProvider.Answer answer, String trouble) {
        provider.answer = answer;
        assertThat(deliveries.deliver(hits(3))).isEqualTo(Duration.ofSeconds(1));
        assertThat(queue.hitsAt(Place.FIRST)).isEqualTo(hits(3));
        assertThat(queue.at(Place.FIRST).get(0).history().attempts()).isEqualTo(1);
        assertThat(deliveries.circuit.state().trouble()).isEqualTo(trouble);
        assertThat(deliveries.circuit.state().oldestWaiting()).isEqualTo(hit(0).time());
        assertThat(deliveries.counts.by(Count.RETRIED)).isEqualTo(Map.of(PROVIDER, 3L));
    }

    @Test
    void deliver_limitsThatThrow_keepsAllAndCounts() {
        provider.limits = null;
        deliveries.deliver(hits(2));
        assertThat(queue.hitsAt(Place.FIRST)).isEqualTo(hits(2));
        assertThat(deliveries.circuit.state().trouble()).startsWith("the provider failed");
        assertThat(deliveries.counts.of(Count.RETRIED)).isEqualTo(2);
    }

    @Test
    void deliver_retriedForLongerThanMaxAge_givesUpWithItsHistory() {
        provider.answers(new Outcome.Retry("HTTP status 503", 503, null));
        deliveries.deliver(hits(2));
        deliveries.clock.pass(Duration.ofDays(1).plusSeconds(1));
        deliveries.step();
        assertThat(left()).isEmpty();
        var letter = queue.deadLetters.get(0).letter();
        assertThat(letter.reason()).isEqualTo("given up after PT24H: HTTP status 503");
        assertThat(letter.status()).isEqualTo(503);
        assertThat(letter.attempts()).isEqualTo(2);
        assertThat(deliveries.circuit.state().oldestWaiting()).isNull();
    }

    @Test
    void deliver_tooLateHits_givesTheseUpAndSendsTheRest() {
        provider.limits = Limits.NONE.lateness(Duration.ofSeconds(60));
        deliveries.deliver(List.of(hit(0, SampleHits.TIME.minusMillis(1)), hit(1, SampleHits.TIME)));
        assertThat(provider.requests()).containsExactly(List.of(hit(1, SampleHits.TIME)));
        assertThat(queue.deadLetters.get(0).letter().reason()).isEqualTo("too-late");
    }

    @Test
    void deliver_noBatch_isADeadLetterWithItsTextAndTheOthersGo() {
        queue.publishText(PROVIDER, "Hello!");
        deliveries.deliver(hits(1));
        assertThat(provider.requests()).containsExactly(hits(1));
        assertThat(queue.deadLetters).singleElement().satisfies(dead -> {
            assertThat(dead.text()).isEqualTo("Hello!");
            assertThat(dead.letter().provider()).isEmpty();
            assertThat(dead.letter().reason()).startsWith("the message is not a batch");
        });
        assertThat(deliveries.counts.by(Count.DEAD)).isEqualTo(Map.of("", 1L));
    }

    @Test
    void deliver_replyNotUnderstood_asksThreeTimesAndGivesUp() {
        provider.answers(Outcome.unclear());
        deliveries.deliver(hits(1));
        deliveries.run(20);
        assertThat(provider.requests()).hasSize(3);
        assertThat(queue.deadLetters)
                .singleElement()
                .satisfies(dead -> assertThat(dead.letter().reason()).isEqualTo("reply not understood"));
        assertThat(deliveries.circuit.isClosed()).isTrue();
    }

    @Test
    void deliver_commitFails_countsNothingAndDeliversAgain() {
        queue.failsAtCommit = true;
        queue.publish(PROVIDER, hits(2));
        assertThatIllegalStateException().isThrownBy(deliveries::step);
        assertThat(deliveries.counts.of(Count.DELIVERED)).isZero();
        queue.failsAtCommit = false;
        deliveries.step();
        assertThat(provider.requests()).containsExactly(hits(2), hits(2));
        assertThat(deliveries.counts.of(Count.DELIVERED)).isEqualTo(2);
    }

    @Test
    void deliver_slowProvider_stopsAtTheTimeLimitAndSettlesWhatWasTaken() {
        provider.limits = Limits.NONE.hits(1);
        provider.answer = hits -> {
            deliveries.clock.pass(Duration.ofSeconds(3));
            return FakeProvider.accept(hits);
        };
        assertThat(deliveries.deliver(hits(25))).isZero();
        assertThat(deliveries.counts.of(Count.DELIVERED)).isEqualTo(11);
        assertThat(queue.hitsAt(Place.FIRST)).isEqualTo(hits(11, 25));
        assertThat(queue.at(Place.FIRST).get(0).history().attempts()).isZero();
        assertThat(deliveries.counts.of(Count.RETRIED)).isZero();
        assertThat(deliveries.circuit.isClosed()).isTrue();
        deliveries.run(5);
        assertThat(provider.requests().stream().flatMap(List::stream)).containsExactlyElementsOf(hits(25));
    }

    @Test
    void deliver_serverStops_beginsNoFurtherRequestAndSettlesWhatWasTaken() {
        provider.limits = Limits.NONE.hits(1);
        provider.answer = hits -> {
            deliveries.workers.stop();
            return FakeProvider.accept(hits);
        };
        deliveries.deliver(hits(3));
        assertThat(provider.requests()).containsExactly(hits(1));
        assertThat(deliveries.counts.of(Count.DELIVERED)).isEqualTo(1);
        assertThat(queue.hitsAt(Place.FIRST)).isEqualTo(hits(1, 3));
        assertThat(queue.at(Place.FIRST).get(0).history().attempts()).isZero();
    }

    @Test
    void deliver_interrupted_putsBackAndKeepsTheInterrupt() {
        provider.answer = hits -> {
            throw new InterruptedException();
        };
        deliveries.deliver(hits(2));
        assertThat(Thread.interrupted()).isTrue();
        assertThat(queue.hitsAt(Place.FIRST)).isEqualTo(hits(2));
        assertThat(queue.at(Place.FIRST).get(0).history().attempts()).isZero();
    }

    @Test
    void deliver_huge_takesSoManyCharactersAtATime() {
        var large = "x".repeat(1_500_000);
        for (var number = 0; number < 4; number++) {
            queue.publish(PROVIDER, List.of(SampleHits.of("/" + number + large)));
        }
        assertThat(deliveries.step()).isZero();
        assertThat(provider.requests().stream().mapToInt(List::size).sum()).isEqualTo(3);
        deliveries.step();
        assertThat(provider.requests().stream().mapToInt(List::size).sum()).isEqualTo(4);
    }

    private List<Hit> left() {
        var left = new ArrayList<Hit>();
        Stream.of(Place.values()).forEach(place -> left.addAll(queue.hitsAt(place)));
        return left;
    }
}
