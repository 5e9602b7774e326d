// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.json;

import static dev.sidetrack.SampleHits.ID;
import static dev.sidetrack.SampleHits.TIME;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Named.named;

import dev.sidetrack.Campaign;
import dev.sidetrack.ClientHints;
import dev.sidetrack.Consent;
import dev.sidetrack.Hit;
import dev.sidetrack.Page;
import dev.sidetrack.SampleHits;
import dev.sidetrack.TrackedEvent;
import dev.sidetrack.Visitor;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class HitJsonTest {

    private static final String NASTY = "\"\\/\b\f\n\r\t\0\u001b\u2028 ä 漢字 😀 \ud83d \ude00 {} [] : , \u007f\uffff";

    @Test
    void write_fullEvent_namesEveryPart() {
        assertThat(text(SampleHits.event()))
                .isEqualTo(
                        "{\"id\":\"019cb6f1-1a13-73c0-8d4e-0123456789ab\",\"time\":1772600767891234,"
                                + "\"site\":\"shop\",\"scheme\":\"https\",\"host\":\"shop.example\",\"path\":\"/products/blue-mug\",\"title\":\"Blue mug\","
                                + "\"referrer\":\"https://search.example/find\",\"client\":\"4f8c1f0e-7d1b-4c55-9a0e-2b6f3d9c1a77\","
                                + "\"session\":1772600000,\"sessionNumber\":3,\"address\":\"192.0.2.0\","
                                + "\"userAgent\":\"Mozilla/5.0 (X11; Linux x86_64)\",\"language\":\"de-AT\",\"consent\":\"UNASKED\","
                                + "\"event\":\"order-placed\",\"category\":\"shop\",\"label\":\"blue-mug\",\"value\":12.5,"
                                + "\"properties\":{\"sku\":\"M-1\",\"quantity\":2,\"discount\":0.25,\"gift\":true},\"serverTime\":42000}");
    }

    @Test
    void write_everyField_namesEveryPart() {
        assertThat(text(everyField()))
                .isEqualTo(
                        "{\"id\":\"019cb6f1-1a13-73c0-8d4e-0123456789ab\",\"time\":1772600767891234,"
                                + "\"scheme\":\"https\",\"host\":\"shop.example\",\"port\":8443,\"path\":\"/products\",\"query\":\"id=3\",\"client\":\"c\",\"consent\":\"GRANTED\","
                                + "\"user\":\"user-7\",\"aliases\":{\"_ga\":\"123.456\"},\"campaign\":{\"source\":\"newsletter\",\"medium\":\"email\","
                                + "\"name\":\"spring\",\"term\":\"mug\",\"content\":\"button\",\"id\":\"c-7\",\"sourcePlatform\":\"platform\",\"creativeFormat\":\"video\",\"marketingTactic\":\"remarketing\",\"clickIdName\":\"gclid\",\"clickId\":\"Cj0\"}}");
    }

    @Test
    void write_browser_namesEveryPart() {
        assertThat(text(hinting()))
                .isEqualTo(
                        "{\"id\":\"019cb6f1-1a13-73c0-8d4e-0123456789ab\",\"time\":1772600767891234,"
                                + "\"path\":\"/\",\"view\":\"019cb6f1-1a13-73c0-8d4e-0123456789ab\",\"client\":\"c\",\"consent\":\"UNASKED\","
                                + "\"screen\":\"1920x1080\",\"country\":\"AT\",\"hints\":{\"brands\":\"\\\"Chromium\\\";v=\\\"124\\\"\",\"mobile\":false,\"platform\":\"Windows\","
                                + "\"platformVersion\":\"15.0.0\",\"model\":\"Pixel 8\",\"fullVersions\":\"\\\"Chromium\\\";v=\\\"124.0.1\\\"\"}}");
    }

    @Test
    void read_hitOfBeforeTheseFields_hasNoneOfThem() {
        var hit = read(
                "{\"id\":\"019cb6f1-1a13-73c0-8d4e-0123456789ab\",\"time\":1,\"path\":\"/\",\"client\":\"c\",\"consent\":\"GRANTED\"}");
        assertThat(hit.campaign()).isNull();
        assertThat(hit.page().query()).isNull();
        assertThat(hit.visitor().userId()).isNull();
        assertThat(hit.visitor().aliases()).isEmpty();
        assertThat(hit.visitor().hints()).isNull();
        assertThat(hit.visitor().screen()).isNull();
        assertThat(hit.visitor().country()).isNull();
        assertThat(hit.page().viewId()).isNull();
        assertThat(hit.viewId()).isEqualTo(hit.id());
    }

    @Test
    void write_minimalHit_leavesOutWhatIsMissing() {
        assertThat(text(SampleHits.minimal()))
                .isEqualTo("{\"id\":\"019cb6f1-1a13-73c0-8d4e-0123456789ab\",\"time\":1772600767891234}");
    }

    static Stream<Named<Hit>> read_writtenHit_isTheSame() {
        var nasty = new TrackedEvent(NASTY, NASTY, NASTY, -0.001, null)
                .property(NASTY, NASTY)
                .property("", "");
        return Stream.of(
                named("page view", SampleHits.pageView()),
                named("event", SampleHits.event()),
                named("minimal", SampleHits.minimal()),
                named(
                        "visitor without anything",
                        new Hit(
                                ID,
                                TIME,
                                null,
                                SampleHits.PAGE,
                                new Visitor("c", null, null, null, null, Consent.DENIED),
                                null,
                                null)),
                named(
                        "nasty texts",
                        new Hit(
                                ID,
                                TIME,
                                NASTY,
                                new Page(NASTY, NASTY, NASTY, NASTY, NASTY),
                                new Visitor(NASTY, null, NASTY, NASTY, NASTY, Consent.GRANTED),
                                nasty,
                                Duration.ZERO)),
                named("every field", everyField()),
                named("browser", hinting()),
                named(
                        "hints without anything",
                        new Hit(
                                ID,
                                TIME,
                                null,
                                SampleHits.PAGE,
                                Visitor.builder("c")
                                        .hints(new ClientHints(null, null, null, null, null, null))
                                        .build(),
                                null,
                                null)),
                named(
                        "nasty campaign",
                        new Hit(
                                ID,
                                TIME,
                                null,
                                new Page(null, null, null, null, null, NASTY),
                                new Visitor(
                                        "c",
                                        null,
                                        null,
                                        null,
                                        null,
                                        Consent.GRANTED,
                                        NASTY,
                                        Map.of(NASTY, NASTY, "", "")),
                                null,
                                null,
                                new Campaign(NASTY, NASTY, NASTY, NASTY, NASTY, NASTY, NASTY, NASTY))),
                named(
                        "campaign without anything",
                        new Hit(
                                ID,
                                TIME,
                                null,
                                SampleHits.PAGE,
                                null,
                                null,
                                null,
                                new Campaign(null, null, null, null, null, null, null, null))),
                named(
                        "before 1970",
                        new Hit(
                                ID,
                                Instant.parse("1969-12-31T23:59:59.000001Z"),
                                null,
                                SampleHits.PAGE,
                                null,
                                null,
                                null)),
                named(
                        "far future",
                        new Hit(
                                ID,
                                Instant.parse("9999-12-31T23:59:59.999999Z"),
                                null,
                                SampleHits.PAGE,
                                null,
                                null,
                                null)),
                named(
                        "nested",
                        SampleHits.event(TrackedEvent.named("e")
                                .property(
                                        "items",
                                        List.of(
                                                Map.of(
                                                        "id",
                                                        "M-1",
                                                        "price",
                                                        new BigDecimal("12345678901234567.89"),
                                                        "tags",
                                                        List.of(NASTY, 1, true)),
                                                Map.of("big", new BigInteger("12345678901234567890")),
                                                List.of())))),
                named(
                        "large numbers",
                        SampleHits.event(TrackedEvent.named("e")
                                .value(1e300)
                                .property("l", Long.MAX_VALUE)
                                .property("m", Long.MIN_VALUE)
                                .property("d", Double.MIN_VALUE))));
    }

    @ParameterizedTest
    @MethodSource
    void read_writtenHit_isTheSame(Hit hit) {
        assertThat(read(text(hit))).isEqualTo(hit);
    }

    @Test
    void read_wholeDoubleProperty_isALong() {
        var hit = read(text(SampleHits.event(TrackedEvent.named("e").property("price", 12.0))));
        assertThat(hit.event().properties()).containsEntry("price", 12L);
    }

    @Test
    void read_unknownMembers_areIgnored() {
        var text = text(SampleHits.event())
                .replaceFirst("\\{", "{\"new\":{\"deep\":[null,{\"x\":[1.5,\"}\"]}]},\"big\":99999999999999999999,")
                .replaceFirst("\\}$", ",\"newer\":null}");
        assertThat(read(text)).isEqualTo(SampleHits.event());
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            id missing            | {"time":1}
            time missing          | {"id":"019cb6f1-1a13-73c0-8d4e-0123456789ab"}
            id is no UUID         | {"id":"x","time":1}
            id is a number        | {"id":1,"time":1}
            id is null            | {"id":null,"time":1}
            time is a text        | {"id":"019cb6f1-1a13-73c0-8d4e-0123456789ab","time":"1"}
            time has a fraction   | {"id":"019cb6f1-1a13-73c0-8d4e-0123456789ab","time":1.5}
            time is far too large | {"id":"019cb6f1-1a13-73c0-8d4e-0123456789ab","time":9223372036854775807}
            unknown consent       | {"id":"019cb6f1-1a13-73c0-8d4e-0123456789ab","time":1,"client":"c","consent":"MAYBE"}
            value is a text       | {"id":"019cb6f1-1a13-73c0-8d4e-0123456789ab","time":1,"event":"e","value":"1"}
            value is endless      | {"id":"019cb6f1-1a13-73c0-8d4e-0123456789ab","time":1,"event":"e","value":1e999}
            event without a name  | {"id":"019cb6f1-1a13-73c0-8d4e-0123456789ab","time":1,"event":""}
            alias is a number     | {"id":"019cb6f1-1a13-73c0-8d4e-0123456789ab","time":1,"client":"c","aliases":{"_ga":1}}
            campaign is a text    | {"id":"019cb6f1-1a13-73c0-8d4e-0123456789ab","time":1,"campaign":"spring"}
            properties are a list | {"id":"019cb6f1-1a13-73c0-8d4e-0123456789ab","time":1,"event":"e","properties":[]}
            """)
    void read_invalidHit_isRefused(String name, String text) {
        assertThatExceptionOfType(MalformedJsonException.class).isThrownBy(() -> read(text));
    }

    @Test
    void read_tooLongEventName_isCut() {
        var text = text(SampleHits.event()).replace("order-placed", "x".repeat(101));
        assertThat(read(text).event().name()).isEqualTo("x".repeat(100));
    }

    @Test
    void read_cutAnywhere_isRefused() {
        var whole = text(SampleHits.event());
        for (var length = 0; length < whole.length(); length++) {
            var cut = whole.substring(0, length);
            assertThatExceptionOfType(MalformedJsonException.class).as(cut).isThrownBy(() -> read(cut));
        }
    }

    @Property
    void read_oneCharacterChanged_readsOrRefuses(@ForAll @IntRange(max = 800) int place, @ForAll char other) {
        var text = new StringBuilder(text(SampleHits.event()));
        text.setCharAt(place % text.length(), other);
        readOrRefuse(text.toString());
    }

    @Property
    void read_twoPartsExchanged_readsOrRefuses(@ForAll @IntRange(max = 800) int a, @ForAll @IntRange(max = 800) int b) {
        var text = text(SampleHits.event());
        readOrRefuse(text.substring(0, a % text.length()) + text.substring(b % text.length()));
    }

    @Property
    void read_anyText_readsOrRefuses(@ForAll String text) {
        readOrRefuse(text);
        readOrRefuse("{" + text + "}");
        readOrRefuse("{\"id\":" + text + "}");
    }

    @Property
    void read_anyTexts_areReadAsWritten(
            @ForAll String title, @ForAll String property, @ForAll double value, @ForAll long number) {
        var event = TrackedEvent.named("e")
                .label(title)
                .value(value)
                .property(property, title)
                .property("n", number);
        var hit = new Hit(ID, TIME, title, new Page(null, null, title, null, property), null, event, null);
        assertThat(read(text(hit))).isEqualTo(hit);
    }

    private static Hit everyField() {
        var visitor = Visitor.builder("c")
                .consent(Consent.GRANTED)
                .userId("user-7")
                .aliases(Map.of("_ga", "123.456"))
                .build();
        var campaign = Campaign.builder()
                .source("newsletter")
                .medium("email")
                .name("spring")
                .term("mug")
                .content("button")
                .id("c-7")
                .sourcePlatform("platform")
                .creativeFormat("video")
                .marketingTactic("remarketing")
                .clickId("gclid", "Cj0")
                .build();
        var page = Page.builder()
                .scheme("https")
                .host("shop.example")
                .port(8443)
                .path("/products")
                .query("id=3")
                .build();
        return Hit.builder()
                .id(ID)
                .time(TIME)
                .page(page)
                .visitor(visitor)
                .campaign(campaign)
                .build();
    }

    private static Hit hinting() {
        var hints = new ClientHints(
                "\"Chromium\";v=\"124\"", false, "Windows", "15.0.0", "Pixel 8", "\"Chromium\";v=\"124.0.1\"");
        var visitor = Visitor.builder("c")
                .hints(hints)
                .screen("1920x1080")
                .country("AT")
                .build();
        return new Hit(ID, TIME, null, Page.builder().path("/").viewId(ID).build(), visitor, null, null);
    }

    private static void readOrRefuse(String text) {
        try {
            assertThat(read(text)).isNotNull();
        } catch (MalformedJsonException documented) {
            assertThat(documented).message().isNotBlank();
        }
    }

    private static String text(Hit hit) {
        var json = new JsonWriter();
        HitJson.write(json, hit);
        return json.toString();
    }

    private static Hit read(String text) {
        var json = new JsonReader(text);
        var hit = HitJson.read(json);
        json.finish();
        return hit;
    }
}
