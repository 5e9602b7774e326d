// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sidetrack.Consent;
import dev.sidetrack.Hit;
import dev.sidetrack.LogLines;
import dev.sidetrack.ManualClock;
import dev.sidetrack.SampleHits;
import dev.sidetrack.TrackedEvent;
import dev.sidetrack.Visitor;
import dev.sidetrack.config.ConfigurationException;
import dev.sidetrack.config.SettingsOf;
import dev.sidetrack.spi.Limits;
import dev.sidetrack.spi.Outcome;
import dev.sidetrack.spi.Provider;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What every provider that posts over HTTP keeps. A subclass says how its provider is configured, how its protocol
 * answers and where it carries what; the rest is here.
 */
abstract class ProviderContractTest {

    /** For settings that are secret; hard to mask, since it looks different within a URL. */
    static final String SECRET = "s3cr3t+t0k3n/=";
    /** For {@code sidetrack.tracking-id}. */
    static final String TRACKING_ID = "ID-1";

    static final Instant NOW = SampleHits.TIME.plusSeconds(90);

    final LogLines log = LogLines.of("dev.sidetrack");
    RecordingCollector collector;
    final ManualClock clock = new ManualClock(NOW);

    // What a subclass says.

    /** An instance as the container makes it. */
    abstract Provider provider(HttpSender http, Clock clock);

    /** Its name as a type of {@code sidetrack.providers}. */
    abstract String type();

    /** What must be set besides the {@code url}, by the whole name of the key. */
    abstract Map<String, String> settings();

    /** How the service answers when it has taken that many hits. */
    abstract Reply success(int hits);

    /** How it answers that it has taken all but that one; {@code null} if it has no such answer. */
    Reply successBut(int rejected, int hits) {
        return null;
    }

    /** How it answers that it leaves out that one on purpose; {@code null} if it has no such answer. */
    Reply leavesOut(int dropped, int hits) {
        return null;
    }

    /** What a success that says nothing of its protocol means. */
    Class<? extends Outcome> ofGibberish() {
        return Outcome.Accepted.class;
    }

    /** What the request says of each hit, by name; with the headers, if they tell of the hit. */
    abstract List<Map<String, String>> hits(Recorded request);

    /** The limits as the service documents them, with the bytes of a whole request. */
    abstract Limits documented();

    /** The longest value of fields that the service limits, in {@code char}s. */
    Map<String, Integer> longest() {
        return Map.of();
    }

    /** The headers it documents besides the content type and our own user agent, in lower case. */
    Set<String> headers() {
        return Set.of();
    }

    /** Whether what reads its numbers loses no digits. */
    boolean holdsAnyNumber() {
        return false;
    }

    /** What that status means. */
    Class<? extends Outcome> meaning(int status) {
        return switch (status) {
            case 400, 413, 422 -> Outcome.Refused.class;
            case 401, 403, 410 -> Outcome.Stop.class;
            case 301, 302, 303, 307, 308, 408, 425, 429 -> Outcome.Retry.class;
            default -> status >= 500 ? Outcome.Retry.class : Outcome.Rejected.class;
        };
    }

    /** What a web page behind a 2xx means. */
    Class<? extends Outcome> ofAWebPage() {
        return Outcome.Retry.class;
    }

    /** The id of the hit that the request says this of; {@code null} if the protocol has none. */
    String id(Map<String, String> hit) {
        return null;
    }

    /** The time of the hit that a request of now says this of; {@code null} if the protocol has none. */
    Instant time(Map<String, String> hit, Instant now) {
        return null;
    }

    /** The smallest part of a second that the time has. */
    Duration precision() {
        return Duration.ofMillis(1);
    }

    /** The names of fields that may differ when a hit is sent again. */
    Set<String> moving() {
        return Set.of();
    }

    /** Whether a hit without page and visitor can be sent at all. */
    boolean takesHitsOfNobody() {
        return true;
    }

    // What all keep.

    @BeforeEach
    void start() throws IOException {
        collector = new RecordingCollector();
    }

    @AfterEach
    void close() throws IOException {
        collector.close();
        log.close();
        assertThat(String.join("\n", log.lines())).doesNotContain(secrets());
    }

    @Test
    void send_pageView_isTheSample() throws Exception {
        collector.answer(success(1));
        assertThat(configured().send(List.of(SampleHits.pageView()))).containsExactly(Outcome.ACCEPTED);
        Sample.check(type() + "/page-view.http", collector.only());
    }

    @Test
    void send_event_isTheSample() throws Exception {
        collector.answer(success(1));
        assertThat(configured().send(List.of(SampleHits.event()))).containsExactly(Outcome.ACCEPTED);
        Sample.check(type() + "/event.http", collector.only());
    }

    /** And so says all that the protocol has a place for, and nothing else of the visitor. */
    @Test
    void send_everyField_isTheSample() throws Exception {
        collector.answer(success(1));
        assertThat(configured().send(List.of(ContractHits.everyField()))).containsExactly(Outcome.ACCEPTED);
        Sample.check(type() + "/every-field.http", collector.only());
    }

    @Test
    void send_purchase_isTheSample() throws Exception {
        collector.answer(success(1));
        assertThat(configured().send(List.of(ContractHits.purchase()))).containsExactly(Outcome.ACCEPTED);
        Sample.check(type() + "/purchase.http", collector.only());
    }

    @ParameterizedTest
    @CsvSource({"search, search", "file_download, download", "click, outbound-link"})
    void send_standardEvent_isTheSample(String event, String sample) throws Exception {
        collector.answer(success(1));
        assertThat(configured().send(List.of(ContractHits.standard(event)))).containsExactly(Outcome.ACCEPTED);
        Sample.check(type() + "/" + sample + ".http", collector.only());
    }

    @Test
    void limits_always_areTheDocumentedOnes() {
        var limits = configured().limits();
        assertThat(limits.bytes(documented().bytes())).isEqualTo(documented());
        assertThat(limits.bytes()).isLessThanOrEqualTo(documented().bytes());
    }

    @Test
    void limits_always_areThoseOfTheTable() throws IOException {
        var limits = configured().limits();
        var cells = ProviderTableTest.row(type()).split(" \\| ");
        if (limits.hits() < Integer.MAX_VALUE) {
            assertThat(cells[2]).startsWith("" + limits.hits());
        }
        if (limits.scope() != Limits.Scope.ALL) {
            assertThat(cells[2]).contains(" of a " + limits.scope().name().toLowerCase(Locale.ROOT));
        }
        if (limits.lateness().compareTo(Limits.NONE.lateness()) < 0) {
            assertThat(cells[2]).containsAnyOf("; " + limits.lateness().toHours() + " h", "; `lateness`");
        }
        assertThat(cells[3].equals("once")).isEqualTo(limits.deduplicates());
    }

    @Test
    void send_batchThatIsTaken_acceptsEachHit() throws Exception {
        var batch = batch();
        collector.answer(success(batch.size()));
        assertThat(configured().send(batch)).hasSize(batch.size()).containsOnly(Outcome.ACCEPTED);
        assertThat(hits(collector.only())).hasSameSizeAs(batch);
    }

    @Test
    void send_successThatLeavesOneOut_rejectsThatOne() throws Exception {
        for (var outcome : ofEachLeftOut(this::successBut)) {
            assertThat(((Outcome.Rejected) outcome).reason()).isNotBlank();
        }
    }

    @Test
    void send_successThatLeavesOneOutOnPurpose_dropsThatOne() throws Exception {
        assertThat(ofEachLeftOut(this::leavesOut)).hasOnlyElementsOfType(Outcome.Dropped.class);
    }

    /** What becomes of each hit of a batch when the service answers that it has left out that one. */
    private List<Outcome> ofEachLeftOut(BiFunction<Integer, Integer, Reply> answer) throws Exception {
        var batch = batch();
        var leftOut = new ArrayList<Outcome>();
        for (var which = 0; which < batch.size(); which++) {
            var reply = answer.apply(which, batch.size());
            if (reply != null) {
                collector.answer(reply);
                var outcomes = new ArrayList<>(configured().send(batch));
                leftOut.add(outcomes.remove(which));
                assertThat(outcomes).hasSize(batch.size() - 1).allMatch(Outcome.ACCEPTED::equals);
            }
        }
        return leftOut;
    }

    @ParameterizedTest
    @MethodSource("noise")
    void send_successWithinNoise_isUnderstood(String before, String after) throws Exception {
        var batch = batch();
        var reply = success(batch.size());
        collector.answer(reply.body(before + reply.body() + after));
        assertThat(configured().send(batch)).containsOnly(Outcome.ACCEPTED);
    }

    static Stream<Arguments> noise() {
        return Stream.of(
                Arguments.of("\uFEFF", ""),
                Arguments.of("\r\n \uFEFF", "\n\n"),
                Arguments.of("\nDeprecated: {closure}(): Argument #1 ($a['b']) is null in /x.php on line 3\n", ""),
                Arguments.of("<br />\n<b>Warning</b>:  Undefined array key \"a\" in <b>/x.php</b><br />\n", "<br />"),
                Arguments.of("{\"a\":{\"tracked\":7,\"processed\":7,\"status\":0}}\n[{}]{{", "<!-- 0.03 s -->"),
                Arguments.of("", "\n/* cached */ {\"tracked\":0,\"processed\":-1,\"status\":null}"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "ok", "gibberish {", "{\"status\":\"succ", "[{\"status\":", "{\"a\":1}", "<br />\n<b>Notice"
            })
    void send_successWithoutItsWords_isNoFailure(String body) throws Exception {
        var batch = batch();
        collector.answer(Reply.json(body));
        assertThat(configured().send(batch)).hasSize(batch.size()).hasOnlyElementsOfType(ofGibberish());
    }

    @ParameterizedTest
    @ValueSource(
            ints = {
                301, 302, 303, 307, 308, 400, 401, 402, 403, 404, 405, 406, 408, 409, 410, 413, 415, 422, 425, 429, 500,
                501, 502, 503, 504
            })
    void send_anyStatus_meansTheSameEverywhere(int status) throws Exception {
        var batch = batch();
        collector.answer(Reply.of(status).header("Location", collector.url() + "/elsewhere"));
        var outcomes = configured().send(batch);
        assertThat(outcomes).hasSize(batch.size()).hasOnlyElementsOfType(meaning(status));
        assertThat(outcomes.get(0).toString()).contains("" + status).doesNotContain(secrets());
        if (outcomes.get(0) instanceof Outcome.Stop || status / 100 == 3 || status == 404 || status == 405) {
            assertThat(outcomes.get(0).toString()).as("says what to mend").contains("sidetrack.provider.mine.");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"<html><body>We are working on it</body></html>", "\r\n<!doctype html>"})
    void send_webPageBehindASuccess_isNotTakenForAYes(String page) throws Exception {
        var batch = batch();
        collector.answer(Reply.of(200).header("Content-Type", "text/html").body(page));
        assertThat(configured().send(batch)).hasSize(batch.size()).hasOnlyElementsOfType(ofAWebPage());
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 400, 401, 409, 503})
    void send_replyThatQuotesTheSecret_isNotPassedOn(int status) throws Exception {
        var quoted = settings().containsValue(SECRET) ? SECRET : "nothing";
        collector.answer(Reply.of(status)
                .body("{\"errors\":{\"0\":\"not good: " + quoted + "\"},\"success\":false,"
                        + "\"validationMessages\":[{\"description\":\"" + quoted + "\"}]}"));
        assertThat(configured(Map.of(key("debug"), "true"))
                        .send(ContractHits.batch(1))
                        .toString())
                .doesNotContain(secrets());
    }

    @Test
    void send_retryAfterSeconds_tellsTheWait() throws Exception {
        collector.answer(Reply.of(503).header("Retry-After", "17"));
        var outcome = (Outcome.Retry) configured().send(batch()).get(0);
        assertThat(outcome.after()).isEqualTo(Duration.ofSeconds(17));
        assertThat(outcome.status()).isEqualTo(503);
    }

    @Test
    void send_retryAfterDate_tellsTheWait() throws Exception {
        var date = ZonedDateTime.now(ZoneOffset.UTC).plusMinutes(2);
        collector.answer(Reply.of(429).header("Retry-After", DateTimeFormatter.RFC_1123_DATE_TIME.format(date)));
        var outcome = (Outcome.Retry) configured().send(batch()).get(0);
        assertThat(outcome.after()).isBetween(Duration.ofSeconds(90), Duration.ofSeconds(120));
    }

    @Test
    void send_silence_isNoAnswer() {
        collector.answer(Reply.never());
        assertNoAnswer(configured(Map.of(key("request-timeout"), "PT0.02S")));
    }

    @Test
    void send_connectionResetMidAnswer_isNoAnswer() {
        collector.answer(Reply.json("{\"status\":\"succ").brokenOff());
        assertNoAnswer(configured());
    }

    @Test
    void send_nobodyListens_isNoAnswer() throws Exception {
        try (var nobody = new ServerSocket(0)) {
            var url = "http://127.0.0.1:" + nobody.getLocalPort();
            nobody.close();
            assertNoAnswer(configured(Map.of(key("url"), url)));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "null",
                "true",
                "7",
                "\"",
                "\"text\"",
                "{",
                "[",
                "{}",
                "[]",
                "[{}]",
                "{\"",
                "{\"a\":",
                "{\"status\":1,\"tracked\":\"x\",\"invalid\":[],\"invalid_indices\":{}}",
                "{\"invalid\":99,\"invalid_indices\":[-1,7,1e9,\"0\"]}",
                "{\"status\":\"success\",\"tracked\":1,\"invalid\":9,\"invalid_indices\":[-1,7,null,\"0\"]}",
                "{\"errors\":{\"7\":1,\"-1\":null,\"x\":\"y\"}}",
                "{\"processed\":1,\"errors\":7,\"details\":[null,{\"index\":99},{\"index\":-1}]}",
                "{\"errors\":null}",
                "{\"size\":-1,\"processed\":99999999999999999999}",
                "{\"quota_limited\":7}",
                "{\"status\":{}}",
                "{\"validationMessages\":[7]}",
                "<html><body>502 Bad Gateway",
                "\u0000\uFFFF",
                "{\"a\":1}{\"a\":1}"
            })
    void send_senselessReply_doesNoHarm(String body) throws Exception {
        var batch = batch();
        collector.answer(Reply.json(body));
        assertOneOutcomePerHit(configured().send(batch), batch);
        collector.answer(Reply.of(400).body(body));
        assertOneOutcomePerHit(configured().send(batch), batch);
    }

    @Test
    void send_endlessReply_doesNoHarm() throws Exception {
        var batch = batch();
        for (var reply :
                List.of("[".repeat(1_000_000), "{\"a\":".repeat(200_000), "{\"errors\":\"" + "x".repeat(1_000_000))) {
            collector.answer(Reply.json(reply));
            assertOneOutcomePerHit(configured().send(batch), batch);
        }
    }

    @Test
    void bytes_ofAnyHit_areAtLeastAsManyAsSent() throws Exception {
        var provider = configured();
        var around = documented().bytes() - provider.limits().bytes();
        collector.answerAll(success(1));
        for (var hit : ContractHits.ofEachKind()) {
            var sent = collector.requests().size();
            provider.send(List.of(hit));
            if (provider.limits().bytes() < Integer.MAX_VALUE
                    && collector.requests().size() > sent) {
                var body = collector.requests().get(sent).body().getBytes(StandardCharsets.UTF_8);
                assertThat(body.length).isLessThanOrEqualTo(provider.bytes(hit) + around);
            }
        }
    }

    @Test
    void bytes_ofAFullRequest_areAtLeastAsManyAsSent() throws Exception {
        var provider = configured();
        var hits = IntStream.range(0, Math.min(25, provider.limits().hits()))
                .mapToObj(i -> SampleHits.event(SampleHits.EVENT.property("text", "ä😀".repeat(i))))
                .toList();
        collector.answer(success(hits.size()));
        provider.send(hits);
        if (provider.limits().bytes() < Integer.MAX_VALUE) {
            var around = documented().bytes() - provider.limits().bytes();
            var counted = hits.stream().mapToInt(provider::bytes).sum() + around;
            assertThat(collector.only().body().getBytes(StandardCharsets.UTF_8).length)
                    .isLessThanOrEqualTo(counted);
        }
    }

    @Test
    void send_hitOfNobody_leavesOutWhatIsMissing() throws Exception {
        collector.answer(success(1));
        var outcome = configured().send(List.of(SampleHits.minimal())).get(0);
        if (takesHitsOfNobody()) {
            assertThat(outcome).isEqualTo(Outcome.ACCEPTED);
            assertThat(hits(collector.only()).get(0))
                    .doesNotContainValue("null")
                    .doesNotContainValue("");
        } else {
            assertThat(((Outcome.Dropped) outcome).reason()).isNotBlank();
            assertThat(collector.requests()).isEmpty();
        }
    }

    @Test
    void send_hostileTexts_arriveAsTheyAre() throws Exception {
        collector.answer(success(1));
        configured().send(List.of(ContractHits.hostile()));
        var sent = hits(collector.only()).get(0);
        assertThat(sent).containsValue(ContractHits.HOSTILE);
    }

    @Test
    void send_lineEndsOfAVisitor_makeNoHeader() throws Exception {
        var visitor = new Visitor(
                SampleHits.CLIENT,
                null,
                "192.0.2.1\r\nX-Evil: 1",
                "Agent\r\nX-Evil: 1 \u00e4\u0001",
                "de\r\nX-Evil: 1",
                Consent.GRANTED);
        collector.answer(success(1));
        configured().send(List.of(ContractHits.hit(SampleHits.ID, SampleHits.TIME, visitor)));
        assertThat(collector.only().header("X-Evil")).isNull();
    }

    /** An order id of 18 digits, say: most readers of JSON would make another number of it. */
    @Test
    void send_numbersThatTheServiceCannotHold_goAsText() throws Exception {
        var big = 123456789012345678L;
        var event = TrackedEvent.named("paid")
                .value(1e300)
                .property("order", big)
                .property("more", List.of(big))
                .property("currency", "EUR");
        var body = sentAlone(SampleHits.event(event)).body();
        if (holdsAnyNumber()) {
            assertThat(body).contains("" + big);
        } else {
            assertThat(body.replaceAll("\"(\\\\.|[^\"\\\\])*\"", "")).doesNotContain("" + big);
        }
    }

    @Test
    void send_longTexts_areCutBetweenCharacters() throws Exception {
        collector.answer(success(1));
        configured().send(List.of(ContractHits.longTexts()));
        var sent = hits(collector.only()).get(0);
        longest().forEach((name, most) -> {
            assertThat(sent).containsKey(name);
            assertThat(sent.get(name)).as(name).hasSizeLessThanOrEqualTo(most);
        });
        assertThat(sent.values())
                .allSatisfy(value -> assertThat(
                                value.codePoints().anyMatch(c -> c >= 0xD800 && c <= 0xDFFF || c == 0xFFFD))
                        .as(value)
                        .isFalse());
        assertThat(collector.only().body()).doesNotContainIgnoringCase("\\ud8").doesNotContainIgnoringCase("\\udc");
    }

    @Test
    void send_headers_areTheDocumentedOnes() throws Exception {
        collector.answerAll(success(1));
        configured().send(List.of(SampleHits.event()));
        var allowed = new TreeSet<>(headers());
        allowed.addAll(List.of("content-type", "user-agent"));
        assertThat(collector.only().headerNames()).isSubsetOf(allowed);
        assertThat(collector.only().first()).startsWith("POST /");
        if (!headers().contains("user-agent")) {
            assertThat(collector.only().header("User-Agent")).isEqualTo("Sidetrack");
        }
    }

    @Test
    void send_severalVisitors_areNeverMixedUp() throws Exception {
        var one = new Visitor(UUID.randomUUID().toString(), null, "192.0.2.1", "Agent-One", "de", Consent.GRANTED);
        var two = new Visitor(UUID.randomUUID().toString(), null, "198.51.100.2", "Agent-Two", "fr", Consent.DENIED);
        var three = takesHitsOfNobody() ? null : new Visitor("c", null, null, "Agent-Three", null, Consent.UNASKED);
        var batch = Stream.of(one, two, three)
                .map(visitor -> ContractHits.hit(UUID.randomUUID(), SampleHits.TIME, visitor))
                .toList();
        var provider = configured();
        if (provider.limits().hits() == 1 || provider.limits().scope() == Limits.Scope.VISITOR) {
            for (var hit : batch) {
                assertThat(hits(sentAlone(hit))).hasSize(1);
            }
        } else {
            collector.answer(success(batch.size()));
            provider.send(batch);
        }
        var sent = collector.requests().stream()
                .flatMap(request -> hits(request).stream())
                .toList();
        assertThat(sent).hasSize(3);
        assertThat(sent.get(0).values()).doesNotContain("Agent-Two", "198.51.100.2", two.clientId());
        assertThat(sent.get(1).values()).doesNotContain("Agent-One", "192.0.2.1", one.clientId());
        assertThat(sent.get(2).values()).doesNotContain("Agent-One", "192.0.2.1", "Agent-Two", "198.51.100.2");
        // What is in no hit stands around all of them.
        var whole = collector.requests().stream().map(Recorded::shown).reduce("", String::concat);
        for (var own : List.of("Agent-One", "192.0.2.1", "Agent-Two", "198.51.100.2")) {
            var inHits = sent.stream()
                    .flatMap(hit -> hit.values().stream())
                    .filter(own::equals)
                    .count();
            assertThat((whole.length() - whole.replace(own, "").length()) / own.length())
                    .as(own)
                    .isEqualTo((int) inHits);
        }
    }

    @Test
    void send_again_keepsIdsAndTimes() throws Exception {
        var batch = batch();
        var provider = configured();
        collector.answer(Reply.of(503));
        collector.answer(success(batch.size()));
        provider.send(batch);
        var before = clock.instant();
        clock.pass(Duration.ofMinutes(7));
        provider.send(batch);
        var first = hits(collector.requests().get(0));
        var again = hits(collector.requests().get(1));
        for (var i = 0; i < batch.size(); i++) {
            assertThat(id(again.get(i))).isEqualTo(id(first.get(i)));
            if (documented().deduplicates()) {
                assertThat(id(first.get(i))).isEqualTo(batch.get(i).id().toString());
            }
            var time = time(first.get(i), before);
            if (time != null) {
                assertThat(Duration.between(time, batch.get(i).time()).abs()).isLessThan(precision());
                assertThat(time(again.get(i), clock.instant())).isEqualTo(time);
            }
            assertThat(without(moving(), again.get(i))).isEqualTo(without(moving(), first.get(i)));
        }
    }

    @Test
    void send_latestHit_keepsItsTime() throws Exception {
        var time = NOW.minus(configured().limits().lateness());
        collector.answer(success(1));
        configured().send(List.of(ContractHits.hit(SampleHits.ID, time, SampleHits.VISITOR)));
        var sent = time(hits(collector.only()).get(0), NOW);
        if (sent != null) {
            assertThat(Duration.between(sent, time).abs()).isLessThan(precision());
        }
    }

    @Test
    void send_dryRun_showsNoSecret() throws Exception {
        var provider = configured();
        assertThat(provider + provider.destination()).doesNotContain(secrets());
        var dry = configured(Map.of("sidetrack.dry-run", "true"));
        assertThat(dry.send(batch())).containsOnly(Outcome.ACCEPTED);
        assertThat(collector.requests()).isEmpty();
        assertThat(log.lines())
                .hasSize(1)
                .first()
                .asString()
                .contains("POST ", "blue-mug")
                .doesNotContain(secrets());
    }

    @Test
    void configure_settingMissing_isRefusedWithTheKey() {
        for (var missing : settings().keySet()) {
            assertThatThrownBy(() -> configured(Map.of(missing, "")))
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining(missing);
        }
    }

    @Test
    void send_siteNoLongerConfigured_isRejectedUnsent() throws Exception {
        var hit = new Hit(SampleHits.ID, SampleHits.TIME, "gone", SampleHits.PAGE, SampleHits.VISITOR, null, null);
        if (settings().containsKey("sidetrack.tracking-id")) {
            assertThat(configured().send(List.of(hit)).get(0)).isInstanceOf(Outcome.Rejected.class);
            assertThat(collector.requests()).isEmpty();
        }
    }

    @Test
    void keys_always_coverTheSettings() {
        var provider = configured();
        var settings = SettingsOf.map(all(Map.of())).provider("mine");
        assertThat(settings.unknown(provider.keys())).isEmpty();
    }

    // Tools, for subclasses too.

    /** The whole name of one of the provider's keys. */
    String key(String name) {
        return "sidetrack.provider.mine." + name;
    }

    /** The provider with its required settings. */
    Provider configured() {
        return configured(Map.of());
    }

    /** The provider with these settings besides. */
    Provider configured(Map<String, String> more) {
        var settings = SettingsOf.map(all(more));
        var provider = provider(new HttpSender(settings), clock);
        provider.configure(settings.provider("mine"));
        return provider;
    }

    /** The request by which the configured provider sends this hit. */
    Recorded sentAlone(Hit hit) throws Exception {
        collector.answer(success(1));
        configured().send(List.of(hit));
        return collector.requests().get(collector.requests().size() - 1);
    }

    /** What the configured provider says of the hit, answered like this. */
    Outcome outcome(Hit hit, Reply reply) throws Exception {
        collector.answer(reply);
        return configured().send(List.of(hit)).get(0);
    }

    /** Three hits of one visitor, or as many as a request holds. */
    List<Hit> batch() {
        return ContractHits.batch(Math.min(3, configured().limits().hits()));
    }

    private Map<String, String> all(Map<String, String> more) {
        var all = new HashMap<>(settings());
        all.put("sidetrack.sites.shop.hosts", "shop.example");
        all.put(key("type"), type());
        all.put(key("url"), collector.url().toString());
        all.putAll(more);
        return all;
    }

    private void assertNoAnswer(Provider provider) {
        assertThatThrownBy(() -> provider.send(batch()))
                .isInstanceOf(IOException.class)
                .satisfies(failure -> assertThat(failure.toString()).doesNotContain(secrets()));
    }

    private static void assertOneOutcomePerHit(List<Outcome> outcomes, List<Hit> hits) {
        assertThat(outcomes).hasSameSizeAs(hits).doesNotContainNull();
    }

    private static Map<String, String> without(Set<String> names, Map<String, String> fields) {
        var rest = new HashMap<>(fields);
        rest.keySet().removeAll(names);
        return rest;
    }

    private static List<String> secrets() {
        return Arrays.asList(SECRET, "s3cr3t", "t0k3n");
    }
}
