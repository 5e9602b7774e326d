package dev.sidetrack.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.URI;
import java.text.NumberFormat;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.openqa.selenium.json.Json;

/** The page of the statistics as its owner clicks and reads it, beside what the API says of the same view. */
record StatsPage(Chromium chromium) {

    static final String PATH = "sidetrack/stats";
    private static final int LINES = 9;
    private static final int DAYS_OF_WEEK = 7;

    /** Clicks that, and waits for the view to which it leads. */
    void click(String selector) {
        chromium.clickAway(selector);
        chromium.awaitVisible("section.foot");
    }

    void openAndClick(String summary, String selector) {
        chromium.only(summary).click();
        click(selector);
    }

    LocalDate from() {
        return LocalDate.parse(chromium.attribute("input[name=from]", "value"));
    }

    LocalDate to() {
        return LocalDate.parse(chromium.attribute("input[name=to]", "value"));
    }

    /** Totals, chart and most visited pages of the view are those that the API tells; returns how many visits. */
    long assertNumbersOfTheApi() {
        var query = query();
        var totals = object("totals", query);
        assertEquals(shown(totals), chromium.texts("a.kpi .v"), query);

        var by = from().equals(to()) ? "hour" : from().plusDays(92).isAfter(to()) ? "day" : "week";
        var series = list("series", query + "&by=" + by).stream()
                .map(point -> compact(point.get("visitors")))
                .toList();
        assertEquals(series, chromium.texts("details.astable tbody td:nth-child(2)"), query);

        var pages = list("top", query + "&by=page&limit=" + LINES);
        assertEquals(
                pages.stream().map(row -> row.get("value")).toList(), chromium.texts("#pages a.row .l bdi"), query);
        assertEquals(
                pages.stream()
                        .map(row -> "Visits " + compact(row.get("visits")))
                        .toList(),
                chromium.texts("#pages a.row .x"),
                query);
        return number(totals.get("visits"));
    }

    /** What each total is compared with is what the API tells of the days that lie so many weeks before. */
    void assertComparedWith(int weeksBefore) {
        var shift = weeksBefore == 0 ? weeks() : weeksBefore;
        var before = object("totals", "from=" + from().minusWeeks(shift) + "&to=" + to().minusWeeks(shift) + filters());
        var expected = new ArrayList<String>();
        for (var text : shown(before)) {
            if (!text.replaceAll("[^1-9]", "").isEmpty()) {
                expected.add("before: " + text);
            }
        }
        assertEquals(expected, chromium.attributes("a.kpi .d", "title"));
        var series = list(
                        "series",
                        "from=" + from().minusWeeks(shift) + "&to=" + to().minusWeeks(shift) + filters() + "&by=day")
                .stream()
                .map(point -> compact(point.get("visitors")))
                .toList();
        assertEquals(series, chromium.texts("details.astable tbody td:nth-child(3)"));
    }

    /** A period of whole weeks meets the same weekdays before. */
    private long weeks() {
        var days = from().until(to()).getDays() + 1;
        return (days + DAYS_OF_WEEK - 1) / DAYS_OF_WEEK;
    }

    private String query() {
        var query = URI.create(chromium.address()).getRawQuery();
        return query == null ? "" : query;
    }

    private String filters() {
        var filters = new StringBuilder();
        for (var parameter : query().split("&")) {
            filters.append(parameter.startsWith("f=") ? "&" + parameter : "");
        }
        return filters.toString();
    }

    private static List<String> shown(Map<String, Object> totals) {
        var visits = number(totals.get("visits"));
        var depth = NumberFormat.getNumberInstance(Locale.ENGLISH);
        depth.setMinimumFractionDigits(2);
        depth.setMaximumFractionDigits(2);
        var seconds = Math.round(((Number) totals.get("visitSeconds")).doubleValue());
        return List.of(
                compact(totals.get("visitors")),
                compact(visits),
                compact(totals.get("views")),
                depth.format(visits == 0 ? 0 : (double) number(totals.get("views")) / visits),
                NumberFormat.getPercentInstance(Locale.ENGLISH).format(totals.get("bounceRate")),
                seconds < 60 ? seconds + "s" : "%dm %02ds".formatted(seconds / 60, seconds % 60));
    }

    private static String compact(Object number) {
        return number(number) < 10_000
                ? NumberFormat.getIntegerInstance(Locale.ENGLISH).format(number)
                : String.format(Locale.ENGLISH, "%.1fk", number(number) / 1000.0);
    }

    private static long number(Object number) {
        return ((Number) number).longValue();
    }

    private static Map<String, Object> object(String question, String query) {
        return new Json().toType(answer(question, query), Json.MAP_TYPE);
    }

    private static List<Map<String, Object>> list(String question, String query) {
        return new Json().toType(answer(question, query), Json.LIST_OF_MAPS_TYPE);
    }

    private static String answer(String question, String query) {
        var answer = new Browser().get(PATH + "/api/" + question + "?" + query);
        assertEquals(200, answer.statusCode(), answer::body);
        return answer.body();
    }
}
