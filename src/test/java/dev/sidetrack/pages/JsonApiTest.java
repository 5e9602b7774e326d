// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.pages;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import dev.sidetrack.HitOutcomes;
import dev.sidetrack.config.SettingsOf;
import dev.sidetrack.stats.Filter;
import dev.sidetrack.stats.Query;
import dev.sidetrack.stats.StatsException;
import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The API, against its own description. */
class JsonApiTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String NOVEMBER = "from=2026-11-01&to=2026-11-30";

    private final FakeStats stats = new FakeStats();

    @ParameterizedTest
    @CsvSource({
        "/totals, ''",
        "/series, &by=day",
        "/series, &by=hour",
        "/top, &by=page&limit=3",
        "/top, &by=event",
        "/live, ''"
    })
    void answer_ofEachQuestion_isAsTheDescriptionHasIt(String path, String more) throws IOException {
        var description = JSON.readTree(JsonApi.class.getResource("openapi.json"));
        var schema = description.at("/paths").get(path).at("/get/responses/200/content/application~1json/schema");
        var answer = ask(path, NOVEMBER + more);
        assertThat(answer.answerHeader("Content-Type")).isEqualTo("application/json");
        assertThat(JsonSchemaFactory.getInstance(VersionFlag.V202012)
                        .getSchema(schema)
                        .validate(JSON.readTree(answer.text())))
                .isEmpty();
    }

    @Test
    void description_ofTheApi_namesEachQuestionAndIsServed() throws IOException {
        assertThat(JSON.readTree(ask("/openapi.json", null).text()).get("paths").fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder("/totals", "/series", "/top", "/live");
    }

    @Test
    void description_ofLive_namesWhatItReads() throws IOException {
        var names = JSON.readTree(ask("/openapi.json", null).text()).at("/paths/~1live/get/parameters");
        assertThat(names)
                .extracting(each -> each.has("name")
                        ? each.get("name").asText()
                        : each.get("$ref").asText())
                .containsExactlyInAnyOrder("#/components/parameters/site", "limit", "path", "event", "visitor");
        assertThat(json("/live", "site=*")).hasSize(1);
        assertThat(json("/live", "site=blog")).isEmpty();
    }

    @Test
    void totals_ofDaysSiteAndFilters_askForThese() throws IOException {
        ask("/totals", NOVEMBER + "&site=blog&f=page:is:/a%3Ab&f=country:not:DE");
        assertThat(stats.asked)
                .contains(Query.of(LocalDate.of(2026, 11, 1), LocalDate.of(2026, 11, 30))
                        .site("blog")
                        .filter(Filter.parse("page:is:/a:b"))
                        .filter(Filter.parse("country:not:DE")));
    }

    @Test
    void site_leftOut_isAllAndEmptyIsTheDefaultOne() throws IOException {
        ask("/totals", NOVEMBER);
        assertThat(stats.asked.get(0).site()).isNull();
        stats.asked.clear();
        ask("/totals", NOVEMBER + "&site=");
        assertThat(stats.asked.get(0).site()).isEmpty();
    }

    @Test
    void series_inSummerAndWinter_begins_withTheZonesOffset() throws IOException {
        assertThat(json("/series", "from=2026-11-01&to=2026-11-02&by=day")
                        .at("/0/from")
                        .asText())
                .isEqualTo("2026-11-01T00:00:00+01:00");
        assertThat(json("/series", "from=2026-07-01&to=2026-07-02&by=day")
                        .at("/0/from")
                        .asText())
                .isEqualTo("2026-07-01T00:00:00+02:00");
    }

    @Test
    void top_ofAFewLines_hasMostVisitsFirst() throws IOException {
        var top = json("/top", NOVEMBER + "&by=page&limit=3");
        assertThat(top).hasSize(3);
        assertThat(top.get(0).get("value").asText()).isEqualTo("/");
        assertThat(top.get(0).get("visits").asLong())
                .isGreaterThan(top.get(1).get("visits").asLong());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "/totals from=2026-11-31 from",
                "/totals from=yesterday from",
                "/totals to=2026-13-01 to",
                "/totals from=2026-11-02&to=2026-11-01 from",
                "/totals from=2026-11-01&from=2026-11-02 from",
                "/totals f=page f",
                "/totals f=page:like:x f",
                "/totals f=colour:is:red f",
                "/totals period=forever period",
                "/totals f=%ZZ f",
                "/series by=minute by",
                "/top limit=3 by",
                "/top by=colour by",
                "/top by=page&limit=0 limit",
                "/top by=page&limit=many limit",
                "/top by=page&limit=99999 limit",
                "/top by=page&offset=-1 offset",
                "/series from=2010-01-01&to=2026-01-01&by=hour by",
                "/live limit=0 limit",
                "/totals compare=never compare",
                "/totals to=-999999999-01-01 to",
                "/totals from=%2B999999999-12-31 from",
                "/totals from=1999-12-31&to=2026-11-01 from",
                "/totals to=3000-01-01 to",
                "/totals site=%00 site",
                "/totals exact=maybe exact",
                "/top by=page&search=%00 search",
                "/series from=2025-01-01&to=2026-11-20&by=hour by",
                "/series from=2000-01-01&to=2028-01-01&by=day by"
            })
    void question_withAWrongParameter_isAProblemThatNamesIt(String path, String query, String parameter)
            throws IOException {
        var answer = ask(path, query);
        assertThat(answer.status).isEqualTo(400);
        assertThat(answer.answerHeader("Content-Type")).isEqualTo("application/problem+json");
        var problem = JSON.readTree(answer.text());
        assertThat(problem.get("parameter").asText()).isEqualTo(parameter);
        assertThat(problem.get("detail").asText()).startsWith(parameter + ": ");
        assertThat(problem.get("status").asInt()).isEqualTo(400);
    }

    @Test
    void series_byLongSteps_isThereForManyYears() throws IOException {
        assertThat(json("/series", "from=2000-01-01&to=2028-01-01&by=month")).hasSize(337);
        assertThat(json("/series", "from=2000-01-01&to=2028-01-01&by=week")).hasSize(1_462);
        assertThat(json("/series", "from=2025-10-20&to=2026-11-20&by=hour")).hasSize(397 * 24);
    }

    @Test
    void problem_ofALongAndHostileParameter_isShortAndInert() throws IOException {
        for (var query : List.of("by=", "f=page:", "f=", "period=", "from=", "limit=", "by=page&a=%ZZ", "x%ZZ=")) {
            var answer = ask("/top", query + "%E2%80%AE%3Cb%3E" + "x".repeat(30_000) + ":y:z");
            assertThat(answer.status).isEqualTo(400);
            assertThat(answer.text()).as(query).hasSizeLessThan(1_000).doesNotContain("\u202E");
        }
    }

    @Test
    void answer_ofHostileValues_isWhatTheyAre() throws IOException {
        stats.hostile =
                List.of("</script><script>alert(1)</script>", "\u202Egpj.exe", "\"},{\"a\":\"", "a\nb\u0000\u2028");
        for (var by : List.of("page", "event", "referrer", "campaign")) {
            assertThat(json("/top", NOVEMBER + "&by=" + by))
                    .extracting(row -> row.get("value").asText())
                    .containsExactlyElementsOf(stats.hostile);
        }
        assertThat(json("/live", "").at("/0/path").asText()).isEqualTo(stats.hostile.get(0));
        assertThat(ask("/live", "").answerHeader("X-Content-Type-Options")).isEqualTo("nosniff");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/", "/nothing", "/totals/x"})
    void question_thatIsNone_isNotFound(String path) throws IOException {
        assertThat(ask(path, null).status).isEqualTo(404);
    }

    @Test
    void question_byAnotherMethod_isNotAllowed() throws IOException {
        var answer = new Asked("/api/totals").locally().method("DELETE").of(pages());
        assertThat(answer.status).isEqualTo(405);
        assertThat(answer.answerHeader("Allow")).isEqualTo("GET, HEAD");
    }

    @Test
    void question_whileTheDatabaseIsBusy_saysWhenToAskAgain() throws IOException {
        stats.failure = new StatsException(StatsException.Reason.BUSY, "too many ask at once", null);
        var answer = ask("/totals", NOVEMBER);
        assertThat(answer.status).isEqualTo(503);
        assertThat(answer.answerHeader("Retry-After")).isEqualTo("5");
        assertThat(answer.text()).contains("too many ask at once");
    }

    private JsonNode json(String path, String query) throws IOException {
        return JSON.readTree(ask(path, query).text());
    }

    private Asked ask(String path, String query) throws IOException {
        return new Asked("/api" + path).locally().query(query).of(pages());
    }

    private Pages pages() throws IOException {
        return SamplePages.of(
                SettingsOf.one("sidetrack.stats.open-on-loopback", "true"),
                stats,
                new HitOutcomes(),
                new PagesTest.Ticking());
    }
}
