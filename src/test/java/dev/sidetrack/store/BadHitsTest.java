// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sidetrack.Hit;
import dev.sidetrack.LogLines;
import dev.sidetrack.SampleHits;
import dev.sidetrack.TrackedEvent;
import dev.sidetrack.spi.Outcome;
import dev.sidetrack.stats.Dimension;
import dev.sidetrack.stats.Row;
import dev.sidetrack.stats.Slice;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Hits that no database takes are refused with a reason, and the others with them are stored. */
class BadHitsTest {

    @ParameterizedTest
    @MethodSource("dev.sidetrack.store.TestStore#databases")
    void send_badHitsAmongGoodOnes_areRejectedAlone(String database) {
        var store = TestStore.on(database);
        var bad = Map.of(
                event(TrackedEvent.named("a").property("text", "x".repeat(1_000_000))),
                        "properties take 1000011 characters",
                event(TrackedEvent.named("a").value(1e300)), "1e12",
                pageAt(TestStore.NOW.plus(Duration.ofDays(1))), "1440 minutes ahead",
                pageAt(Instant.EPOCH.minusMillis(1)), "before 1970");
        var hits = new ArrayList<Hit>(bad.keySet());
        hits.add(page("/good"));
        hits.add(0, page("/also-good"));
        var outcomes = store.provider().send(hits);
        assertThat(outcomes).hasSameSizeAs(hits);
        for (var i = 0; i < hits.size(); i++) {
            var reason = bad.get(hits.get(i));
            if (reason == null) {
                assertThat(outcomes.get(i)).isEqualTo(Outcome.ACCEPTED);
            } else {
                assertThat(outcomes.get(i))
                        .isInstanceOfSatisfying(
                                Outcome.Rejected.class,
                                no -> assertThat(no.reason()).contains(reason));
            }
        }
        assertThat(store.number("select count(*) from sidetrack.hit")).isEqualTo(2);
    }

    @ParameterizedTest
    @MethodSource("dev.sidetrack.store.TestStore#databases")
    void send_oddButPossibleTexts_areStored(String database) {
        var store = TestStore.on(database);
        store.send(List.of(
                page("/" + "x".repeat(1_999)),
                page("/" + "💐".repeat(2_000)),
                page("/half\uD83D"),
                page("/a\0b"),
                event(TrackedEvent.named("a").property("deep", Map.of("a", List.of("a\0b")))),
                page("/%5C'\"; drop table hit --"),
                event(TrackedEvent.named("half \uDC00")
                        .property("\uD800", "\uDFFF")
                        .property("nothing", "")),
                pageAt(TestStore.NOW.minus(Duration.ofDays(1))),
                pageAt(TestStore.NOW.minus(Duration.ofDays(300))),
                new Hit(
                        UUID.randomUUID(),
                        TestStore.NOW,
                        null,
                        SampleHits.PAGE,
                        SampleHits.VISITOR,
                        null,
                        Duration.ofDays(40))));
        assertThat(store.number("select count(*) from sidetrack.hit")).isEqualTo(10);
        assertThat(store.number("select max(char_length(name)) from sidetrack.term"))
                .isEqualTo(2_000);
    }

    @ParameterizedTest
    @MethodSource("dev.sidetrack.store.TestStore#databases")
    void send_aPropertyThatReadsLikeAnEscapedHalfOfAPair_isStoredAsItIs(String database) {
        var store = TestStore.on(database);
        store.send(List.of(event(TrackedEvent.named("a")
                .property("file", "C:\\udADA")
                .property("two", "\\\\ud800")
                .property("half", "\uDC00\uDC00"))));
        var stored = store.rows("select cast(properties as varchar) from sidetrack.hit")
                .get(0)
                .get(0);
        assertThat(stored.toString().replace(": ", ":"))
                .contains("\"file\":\"C:\\\\udADA\"", "\"two\":\"\\\\\\\\ud800\"", "\"half\":\"\uFFFD\uFFFD\"");
    }

    @ParameterizedTest
    @MethodSource("dev.sidetrack.store.TestStore#databases")
    void send_aScannersPaths_areCappedWithAWarning(String database) {
        var store = TestStore.on(database, Map.of(TestStore.key("new-texts-a-day"), "100"));
        try (var log = LogLines.of("dev.sidetrack.store")) {
            for (var i = 0; i < 3; i++) {
                var hits = new ArrayList<Hit>();
                for (var j = 0; j < 100; j++) {
                    hits.add(page("/scan/" + i + "/" + j));
                }
                store.send(hits);
            }
            assertThat(log.lines().stream().filter(line -> line.contains("(other)")))
                    .hasSize(1)
                    .first()
                    .asString()
                    .contains("PATH");
        }
        store.rollUp();
        assertThat(store.number("select count(*) from sidetrack.term where kind = 2"))
                .isEqualTo(101);
        assertThat(store.stats()
                        .top(TestStore.ALL, Dimension.PAGE, new Slice("(other)", 0, 1))
                        .rows())
                .singleElement()
                .extracting(Row::views)
                .isEqualTo(200L);
        store.clock.pass(Duration.ofDays(1));
        store.send(List.of(page("/tomorrow")));
        assertThat(store.number("select count(*) from sidetrack.term where name = '/tomorrow'"))
                .isEqualTo(1);
    }

    @ParameterizedTest
    @MethodSource("dev.sidetrack.store.TestStore#databases")
    void send_toATableThatIsGone_stopsWithWhatMendsIt(String database) {
        var store = TestStore.on(database);
        store.send(List.of(page("/")));
        store.update("drop table sidetrack.visit");
        assertThat(store.provider().send(List.of(page("/again"))).get(0))
                .isInstanceOfSatisfying(
                        Outcome.Stop.class,
                        stop -> assertThat(stop.reason())
                                .contains("a table is missing")
                                .contains("restore it from a backup"));
    }

    private static Hit page(String path) {
        return new Hit(
                UUID.randomUUID(),
                TestStore.NOW,
                null,
                new dev.sidetrack.Page("https", "shop.example", path, null, null),
                SampleHits.VISITOR,
                null,
                null);
    }

    private static Hit pageAt(Instant time) {
        return new Hit(UUID.randomUUID(), time, null, SampleHits.PAGE, SampleHits.VISITOR, null, null);
    }

    private static Hit event(TrackedEvent event) {
        return new Hit(UUID.randomUUID(), TestStore.NOW, null, SampleHits.PAGE, SampleHits.VISITOR, event, null);
    }
}
