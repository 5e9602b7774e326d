// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.queue;

import static dev.sidetrack.queue.Deliveries.hits;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.sidetrack.Hit;
import dev.sidetrack.HitCounts;
import dev.sidetrack.HitCounts.Count;
import dev.sidetrack.LogLines;
import dev.sidetrack.SampleHits;
import dev.sidetrack.queue.QueueSession.Place;
import dev.sidetrack.testing.ManualClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class UnknownProvidersTest {

    private static final Duration AGE = Duration.ofDays(30);

    private final LogLines log = LogLines.of("dev.sidetrack.queue");
    private final ManualClock clock = new ManualClock(SampleHits.TIME);
    private final FakeQueue queue = new FakeQueue(clock);
    private final HitCounts counts = new HitCounts();
    private final DeadLetterLog letters = new DeadLetterLog(clock);
    private final List<String> woken = new ArrayList<>();
    private final UnknownProviders step = new UnknownProviders(
            queue, List.of("p", "q"), counts, new Erasure(), new OldLetters(AGE, clock), letters, clock, woken::add);

    @AfterEach
    void closeLog() {
        log.close();
    }

    @ParameterizedTest
    @EnumSource(names = {"HITS", "WAITING"})
    void step_hitsOfAProviderThatIsNoLongerNamed_areDeadLettersWhereverTheyLie(Place place) {
        put(place, "gone", hits(3));
        put(place, "p", hits(2));
        run();
        assertThat(queue.deadLetters).singleElement().satisfies(letter -> {
            assertThat(letter.hits()).isEqualTo(hits(3));
            assertThat(letter.letter().provider()).isEqualTo("gone");
            assertThat(letter.letter().reason()).isEqualTo("sidetrack.providers does not name this provider");
        });
        assertThat(queue.hitsAt(place)).isEqualTo(hits(2));
        assertThat(counts.by(Count.DEAD)).isEqualTo(Map.of("", 3L));
        assertThat(log.lines())
                .containsExactly(
                        "WARNING Dead letter of gone: sidetrack.providers does not name this provider (3 hits).");
    }

    @Test
    void step_manyWait_takesNoMoreThanATransactionMay() {
        for (var i = 0; i < 130; i++) {
            put(Place.HITS, "gone", hits(i, i + 1));
            put(Place.WAITING, "gone", hits(i, i + 1));
        }
        assertThat(step()).isZero();
        assertThat(queue.deadLetters).hasSizeLessThanOrEqualTo(QueueSession.MOST_TAKEN);
        run();
        assertThat(queue.deadLetters).hasSize(260);
        assertThat(counts.of(Count.DEAD)).isEqualTo(260);
    }

    @Test
    void step_putAsideLaterByAnotherNode_isFoundAfterAnHour() {
        run();
        put(Place.WAITING, "gone", hits(1));
        run();
        assertThat(queue.deadLetters).isEmpty();
        clock.pass(Duration.ofHours(1));
        run();
        assertThat(queue.deadLetters).hasSize(1);
    }

    @Test
    void step_deadLettersComeOfAge_removesThemWithinAnHourAndTells() {
        var died = clock.instant();
        for (var i = 0; i < 130; i++) {
            queue.deadLetters.add(new FakeQueue.Letter(new DeadLetter("p", "no", 0, 1, 1, died, died), "[]"));
        }
        var young =
                new FakeQueue.Letter(new DeadLetter("p", "no", 0, 1, 1, died, died.plus(Duration.ofHours(2))), "[]");
        queue.deadLetters.add(young);
        clock.pass(AGE);
        run();
        clock.pass(Duration.ofMinutes(59));
        run();
        assertThat(queue.deadLetters).hasSize(131);
        assertThat(log.lines()).isEmpty();

        clock.pass(Duration.ofMinutes(1));
        run();
        assertThat(queue.deadLetters).containsExactly(young);
        assertThat(log.lines()).containsExactly("INFO Removed 130 dead letters that were older than PT720H.");
    }

    @Test
    void step_rolledBack_isDoneAgain() {
        put(Place.WAITING, "gone", hits(1));
        queue.failsAtCommit = true;
        assertThatIllegalStateException().isThrownBy(this::step);
        assertThat(queue.deadLetters).isEmpty();
        assertThat(counts.of(Count.DEAD)).isZero();

        queue.failsAtCommit = false;
        run();
        assertThat(queue.deadLetters).hasSize(1);
        assertThat(counts.of(Count.DEAD)).isEqualTo(1);
    }

    @Test
    void step_nothingElseToDo_tellsOfDeadLettersWhoseHourIsOver() {
        put(Place.HITS, "gone", hits(1));
        put(Place.HITS, "gone", hits(2));
        run();
        clock.pass(Duration.ofHours(1));
        run();
        assertThat(log.lines())
                .containsExactly(
                        "WARNING Dead letter of gone: sidetrack.providers does not name this provider (1 hits).",
                        "WARNING Dead letter of gone: sidetrack.providers does not name this provider (2 hits since"
                                + " the last message).");
    }

    @Test
    void ahead_batchesAtAnotherBroker_wakesAllProvidersAndLooksForMore() {
        queue.elsewhere = 3;
        assertThat(step.ahead(false)).isZero();
        assertThat(woken).containsExactly("p", "q");
    }

    @Test
    void ahead_nothingElsewhere_goesOnWithTheQueue() {
        assertThat(step.ahead(false)).isNull();
        assertThat(woken).isEmpty();
    }

    private void put(Place place, String provider, List<Hit> hits) {
        queue.<Void>work(session -> {
            session.put(place, Batch.fresh(provider, BatchCodec.write(hits), hits.size()));
            return null;
        });
    }

    private void run() {
        for (var next = step(); next != null; next = step()) {
            assertThat(next).isZero();
        }
    }

    private Duration step() {
        try {
            assertThat(step.ahead(false)).isNull();
            var next = queue.work(step::in);
            step.committed();
            return next;
        } catch (RuntimeException failed) {
            step.rolledBack();
            throw failed;
        }
    }
}
