// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.queue;

import static dev.sidetrack.SampleHits.CLIENT;
import static dev.sidetrack.SampleHits.ID;
import static dev.sidetrack.SampleHits.PAGE;
import static dev.sidetrack.SampleHits.TIME;
import static dev.sidetrack.SampleHits.VISITOR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.sidetrack.Campaign;
import dev.sidetrack.ClientHints;
import dev.sidetrack.Consent;
import dev.sidetrack.Hit;
import dev.sidetrack.Page;
import dev.sidetrack.SampleHits;
import dev.sidetrack.Session;
import dev.sidetrack.TrackedEvent;
import dev.sidetrack.Visitor;
import dev.sidetrack.json.MalformedJsonException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BatchCodecTest {

    private static final String VALID =
            BatchCodec.write(List.of(SampleHits.event(), SampleHits.pageView(), SampleHits.minimal()));

    /** The file is what some queue holds since years: it must never be changed, and never cease to be read. */
    @Test
    void read_version1_isReadForEver() throws IOException {
        var granted = new Visitor(
                CLIENT, new Session(1_772_600_000L, 3), "192.0.2.0", VISITOR.userAgent(), "de-AT", Consent.GRANTED);
        var odd = new Page(null, null, "/caf\u00e9/\ud83d\ude00 \ud83d\"\\\0\n", null, null);
        assertThat(BatchCodec.read(version1()))
                .containsExactly(
                        SampleHits.event(),
                        new Hit(ID, TIME, "shop", PAGE, granted, null, Duration.ofMillis(42)),
                        new Hit(
                                ID,
                                Instant.ofEpochSecond(-2, 999_999_000),
                                null,
                                odd,
                                new Visitor("c", null, null, null, null, Consent.DENIED),
                                null,
                                null),
                        SampleHits.minimal());
    }

    /**
     * As long as this holds, the version need not change: older nodes read what newer ones write. Control characters
     * and half ones, which a hit of today has no more, are made plain.
     */
    @Test
    void write_hitsOfVersion1_isThatVeryText() throws IOException {
        assertThat(BatchCodec.write(BatchCodec.read(version1())))
                .isEqualTo(version1()
                        .strip()
                        .replace("\\u00e9", "\u00e9")
                        .replace("\\ud83d\\ude00", "\ud83d\ude00")
                        .replace("\\ud83d", "\ufffd")
                        .replace("\\u0000\\n", ""));
    }

    @Test
    void read_unknownMembers_areIgnored() {
        var newer = VALID.replace("{\"version\"", "{\"node\":{\"a\":[1,{}]},\"version\"")
                .replaceFirst("]}$", "],\"more\":null}");
        assertThat(BatchCodec.read(newer)).hasSize(3);
    }

    @Test
    void read_hitsBeforeTheVersion_isTheSame() {
        var hits = VALID.substring(VALID.indexOf("\"hits\""), VALID.length() - 1);
        assertThat(BatchCodec.read("{" + hits + ",\"version\":1}")).hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "null",
                "[]",
                "{}",
                "1",
                "\"\"",
                "{\"version\":1}",
                "{\"version\":1,\"hits\":[]}",
                "{\"version\":1,\"hits\":{}}",
                "{\"version\":1,\"hits\":null}",
                "{\"version\":1,\"hits\":[null]}",
                "{\"version\":1,\"hits\":[{}]}",
                "{\"version\":1,\"hits\":[[]]}",
                "{\"version\":0,\"hits\":[]}",
                "{\"version\":-1,\"hits\":[]}",
                "{\"version\":2,\"hits\":[]}",
                "{\"version\":\"1\",\"hits\":[]}",
                "{\"version\":1.0,\"hits\":[]}",
                "{\"version\":null,\"hits\":[]}",
                "{\"version\":99999999999999999999,\"hits\":[]}"
            })
    void read_noBatch_isRefused(String text) {
        assertThatExceptionOfType(MalformedJsonException.class).isThrownBy(() -> BatchCodec.read(text));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ''                        | an object expected at character 0
            Hello!                    | an object expected at character 0
            {"hits":[]}               | a batch needs a version and hits
            {"version":1,"hits":[]}   | a batch needs a version and hits
            {"version":2,"hits":[{}]} | the batch has version 2, but this node reads 1
            """)
    void read_noBatch_saysWhy(String text, String reason) {
        assertThatExceptionOfType(MalformedJsonException.class)
                .isThrownBy(() -> BatchCodec.read(text))
                .withMessageContaining(reason);
    }

    @Test
    void read_anythingAfterTheBatch_isRefused() {
        assertThatExceptionOfType(MalformedJsonException.class).isThrownBy(() -> BatchCodec.read(VALID + "x"));
        assertThatExceptionOfType(MalformedJsonException.class).isThrownBy(() -> BatchCodec.read(VALID + VALID));
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "{\"a\":", "[[[[", "{\"version\":1,\"x\":[", "{\"version\":1,\"hits\":[{\"x\":["})
    void read_endlessNesting_isRefused(String opening) {
        assertThatExceptionOfType(MalformedJsonException.class)
                .isThrownBy(() -> BatchCodec.read(opening + "[".repeat(100_000)));
        assertThatExceptionOfType(MalformedJsonException.class)
                .isThrownBy(() -> BatchCodec.read(opening.repeat(100_000)));
    }

    @Test
    void read_cutAnywhere_isRefused() {
        for (var length = 0; length < VALID.length(); length++) {
            var cut = VALID.substring(0, length);
            assertThatExceptionOfType(MalformedJsonException.class).as(cut).isThrownBy(() -> BatchCodec.read(cut));
        }
    }

    @Property(tries = 1000)
    void read_someCharactersChanged_readsOrRefuses(
            @ForAll @IntRange(max = 5000) int one,
            @ForAll @IntRange(max = 5000) int two,
            @ForAll("telling") char other) {
        var text = new StringBuilder(VALID);
        text.setCharAt(one % text.length(), other);
        text.setCharAt(two % text.length(), other);
        readOrRefuse(text.toString());
    }

    @Property(tries = 1000)
    void read_somePartElsewhere_readsOrRefuses(
            @ForAll @IntRange(max = 5000) int from,
            @ForAll @IntRange(max = 5000) int length,
            @ForAll @IntRange(max = 5000) int to) {
        var text = new StringBuilder(VALID);
        var begin = from % VALID.length();
        var part = VALID.substring(begin, Math.min(VALID.length(), begin + length % 60));
        readOrRefuse(text.insert(to % VALID.length(), part).toString());
        readOrRefuse(VALID.replace(part.isEmpty() ? "?" : part, ""));
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void read_anyJson_readsOrRefuses(@ForAll("json") String json) {
        readOrRefuse(json);
        readOrRefuse("{\"version\":1,\"hits\":" + json + "}");
        readOrRefuse("{\"version\":1,\"hits\":[" + json + "]}");
    }

    @Property(tries = 1000)
    void read_anyText_readsOrRefuses(@ForAll String text) {
        readOrRefuse(text);
    }

    /** Whatever a hit can hold, once it has made its texts plain; times survive to the microsecond. */
    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void read_writtenHits_areTheSame(@ForAll @Size(min = 1, max = 4) List<@From("hits") Hit> hits) {
        var text = BatchCodec.write(hits);
        assertThat(BatchCodec.read(text)).isEqualTo(hits);
        // What a broker does to a text must not change it.
        assertThat(new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8))
                .isEqualTo(text);
    }

    private static void readOrRefuse(String text) {
        try {
            assertThat(BatchCodec.read(text)).isNotEmpty();
        } catch (MalformedJsonException documented) {
            assertThat(documented).message().isNotBlank();
        }
    }

    /** Characters that mean something in JSON, and some that do not. */
    @Provide
    Arbitrary<Character> telling() {
        return Arbitraries.oneOf(
                Arbitraries.chars().with("{}[]\",:\\-+.eE0123456789 utfn\n\0\ud83d\ude00".toCharArray()),
                Arbitraries.chars().all());
    }

    @Provide
    Arbitrary<String> json() {
        var names = Arbitraries.of(
                "id",
                "time",
                "site",
                "path",
                "client",
                "session",
                "sessionNumber",
                "consent",
                "event",
                "value",
                "properties",
                "serverTime",
                "version",
                "hits",
                "query",
                "user",
                "aliases",
                "campaign",
                "x");
        var scalars = Arbitraries.of(
                "null",
                "true",
                "false",
                "0",
                "-1",
                "1e9",
                "1e999",
                "9223372036854775807",
                "12345678901234567890",
                "1.5",
                "\"\"",
                "\"019cb6f1-1a13-73c0-8d4e-0123456789ab\"",
                "\"GRANTED\"",
                "\"\\ud800\"",
                "1772600767891234");
        return Arbitraries.lazyOf(
                () -> scalars,
                () -> scalars,
                () -> scalars,
                () -> json().list().ofMaxSize(2).map(parts -> "[" + String.join(",", parts) + "]"),
                () -> Combinators.combine(names, json())
                        .as((name, value) -> "\"" + name + "\":" + value)
                        .list()
                        .ofMaxSize(4)
                        .map(members -> "{" + String.join(",", members) + "}"));
    }

    @Provide
    Arbitrary<Hit> hits() {
        var texts = Arbitraries.strings().all().ofMaxLength(20).injectNull(0.3);
        var times = Arbitraries.longs()
                .between(-62_135_596_800_000_000L, 253_402_300_799_999_999L)
                .map(micros -> Instant.ofEpochSecond(
                        Math.floorDiv(micros, 1_000_000L), Math.floorMod(micros, 1_000_000L) * 1000));
        var views = Arbitraries.create(UUID::randomUUID).injectNull(0.5);
        var pages = Combinators.combine(
                        Combinators.combine(texts, texts, texts, texts, texts, texts)
                                .as(Page::new),
                        views)
                .as(Page::withViewId);
        var sessions = Combinators.combine(
                        Arbitraries.longs().between(0, 253_402_300_799L),
                        Arbitraries.integers().greaterOrEqual(1))
                .as(Session::new)
                .injectNull(0.3);
        var hints = Combinators.combine(texts, Arbitraries.of(true, false).injectNull(0.3), texts, texts, texts, texts)
                .as(ClientHints::new)
                .injectNull(0.5);
        var visitors = Combinators.combine(
                        Arbitraries.strings().all().ofMaxLength(40),
                        sessions,
                        texts,
                        texts,
                        texts,
                        Arbitraries.of(Consent.class),
                        texts,
                        Arbitraries.maps(
                                        Arbitraries.strings().all().ofMaxLength(20),
                                        Arbitraries.strings().all().ofMaxLength(20))
                                .ofMaxSize(2))
                .as(Visitor::new);
        var browsers = Combinators.combine(visitors, hints, texts)
                .as((visitor, hint, text) ->
                        visitor.withHints(hint).withScreen(text).withCountry(text))
                .injectNull(0.3);
        var durations = Arbitraries.longs()
                .between(0, 900_000_000_000_000L)
                .map(micros -> Duration.ofSeconds(micros / 1_000_000, micros % 1_000_000 * 1000))
                .injectNull(0.3);
        var campaigns = Combinators.combine(texts, texts, texts, texts, texts, texts, texts, texts)
                .as(Campaign::new)
                .injectNull(0.5);
        return Combinators.combine(
                        Arbitraries.create(UUID::randomUUID),
                        times,
                        texts,
                        pages,
                        browsers,
                        events().injectNull(0.5),
                        durations,
                        campaigns)
                .as(Hit::new);
    }

    private static Arbitrary<TrackedEvent> events() {
        var texts = Arbitraries.strings().all().ofMaxLength(20).injectNull(0.3);
        var names = Arbitraries.strings().all().ofMinLength(1).ofMaxLength(100).filter(name -> !name.isBlank());
        var values = Arbitraries.doubles().injectNull(0.3);
        // A whole double comes back as a long.
        var scalars = Arbitraries.oneOf(
                Arbitraries.strings().all().ofMaxLength(20),
                Arbitraries.longs(),
                Arbitraries.of(true, false),
                Arbitraries.doubles().filter(number -> number != Math.rint(number)));
        return Combinators.combine(
                        names,
                        texts,
                        texts,
                        values,
                        Arbitraries.maps(Arbitraries.strings().all().ofMaxLength(20), scalars)
                                .ofMaxSize(4))
                .as((name, category, label, value, properties) ->
                        new TrackedEvent(name, category, label, value, new LinkedHashMap<>(properties)))
                // Others do not reach the queue: a name may be of nothing but control characters.
                .filter(TrackedEvent::isNamed);
    }

    private static String version1() throws IOException {
        try (var file = BatchCodecTest.class.getResourceAsStream("batch-version-1.json")) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
