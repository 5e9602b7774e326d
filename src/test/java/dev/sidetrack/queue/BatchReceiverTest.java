// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.queue;

import static dev.sidetrack.queue.Deliveries.PROVIDER;
import static dev.sidetrack.queue.Deliveries.hits;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.junit.jupiter.api.Named.named;

import dev.sidetrack.HitCounts.Fate;
import dev.sidetrack.LogLines;
import dev.sidetrack.SampleHits;
import dev.sidetrack.delivery.FakeProvider;
import dev.sidetrack.queue.jms.FakeJms;
import dev.sidetrack.queue.jms.QueueNames;
import dev.sidetrack.spi.Limits;
import dev.sidetrack.spi.Outcome;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What becomes of a batch by what the provider says of its hits. */
class BatchReceiverTest {

    private final Deliveries deliveries = new Deliveries();
    private final LogLines log = LogLines.of("dev.sidetrack.delivery");

    @AfterEach
    void closeLog() {
        log.close();
    }

    @Test
    void receive_allAccepted_leavesNothingBehind() {
        var hits = hits(3);
        deliveries.deliver(hits);

        assertThat(deliveries.provider.requests()).containsExactly(hits);
        assertThat(deliveries.jms.isEmpty()).isTrue();
        assertThat(deliveries.counts.by(Fate.DELIVERED)).isEqualTo(Map.of(PROVIDER, 3L));
        assertThat(deliveries.places()).isEqualTo(Deliveries.CONCURRENCY);
    }

    @Test
    void receive_someRejected_makesADeadLetterThemByReason() {
        var hits = hits(5);
        var badName = new Outcome.Rejected("bad name", 400);
        deliveries.provider.answer = any -> List.of(
                badName, Outcome.ACCEPTED, new Outcome.Rejected("bad name", 400), Outcome.rejected("spam"), Outcome.ACCEPTED);
        deliveries.deliver(hits);

        var buried = deliveries.jms.takeDeadLetters();
        assertThat(buried).extracting(letter -> letter.property(QueueNames.REASON)).containsExactly("bad name", "spam");
        assertThat(buried).extracting(letter -> letter.property(QueueNames.STATUS)).containsExactly(400, 0);
        assertThat(buried).extracting(letter -> letter.property(QueueNames.COUNT)).containsExactly(2, 1);
        assertThat(buried.get(0).hits()).containsExactly(hits.get(0), hits.get(2));
        assertThat(buried.get(1).hits()).containsExactly(hits.get(3));
        assertThat(deliveries.jms.takeBack()).isEmpty();
        assertThat(deliveries.counts.of(Fate.DELIVERED)).isEqualTo(2);
        assertThat(deliveries.counts.of(Fate.REJECTED)).isEqualTo(3);
        assertThat(deliveries.counts.of(Fate.DEAD)).isEqualTo(3);
    }

    @Test
    void receive_rejectedAtFirst_tellsNowAsItsFirstFailure() {
        deliveries.provider.answers(Outcome.rejected("no"));
        deliveries.deliver(hits(1));

        var now = deliveries.clock.millis();
        assertThat(deliveries.theOneDeadLetter().properties()).isEqualTo(Map.of(
                QueueNames.PROVIDER, PROVIDER, QueueNames.REASON, "no", QueueNames.STATUS, 0, QueueNames.COUNT, 1, QueueNames.ATTEMPTS, 0,
                QueueNames.FIRST_FAILURE, now, QueueNames.DIED, now));
    }

    @Test
    void receive_refusedWhole_putsItsHalvesBackAtOnce() {
        var hits = hits(5);
        deliveries.provider.answers(new Outcome.Refused("HTTP status 413", 413));
        deliveries.deliver(hits);

        var back = deliveries.jms.takeBack();
        assertThat(back).extracting(FakeJms.Sent::hits).containsExactly(hits.subList(0, 2), hits.subList(2, 5));
        assertThat(back).extracting(FakeJms.Sent::delay).containsOnly(0L);
        assertThat(back).extracting(half -> half.property(QueueNames.ATTEMPTS)).containsOnly(0);
        assertThat(deliveries.circuit.state().circuit()).isEqualTo("CLOSED");
    }

    @Test
    void receive_refusedForOneHit_makesADeadLetterThatHitAndDeliversTheRest() {
        var hits = hits(100);
        var bad = hits.get(37);
        deliveries.provider.answer = request ->
                Outcome.forAll(request, request.contains(bad) ? new Outcome.Refused("HTTP status 400", 400) : Outcome.ACCEPTED);
        deliveries.deliver(hits);
        for (var back = deliveries.jms.takeBack(); !back.isEmpty(); back = deliveries.jms.takeBack()) {
            back.forEach(deliveries::deliver);
        }

        var buried = deliveries.theOneDeadLetter();
        assertThat(buried.hits()).containsExactly(bad);
        assertThat(buried.property(QueueNames.STATUS)).isEqualTo(400);
        assertThat(deliveries.counts.of(Fate.DELIVERED)).isEqualTo(99);
        assertThat(deliveries.provider.requests()).hasSizeLessThan(20);
    }

    @Test
    void receive_onlyOneOfManyRefused_triesThatAlone() {
        var hits = hits(3);
        deliveries.provider.answer = any -> List.of(Outcome.ACCEPTED, Outcome.refused("what?"), Outcome.ACCEPTED);
        deliveries.deliver(hits);

        assertThat(deliveries.theOnePutBack().hits()).containsExactly(hits.get(1));
    }

    @Test
    void receive_someToBeRetried_putsOnlyTheseBack() {
        var hits = hits(4);
        var later = new Outcome.Retry("HTTP status 503", 503, null);
        deliveries.provider.answer = any -> List.of(Outcome.ACCEPTED, later, Outcome.rejected("no"), later);
        deliveries.deliver(hits);

        var back = deliveries.theOnePutBack();
        assertThat(back.hits()).containsExactly(hits.get(1), hits.get(3));
        assertThat(back.properties()).isEqualTo(Map.of(
                QueueNames.PROVIDER, PROVIDER, QueueNames.COUNT, 2, QueueNames.ATTEMPTS, 1, QueueNames.DEFERRALS, 0,
                QueueNames.FIRST_FAILURE, deliveries.clock.millis()));
        assertThat(deliveries.theOneDeadLetter().hits()).containsExactly(hits.get(2));
        assertThat(deliveries.counts.by(Fate.RETRIED)).isEqualTo(Map.of(PROVIDER, 2L));
        assertThat(deliveries.counts.by(Fate.DELIVERED)).isEqualTo(Map.of(PROVIDER, 1L));
    }

    @Test
    void receive_noAnswerToOneRequest_attemptsNoFurtherOne() {
        var hits = hits(6);
        deliveries.provider.limits = Limits.NONE.hits(2);
        deliveries.provider.answer = request -> {
            if (request.contains(hits.get(2))) {
                throw new IOException("Connection refused");
            }
            return FakeProvider.accept(request);
        };
        deliveries.deliver(hits);

        assertThat(deliveries.provider.requests()).containsExactly(hits.subList(0, 2), hits.subList(2, 4));
        assertThat(deliveries.theOnePutBack().hits()).isEqualTo(hits.subList(2, 6));
        assertThat(deliveries.counts.of(Fate.DELIVERED)).isEqualTo(2);
        assertThat(deliveries.circuit.state().trouble()).isEqualTo("Connection refused");
    }

    @Test
    void receive_stop_putsBackAndAsksSeldom() {
        deliveries.provider.answers(Outcome.stop("the token is wrong"));
        deliveries.deliver(hits(2));
        assertThat(deliveries.theOnePutBack().property(QueueNames.ATTEMPTS)).isEqualTo(1);
        assertThat(deliveries.circuit.state().circuit()).isEqualTo("OPEN");
        assertThat(deliveries.circuit.state().trouble()).isEqualTo("the token is wrong");
        assertThat(deliveries.circuit.state().isStopped()).isTrue();

        deliveries.deliver(hits(2));
        var deferred = deliveries.theOnePutBack();
        assertThat(deferred.property(QueueNames.ATTEMPTS)).isEqualTo(0);
        assertThat(deferred.delay()).isGreaterThanOrEqualTo(Duration.ofMinutes(10).toMillis());
        assertThat(deliveries.provider.requests()).hasSize(1);
    }

    static Stream<Named<FakeProvider.Answer>> receive_brokenProvider_putsAllBackAndFreesThePlace() {
        return Stream.of(
                named("runtime exception", hits -> { throw new IllegalStateException(); }),
                named("linkage error", hits -> { throw new NoClassDefFoundError(); }),
                named("assertion error", hits -> { throw new AssertionError(); }),
                named("stack overflow", hits -> { throw new StackOverflowError(); }),
                named("null", hits -> null),
                named("no outcome", hits -> List.of()),
                named("an outcome too few", hits -> FakeProvider.accept(hits.subList(1, hits.size()))),
                named("an outcome too many", hits -> Collections.nCopies(hits.size() + 1, Outcome.ACCEPTED)),
                named("an outcome of null", hits -> {
                    var outcomes = new ArrayList<>(FakeProvider.accept(hits));
                    outcomes.set(1, null);
                    return outcomes;
                }),
                named("checked exception without a message", hits -> { throw new IOException(); }));
    }

    @ParameterizedTest
    @MethodSource
    void receive_brokenProvider_putsAllBackAndFreesThePlace(FakeProvider.Answer answer) {
        var hits = hits(3);
        deliveries.provider.answer = answer;
        deliveries.deliver(hits);

        var back = deliveries.theOnePutBack();
        assertThat(back.hits()).isEqualTo(hits);
        assertThat(back.property(QueueNames.ATTEMPTS)).isEqualTo(1);
        assertThat(deliveries.counts.of(Fate.DELIVERED)).isZero();
        assertThat(deliveries.circuit.state().trouble()).isNotBlank();
        assertThat(deliveries.places()).isEqualTo(Deliveries.CONCURRENCY);
    }

    @Test
    void receive_providerCannotTellBytes_putsAllBackAndFreesThePlace() {
        deliveries.provider.limits = Limits.NONE.bytes(1000);
        var noPath = SampleHits.minimal();
        deliveries.deliver(List.of(noPath));

        assertThat(deliveries.theOnePutBack().hits()).containsExactly(noPath);
        assertThat(deliveries.provider.requests()).isEmpty();
        assertThat(deliveries.places()).isEqualTo(Deliveries.CONCURRENCY);
    }

    @Test
    void receive_interrupted_putsBackAndKeepsTheInterrupt() {
        deliveries.provider.answer = any -> { throw new InterruptedException(); };
        deliveries.deliver(hits(2));

        assertThat(Thread.interrupted()).isTrue();
        assertThat(deliveries.theOnePutBack().hits()).isEqualTo(hits(2));
        assertThat(deliveries.places()).isEqualTo(Deliveries.CONCURRENCY);
    }

    @Test
    void receive_queueRefusesWhatGoesBack_throwsSoThatAllRollsBack() {
        deliveries.jms.refuse(new IllegalStateException("the broker is away"));
        deliveries.provider.answers(Outcome.retry("later", null));
        assertThatIllegalStateException().isThrownBy(() -> deliveries.deliver(hits(1))).withMessage("the broker is away");
        assertThat(deliveries.places()).isEqualTo(Deliveries.CONCURRENCY);
    }

    @Test
    void receive_deadLettersRefuseLateHits_throwsAndFreesThePlace() {
        deliveries.jms.refuse(new IllegalStateException("the broker is away"));
        deliveries.provider.limits = Limits.NONE.lateness(Duration.ZERO);
        assertThatIllegalStateException().isThrownBy(() -> deliveries.deliver(hits(1)));
        assertThat(deliveries.places()).isEqualTo(Deliveries.CONCURRENCY);
    }

    @Test
    void receive_unknownProvider_makesADeadLetter() {
        deliveries.deliver(Batch.fresh("gone", BatchCodec.write(hits(2)), 2));

        var buried = deliveries.theOneDeadLetter();
        assertThat(buried.property(QueueNames.PROVIDER)).isEqualTo("gone");
        assertThat(buried.property(QueueNames.REASON)).isEqualTo("sidetrack.providers does not name this provider");
        assertThat(buried.hits()).isEqualTo(hits(2));
        assertThat(deliveries.counts.by(Fate.DEAD)).isEqualTo(Map.of("gone", 2L));
    }

    @Test
    void receive_tooLateHits_makesADeadLetterTheseAndSendsTheRest() {
        var late = Deliveries.hit(1, deliveries.clock.instant().minusSeconds(11));
        var justInTime = Deliveries.hit(2, deliveries.clock.instant().minusSeconds(10));
        deliveries.provider.limits = Limits.NONE.lateness(Duration.ofSeconds(10));
        deliveries.deliver(List.of(late, justInTime));

        var buried = deliveries.theOneDeadLetter();
        assertThat(buried.hits()).containsExactly(late);
        assertThat(buried.property(QueueNames.REASON)).isEqualTo("too-late");
        assertThat(deliveries.provider.requests()).containsExactly(List.of(justInTime));
        assertThat(deliveries.jms.takeBack()).isEmpty();
    }

    @Test
    void receive_onlyTooLateHits_asksTheProviderNothing() {
        deliveries.provider.limits = Limits.NONE.lateness(Duration.ofSeconds(10));
        deliveries.deliver(hits(3));

        assertThat(deliveries.theOneDeadLetter().hits()).isEqualTo(hits(3));
        assertThat(deliveries.provider.requests()).isEmpty();
        assertThat(deliveries.counts.by(Fate.DEAD)).isEqualTo(Map.of(PROVIDER, 3L));
        assertThat(deliveries.places()).isEqualTo(Deliveries.CONCURRENCY);
    }

    @Test
    void receive_latenessWithoutAnEnd_isNoneTooLate() {
        deliveries.provider.limits = Limits.NONE.lateness(Duration.ofSeconds(Long.MAX_VALUE));
        deliveries.deliver(hits(1));
        assertThat(deliveries.counts.of(Fate.DELIVERED)).isEqualTo(1);
    }

    @Test
    void receive_hitOfTheFuture_isSent() {
        deliveries.provider.limits = Limits.NONE.lateness(Duration.ZERO);
        deliveries.deliver(List.of(Deliveries.hit(1, deliveries.clock.instant().plusSeconds(3600))));
        assertThat(deliveries.counts.of(Fate.DELIVERED)).isEqualTo(1);
    }

    @Test
    void receive_wrongCountInTheMessage_countsTheHits() {
        var hits = hits(5);
        var later = Outcome.retry("later", null);
        deliveries.provider.answer = any -> List.of(Outcome.ACCEPTED, Outcome.ACCEPTED, Outcome.ACCEPTED, later, later);
        deliveries.deliver(new Batch(PROVIDER, BatchCodec.write(hits), 2, 0, 0, null));

        var back = deliveries.theOnePutBack();
        assertThat(back.hits()).isEqualTo(hits.subList(3, 5));
        assertThat(back.property(QueueNames.COUNT)).isEqualTo(2);
    }

    @Test
    void receive_outcomesWithoutReasons_areSettledAllTheSame() {
        deliveries.provider.answer = any ->
                List.of(Outcome.rejected(null), Outcome.retry(null, null), Outcome.refused(null), Outcome.stop(null), Outcome.ACCEPTED);
        deliveries.deliver(hits(5));

        assertThat((String) deliveries.theOneDeadLetter().property(QueueNames.REASON)).isNotBlank();
        assertThat(deliveries.jms.takeBack()).hasSize(2);
        assertThat(deliveries.circuit.state().trouble()).isNotBlank();
    }

    @Test
    void receive_veryLongReason_isCut() {
        deliveries.provider.answers(Outcome.rejected("x".repeat(100_000)));
        deliveries.deliver(hits(1));
        assertThat((String) deliveries.theOneDeadLetter().property(QueueNames.REASON)).hasSize(500);
    }

    @Test
    void receive_idsAndTimes_stayTheSameOverEveryRetry() {
        var hits = List.of(SampleHits.event(), SampleHits.pageView());
        deliveries.provider.answers(Outcome.retry("later", null));
        deliveries.deliver(hits);
        for (var round = 0; round < 3; round++) {
            deliveries.clock.pass(Duration.ofMinutes(1));
            deliveries.deliver(deliveries.theOnePutBack());
        }
        assertThat(deliveries.provider.requests()).hasSize(4).containsOnly(hits);
    }
}
