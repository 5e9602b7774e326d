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
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
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
