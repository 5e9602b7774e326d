// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sidetrack.Hit;
import dev.sidetrack.Page;
import dev.sidetrack.SampleHits;
import dev.sidetrack.TrackedEvent;
import java.io.BufferedReader;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class TransferTest {

    private static final LocalDate FROM = TestStore.ALL.from();
    private static final LocalDate TO = TestStore.ALL.to();

    @TempDir
    Path directory;

    @ParameterizedTest
    @MethodSource("dev.sidetrack.store.TestStore#databases")
    void read_whatAnExportWrote_makesTheSameNumbers(String database) throws Exception {
        var store = TestStore.on(database);
        store.send(new RandomHits(31, TestStore.NOW, 4).visits(20));
        store.rollUp();
        var written = new StringBuilder();
        new HitExport(store.store()).write(FROM, TO, null, HitExport.Format.NDJSON, written);
        var empty = TestStore.on(database);
        var lines = new BufferedReader(new StringReader(written.toString()));
        assertThat(new HitImport(empty.store()).read(lines))
                .isEqualTo(store.number("select count(*) from sidetrack.hit"));
        empty.assertSameNumbersAs(store);
        var again = new StringBuilder();
        new HitExport(empty.store()).write(FROM, TO, null, HitExport.Format.NDJSON, again);
        assertThat(again.toString()).isEqualTo(written.toString());
    }

    @ParameterizedTest
    @MethodSource("dev.sidetrack.store.TestStore#databases")
    void run_exportOfAMonthAndImportIntoAnEmptyDatabase_makesTheSameNumbers(String database) throws Exception {
        var store = TestStore.on(database);
        store.send(new RandomHits(33, TestStore.NOW, 4).visits(20));
        store.rollUp();
        var file = directory.resolve("november.ndjson").toString();
        Transfer.run(store.clock, "export", store.url(), store.schema(), FROM.toString(), TO.toString(), file);
        var empty = TestStore.on(database);
        Transfer.run(store.clock, "import", empty.url(), empty.schema(), file);
        // Opened in the same time zone, whichever this machine has.
        empty.rollUp();
        empty.assertSameNumbersAs(store);
        assertThat(empty.number("select count(*) from sidetrack.hit"))
                .isEqualTo(store.number("select count(*) from sidetrack.hit"))
                .isPositive();
    }

    @ParameterizedTest
    @ValueSource(strings = {"hits.ndjson", "hits.csv"})
    void run_exportThatWasInterrupted_goesOnAfterTheIdGiven(String name) throws Exception {
        var store = TestStore.on("h2");
        store.send(new RandomHits(36, TestStore.NOW, 3).visits(10));
        var file = directory.resolve(name);
        var export =
                new String[] {"export", store.url(), store.schema(), FROM.toString(), TO.toString(), file.toString()};
        Transfer.run(store.clock, export);
        var whole = Files.readString(file);
        var cut = whole.indexOf('\n', whole.length() / 2) + 1;
        Files.writeString(file, whole.substring(0, cut));
        var last = whole.substring(0, cut).lines().reduce((first, second) -> second);
        var id = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}").matcher(last.orElseThrow());
        assertThat(id.find()).isTrue();

        Transfer.run(store.clock, export[0], export[1], export[2], export[3], export[4], export[5], id.group());
        assertThat(Files.readString(file)).isEqualTo(whole);
    }

    @ParameterizedTest
    @MethodSource("dev.sidetrack.store.TestStore#databases")
    void run_exportOfAMonthThatVisitsReachBeyond_makesTheSameNumbers(String database) throws Exception {
        var store = TestStore.on(database);
        store.clock.pass(Duration.ofDays(10));
        // In Berlin around the beginning of November and its end.
        for (var start : List.of("2026-10-31T22:50:00Z", "2026-11-30T22:50:00Z")) {
            var time = Instant.parse(start);
            var visitor = SampleHits.VISITOR.withSession(new dev.sidetrack.Session(time.getEpochSecond(), 1));
            for (var minutes = 0; minutes <= 20; minutes += 5) {
                var at = time.plusSeconds(60L * minutes);
                store.send(List.of(SampleHits.pageView()
                        .withId(HitIds.from(at))
                        .withTime(at)
                        .withVisitor(visitor)
                        .withPage(SampleHits.pageView().page().withPath("/" + minutes))));
            }
        }
        store.rollUp();
        var november = store.stats().totals(TestStore.ALL);
        assertThat(november.visits()).isEqualTo(1);
        assertThat(november.views()).isEqualTo(5);

        var empty = transferred(database, store, FROM, TO);
        empty.assertSameNumbersAs(store);
    }

    @ParameterizedTest
    @MethodSource("dev.sidetrack.store.TestStore#databases")
    void run_importOfHitsOlderThanAnyAreKept_keepsTheirTotals(String database) throws Exception {
        var store = TestStore.on(database);
        store.send(new RandomHits(34, TestStore.NOW, 4).visits(20));
        store.rollUp();
        store.clock.pass(Duration.ofDays(900));

        var empty = transferred(database, store, FROM, TO);
        empty.assertSameNumbersAs(store);
        empty.store().removeOld();
        assertThat(empty.number("select count(*) from sidetrack.hit")).isZero();
        empty.rollUp();
        empty.assertSameNumbersAs(store);
    }

    @ParameterizedTest
    @MethodSource("dev.sidetrack.store.TestStore#databases")
    void run_importOfHitsThatWereRemoved_isRefusedAndTheirTotalsStay(String database) throws Exception {
        var store = TestStore.on(database);
        store.send(new RandomHits(35, TestStore.NOW, 4).visits(20));
        store.rollUp();
        var file = directory.resolve("november.ndjson").toString();
        Transfer.run(store.clock, "export", store.url(), store.schema(), FROM.toString(), TO.toString(), file);
        var totals = store.stats().totals(TestStore.ALL);
        store.clock.pass(Duration.ofDays(900));
        store.store().removeOld();
        store.store().release();

        assertThatThrownBy(() -> Transfer.run(store.clock, "import", store.url(), store.schema(), file))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("Line 1 is of 2026-11-2")
                .hasMessageEndingWith(
                        "this database keeps no hits, only their totals: import it into an empty database.");
        assertThat(store.stats().totals(TestStore.ALL)).isEqualTo(totals);
    }

    /** An empty database with what an export of these days holds, in the same time zone. */
    private TestStore transferred(String database, TestStore store, LocalDate from, LocalDate to) throws Exception {
        var file = directory.resolve("days.ndjson").toString();
        Transfer.run(store.clock, "export", store.url(), store.schema(), from.toString(), to.toString(), file);
        var empty = TestStore.on(database);
        empty.clock.pass(Duration.between(empty.clock.instant(), store.clock.instant()));
        // Opened first, so that it has the same zone as the other, whichever this machine has.
        empty.store().release();
        Transfer.run(store.clock, "import", empty.url(), empty.schema(), file);
        return empty;
    }

    @ParameterizedTest
    @MethodSource("dev.sidetrack.store.TestStore#databases")
    void write_afterTheLastId_goesOnWithoutGapOrRepetition(String database) throws Exception {
        var store = TestStore.on(database);
        store.send(new RandomHits(32, TestStore.NOW, 3).visits(10));
        var export = new HitExport(store.store());
        var whole = new StringBuilder();
        export.write(FROM, TO, null, HitExport.Format.CSV, whole);
        var first = new StringBuilder();
        var last = export.write(FROM, LocalDate.of(2026, 11, 24), null, HitExport.Format.CSV, first);
        export.write(FROM, TO, last, HitExport.Format.CSV, first);
        assertThat(first.toString()).isEqualTo(whole.toString());
        assertThat(whole.toString().lines().findFirst()).contains(String.join(",", HitExport.columns()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"id\":\"1\"}",
                "[1]",
                "{\"id\":\"01934b2a-0000-7000-8000-000000000000\",\"time\":\"now\"}",
                "id,time",
                "{\"id\""
            })
    void read_aLineThatIsNoHit_saysWhichOne(String line) {
        var store = TestStore.on("h2");
        assertThatThrownBy(() -> new HitImport(store.store()).read(new BufferedReader(new StringReader("\n" + line))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Line 2 is no hit as an export writes it.");
    }

    @ParameterizedTest
    @MethodSource("dev.sidetrack.store.TestStore#databases")
    void write_hostileTexts_cannotLeaveTheirCells(String database) throws Exception {
        var store = TestStore.on(database);
        store.send(List.of(new Hit(
                SampleHits.ID,
                TestStore.NOW,
                null,
                new Page("https", "shop.example", "/a,b\"c\r\nd", "=1+1", null),
                SampleHits.VISITOR,
                TrackedEvent.named("@x").value(-5),
                null)));
        var csv = new StringBuilder();
        new HitExport(store.store()).write(FROM, TO, null, HitExport.Format.CSV, csv);
        assertThat(csv.toString()).contains(",\"/a,b\"\"c  d\",'=1+1,'@x,", ",-5.0,");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {"plain|plain", "=1|'=1", "+1|'+1", "-1|'-1", "@a|'@a", "a,b|\"a,b\"", "a\"b|\"a\"\"b\""})
    void cell_ofAText_isInert(String text, String cell) {
        assertThat(HitExport.cell(text)).isEqualTo(cell);
    }
}
