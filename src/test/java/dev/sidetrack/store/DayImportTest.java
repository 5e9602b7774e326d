// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.sidetrack.stats.Dimension;
import dev.sidetrack.stats.Filter;
import dev.sidetrack.stats.Interval;
import dev.sidetrack.stats.Query;
import dev.sidetrack.stats.Row;
import dev.sidetrack.stats.ServerTime;
import dev.sidetrack.stats.Slice;
import dev.sidetrack.stats.Totals;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DayImportTest {

    private static final Query SEPTEMBER =
            Query.of(LocalDate.of(2026, 9, 1), LocalDate.of(2026, 9, 30)).site("shop");
    private static final String GOATCOUNTER_COLUMNS =
            "2Path,Title,Event,UserAgent,Browser,System,Session,Bot,Referrer,Referrer scheme,Screen size,Location,FirstVisit,Date\n";
    private static final String GOATCOUNTER = GOATCOUNTER_COLUMNS + """
            /,"The ""shop"", home",false,,Firefox 78,Windows 10,s1,0,www.google.com/search,h,"1920,1080,1",DE-BE,true,2026-09-03T20:00:00Z
            /mug,Mug,false,,Firefox 78,Windows 10,s1,0,www.google.com/search,h,"1920,1080,1",DE-BE,true,2026-09-03T20:01:00Z
            /,Home,false,,Firefox 78,Windows 10,s1,0,www.google.com/search,h,"1920,1080,1",DE-BE,false,2026-09-03T22:30:00Z
            /,Home,false,,Chrome 120.0,Mac OS 10.15,s2,0,Hacker News,g,,US,true,2026-09-04T08:00:00Z

            add-to-cart,,true,,Chrome 120.0,Mac OS 10.15,s2,0,Hacker News,g,,US,true,2026-09-04T08:00:30Z
            /,Home,false,,Safari 17,iOS 17.1,s3,0,newsletter,c,,,true,2026-09-04T09:00:00Z
            /,Home,false,,,,s4,7,,,,,true,2026-09-04T09:00:00Z
            /,Home,false,,,,,0,,,,,true,2026-09-04T09:00:00Z
            """;

    @TempDir
    Path directory;

    @ParameterizedTest
    @MethodSource("dev.sidetrack.store.TestStore#databases")
    void read_anExportOfPlausible_showsInTotalsSeriesAndLists(String database) throws Exception {
        var store = TestStore.on(database);
        assertThat(new DayImport(store.store()).read("shop", plausible())).isEqualTo(new DayImport.Result(2, 0));
        var stats = store.stats();
        var totals = new Totals(150, 165, 420, 7, 70, 9_900, 0, ServerTime.NONE, true, true);
        assertThat(stats.totals(SEPTEMBER)).isEqualTo(totals);
        assertThat(stats.totals(SEPTEMBER.site(null))).isEqualTo(totals);
        assertThat(stats.totals(SEPTEMBER.site("blog"))).isEqualTo(Totals.NONE);
        assertThat(stats.series(SEPTEMBER, Interval.DAY).subList(0, 3))
                .extracting(day -> day.totals().visitors(), day -> day.totals().views())
                .containsExactly(tuple(100L, 300L), tuple(50L, 120L), tuple(0L, 0L));
        assertThat(stats.series(SEPTEMBER, Interval.MONTH).get(0).totals().visitors())
                .isEqualTo(150);
        assertThat(rows(store, Dimension.PAGE))
                .containsExactly(tuple("/", 120L, 260L), tuple("/mug, \"blue\"", 90L, 160L));
        assertThat(rows(store, Dimension.ENTRY)).containsExactly(tuple("/", 160L, 410L));
        assertThat(rows(store, Dimension.EXIT)).containsExactly(tuple("/mug", 60L, 0L));
        assertThat(rows(store, Dimension.CHANNEL))
                .containsExactly(tuple("search", 100L, 250L), tuple("direct", 40L, 100L), tuple("mail", 25L, 70L));
        assertThat(rows(store, Dimension.REFERRER))
                .containsExactly(tuple("google.com", 100L, 250L), tuple("", 40L, 100L), tuple("newsletter", 25L, 70L));
        assertThat(rows(store, Dimension.CAMPAIGN)).containsExactly(tuple("spring", 25L, 70L));
        assertThat(rows(store, Dimension.COUNTRY)).containsExactly(tuple("DE", 110L, 0L));
        assertThat(rows(store, Dimension.DEVICE)).containsExactly(tuple("desktop", 130L, 0L), tuple("mobile", 35L, 0L));
        assertThat(rows(store, Dimension.BROWSER)).containsExactly(tuple("Edge", 30L, 0L));
        assertThat(rows(store, Dimension.SYSTEM)).containsExactly(tuple("macOS", 30L, 0L));
        assertThat(stats.top(SEPTEMBER, Dimension.EVENT, Slice.first(10)).rows())
                .extracting(Row::value, Row::visits, Row::events)
                .containsExactly(tuple("add-to-cart", 5L, 7L));
        assertThat(stats.totals(SEPTEMBER.filter(Filter.parse("page:is:/")))).isEqualTo(Totals.NONE);
    }

    @ParameterizedTest
    @MethodSource("dev.sidetrack.store.TestStore#databases")
    void read_anExportOfGoatCounter_countsASessionOnTheDayItBegan(String database) throws Exception {
        var store = TestStore.on(database);
        var file = directory.resolve("goatcounter-export-shop.csv.gz");
        try (var out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write(GOATCOUNTER.getBytes(StandardCharsets.UTF_8));
        }
        assertThat(new DayImport(store.store()).read("shop", file)).isEqualTo(new DayImport.Result(2, 0));
        assertThat(store.stats().series(SEPTEMBER, Interval.DAY).subList(2, 4))
                .extracting(
                        day -> day.totals().visitors(),
                        day -> day.totals().visits(),
                        day -> day.totals().views(),
                        day -> day.totals().events(),
                        day -> day.totals().bounces(),
                        day -> day.totals().seconds())
                // In Berlin, where the last view of the first session is after midnight.
                .containsExactly(tuple(1L, 1L, 2L, 0L, 0L, 9_000.0), tuple(2L, 2L, 4L, 1L, 1L, 30.0));
        assertThat(rows(store, Dimension.PAGE)).containsExactly(tuple("/", 3L, 5L), tuple("/mug", 1L, 1L));
        assertThat(rows(store, Dimension.ENTRY)).containsExactly(tuple("/", 3L, 5L));
        assertThat(rows(store, Dimension.EXIT)).containsExactly(tuple("/", 3L, 5L));
        assertThat(rows(store, Dimension.REFERRER))
                .containsExactly(tuple("google.com", 1L, 3L), tuple("Hacker News", 1L, 1L), tuple("", 1L, 1L));
        assertThat(rows(store, Dimension.CHANNEL))
                .containsExactly(tuple("search", 1L, 3L), tuple("referral", 1L, 1L), tuple("mail", 1L, 1L));
        assertThat(rows(store, Dimension.CAMPAIGN)).containsExactly(tuple("newsletter", 1L, 1L));
        assertThat(rows(store, Dimension.COUNTRY))
                .containsExactly(tuple("DE", 1L, 3L), tuple("US", 1L, 1L), tuple("", 1L, 1L));
        assertThat(rows(store, Dimension.SYSTEM))
                .containsExactly(tuple("Windows", 1L, 3L), tuple("macOS", 1L, 1L), tuple("iOS", 1L, 1L));
        assertThat(rows(store, Dimension.EVENT)).containsExactly(tuple("add-to-cart", 1L, 0L));
    }

    @ParameterizedTest
    @MethodSource("dev.sidetrack.store.TestStore#databases")
    void read_daysThatAreThere_leavesThemAsTheyAre(String database) throws Exception {
        var store = TestStore.on(database);
        store.send(new RandomHits(61, TestStore.NOW, 1).visits(10));
        store.rollUp();
        var own = store.stats().totals(TestStore.ALL);
        var ownDay = store.stats().series(TestStore.ALL.site("shop"), Interval.DAY).stream()
                .filter(day -> day.totals().views() > 0)
                .findFirst()
                .map(day -> day.from().toLocalDate())
                .orElseThrow();
        var importing = new DayImport(store.store());
        importing.read("shop", plausible());
        var file = directory.resolve("again.csv");
        Files.writeString(
                file,
                GOATCOUNTER + "/,,false,,,,s9,0,,,,,true,2026-09-02T09:00:00Z\n" + "/,,false,,,,s9,0,,,,,true," + ownDay
                        + "T09:00:00Z\n");
        assertThat(importing.read("shop", file)).isEqualTo(new DayImport.Result(2, 2));
        assertThat(importing.read("shop", file)).isEqualTo(new DayImport.Result(0, 4));
        assertThat(importing.read("shop", plausible())).isEqualTo(new DayImport.Result(0, 2));
        store.rebuild();
        assertThat(store.stats().totals(TestStore.ALL)).isEqualTo(own);
        assertThat(store.stats().totals(SEPTEMBER).views()).isEqualTo(426);
    }

    @Test
    void read_aWrongCell_tellsFileLineAndColumn() throws Exception {
        var good = "/,\"two\nlines\",false,,,,s,0,,,,,true,2026-09-02T09:00:00Z\n";
        var wrong = new LinkedHashMap<String, String>();
        wrong.put(good + "/,,false,,,,s,0,,,,,true,yesterday\n", "line 4: column 'Date' is not a time such as");
        wrong.put("/,,yes,,,,s,0,,,,,true,2026-09-02T09:00:00Z\n", "line 2: column 'Event' is neither true nor false");
        wrong.put(
                "/,,false,,,,s,-1,,,,,true,2026-09-02T09:00:00Z\n",
                "line 2: column 'Bot' is not a whole number from 0 to");
        wrong.put("/,,false,,,,s,0\n", "line 2: there are 8 cells, but the first line names 14 columns");
        wrong.put(good + "/,\"never closed\n", "line 4: a quote is opened and never closed");
        wrong.put("/,,false,,,,s,0,,,,,true,2027-01-01T09:00:00Z\n", "has numbers of 2027-01-01, but days must be");
        for (var each : wrong.entrySet()) {
            assertRefused(GOATCOUNTER_COLUMNS + each.getKey(), each.getValue());
        }
        assertRefused("Path,Title\n/,Home\n", "line 1: this is not a CSV export of GoatCounter in version 2");
        assertRefused("2Path,Bot\n/,0\n", "line 1: there is no column 'Event'");
        assertRefused("", "is empty: its first line should name its columns");
    }

    private void assertRefused(String csv, String message) throws Exception {
        var file = directory.resolve("wrong.csv");
        Files.writeString(file, csv);
        var store = TestStore.on("h2");
        assertThatThrownBy(() -> new DayImport(store.store()).read("shop", file))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("wrong.csv")
                .hasMessageContaining(message);
        assertThat(store.number("select count(*) from sidetrack.imported_day")).isZero();
    }

    @Test
    void read_aZipOfSomethingElse_isRefused() throws Exception {
        var store = TestStore.on("h2");
        var other = zip(Map.of("readme.txt", "hello"));
        assertThatThrownBy(() -> new DayImport(store.store()).read("", other))
                .hasMessage("export.zip is not an export of Plausible: it has no imported_visitors….csv");
        var wrong = zip(
                Map.of(
                        "imported_visitors_20260901_20260902.csv",
                        "\"date\",\"visitors\",\"pageviews\",\"bounces\",\"visits\",\"visit_duration\"\n\"2026-09-01\",1,x,0,1,0\n"));
        assertThatThrownBy(() -> new DayImport(store.store()).read("", wrong))
                .hasMessageStartingWith(
                        "imported_visitors_20260901_20260902.csv, line 2: column 'pageviews' is not a whole number");
    }

    private List<Tuple> rows(TestStore store, Dimension dimension) {
        return store.stats().top(SEPTEMBER, dimension, Slice.first(10)).rows().stream()
                .map(row -> tuple(row.value(), row.visits(), row.views()))
                .toList();
    }

    private Path plausible() throws IOException {
        return zip(Map.of(
                "imported_visitors_20260901_20260902.csv",
                """
                "date","visitors","pageviews","bounces","visits","visit_duration"
                "2026-09-01",100,300,40,110,6600
                "2026-09-02",50,120,30,55,3300
                """,
                "imported_sources_20260901_20260902.csv",
                """
                "date","source","referrer","utm_source","utm_medium","utm_campaign","utm_content","utm_term","pageviews","visitors","visits","visit_duration","bounces"
                "2026-09-01","Google","google.com","","","","","",250,90,100,6000,30
                "2026-09-01","","","","","","","",50,10,10,600,10
                "2026-09-02","Direct / None","","","","","","",50,28,30,300,20
                "2026-09-02","newsletter","","newsletter","email","spring","","",70,22,25,3000,10
                """,
                "imported_pages_20260901_20260902.csv",
                """
                "date","hostname","page","visits","visitors","pageviews","total_scroll_depth","total_scroll_depth_visits"
                "2026-09-01","shop.example","/",80,75,180,\\N,\\N
                "2026-09-01","shop.example","/mug, ""blue""\",60,55,120,4000,60
                "2026-09-02","shop.example","/",40,40,80,\\N,\\N
                "2026-09-02","shop.example","/mug, ""blue""\",30,30,40,\\N,\\N
                """,
                "imported_entry_pages_20260901_20260902.csv",
                """
                "date","entry_page","visitors","entrances","visit_duration","bounces","pageviews"
                "2026-09-01","/",150,160,6600,40,410
                """,
                "imported_exit_pages_20260901_20260902.csv",
                """
                "date","exit_page","visitors","exits"
                "2026-09-01","/mug",58,60
                """,
                "imported_custom_events_20260901_20260902.csv",
                """
                "date","name","link_url","path","visitors","events"
                "2026-09-01","add-to-cart","","",3,4
                "2026-09-02","add-to-cart","","",2,3
                """,
                "imported_locations_20260901_20260902.csv",
                """
                "date","country","region","city","visitors","visits","visit_duration","bounces"
                "2026-09-01","DE","DE-BE",2950159,90,100,6000,30
                "2026-09-02","DE","",0,9,10,600,5
                """,
                "imported_devices_20260901_20260902.csv",
                """
                "date","device","visitors","visits","visit_duration","bounces"
                "2026-09-01","Desktop",90,100,6000,30
                "2026-09-01","Laptop",25,30,300,10
                "2026-09-02","Mobile",30,35,300,20
                """,
                "imported_browsers_20260901_20260902.csv",
                """
                "date","browser","browser_version","visitors","visits","visit_duration","bounces"
                "2026-09-01","Microsoft Edge","120.0",25,30,300,10
                """,
                "imported_operating_systems_20260901_20260902.csv",
                """
                "date","operating_system","operating_system_version","visitors","visits","visit_duration","bounces"
                "2026-09-01","Mac","10.15",25,30,300,10
                """));
    }

    private Path zip(Map<String, String> files) throws IOException {
        var file = directory.resolve("export.zip");
        try (var zip = new ZipOutputStream(Files.newOutputStream(file))) {
            for (var each : files.entrySet()) {
                zip.putNextEntry(new ZipEntry(each.getKey()));
                zip.write(each.getValue().getBytes(StandardCharsets.UTF_8));
            }
        }
        return file;
    }
}
