// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sidetrack.Consent;
import dev.sidetrack.Hit;
import dev.sidetrack.StandardEvents;
import dev.sidetrack.TrackedEvent;
import dev.sidetrack.Visitor;
import dev.sidetrack.config.ConfigurationException;
import dev.sidetrack.config.Settings;
import dev.sidetrack.spi.Limits;
import dev.sidetrack.spi.Outcome;
import dev.sidetrack.spi.Provider;
import dev.sidetrack.spi.http.HttpSender;
import java.io.IOException;
import java.net.ServerSocket;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Tests that every provider that sends by HTTP should pass, as Sidetrack's own do. A subclass says how its provider is
 * configured, how the service answers and where a request contains what; the rest is here.
 *
 * <pre>{@code
 * class ChatProviderTest extends ProviderContract {
 *     protected Provider provider(HttpSender http, Clock clock) { return new ChatProvider(http); }
 *     protected String type()                                   { return "chat"; }
 *     protected Reply success(int hits)                         { return Reply.of(204); }
 *     protected Limits documented()                             { return Limits.NONE.hits(1); }
 *     protected List<Map<String, String>> hits(RecordedRequest request) { return List.of(fieldsOf(request.body())); }
 * }
 * }</pre>
 *
 * <p>The provider is named {@code mine} and has {@link #settings()}, a {@code url} at the {@link #collector}, and a
 * site {@code shop}. Needs {@code junit-jupiter}.
 */
public abstract class ProviderContract {

    /** For secret settings; hard to mask, because it looks different in a URL. */
    protected static final String SECRET = "s3cr3t+t0k3n/=";

    /** For {@code sidetrack.tracking-id}. */
    protected static final String TRACKING_ID = ContractHits.TRACKING_ID;

    /** The time of the {@link #clock} when a test begins: a minute and a half after the hits happened. */
    protected static final Instant NOW = ContractHits.TIME.plusSeconds(90);

    /** Text that no outcome, error or log may contain. */
    protected static final List<String> SECRETS = List.of(SECRET, "s3cr3t", "t0k3n");

    private static final String DRY_RUN = "sidetrack.dry-run";
    /** Creating one takes longer than most tests. */
    private static final HttpSender SENDER = new HttpSender(new Settings(new FixedConfig(Map.of())));

    /** Stands for the service. */
    protected HttpRecorder collector;

    /** The provider's clock. */
    protected final ManualClock clock = new ManualClock(NOW);

    /** For subclasses. */
    protected ProviderContract() {}

    // What a subclass says.

    /**
     * {@return a new instance, as the container would create it}
     *
     * @param http what the provider posts with
     * @param clock tells the provider the time
     */
    protected abstract Provider provider(HttpSender http, Clock clock);

    /** {@return its name as a type of {@code sidetrack.providers}} */
    protected abstract String type();

    /**
     * {@return the service's answer when it has accepted this number of hits}
     *
     * @param hits how many hits the request held
     */
    protected abstract Reply success(int hits);

    /**
     * {@return the content of each hit in the request, by names of your own, including headers that belong to the hit}
     * Parse it without the code that wrote it.
     *
     * @param request what the provider has sent
     */
    protected abstract List<Map<String, String>> hits(RecordedRequest request);

    /** {@return the limits as the service documents them, with the bytes of a whole request} */
    protected abstract Limits documented();

    /** {@return the settings needed in addition to the {@code url}, by the whole names of their keys} Default: none. */
    protected Map<String, String> settings() {
        return Map.of();
    }

    /**
     * {@return the service's answer when it has accepted all hits but one} Default: {@code null}, it has no such
     * answer.
     *
     * @param rejected the index of the rejected hit
     * @param hits how many hits the request held
     */
    protected Reply successBut(int rejected, int hits) {
        return null;
    }

    /**
     * {@return the service's answer when it discards one hit on purpose} Default: {@code null}, it has no such answer.
     *
     * @param dropped the index of the discarded hit
     * @param hits how many hits the request held
     */
    protected Reply leavesOut(int dropped, int hits) {
        return null;
    }

    /** {@return the outcome of a success that does not follow the protocol} Default: accepted. */
    protected Class<? extends Outcome> ofGibberish() {
        return Outcome.Accepted.class;
    }

    /** {@return the outcome of a web page with a success status, as from a proxy during maintenance} Default: retry. */
    protected Class<? extends Outcome> ofAWebPage() {
        return Outcome.Retry.class;
    }

    /**
     * {@return the outcome of this status} Default: as in {@code HttpReply.outcome()}.
     *
     * @param status the HTTP status
     */
    protected Class<? extends Outcome> meaning(int status) {
        return switch (status) {
            case 400, 413, 422 -> Outcome.Refused.class;
            case 401, 403, 410 -> Outcome.Stop.class;
            case 301, 302, 303, 307, 308, 408, 425, 429 -> Outcome.Retry.class;
            default -> status >= 500 ? Outcome.Retry.class : Outcome.Rejected.class;
        };
    }

    /** {@return the maximum lengths of fields that the service limits, in {@code char}s} Default: none. */
    protected Map<String, Integer> longest() {
        return Map.of();
    }

    /**
     * {@return the documented headers in addition to the content type and our own user agent, in lower case} Default:
     * none.
     */
    protected Set<String> headers() {
        return Set.of();
    }

    /** {@return whether the service reads numbers without losing digits} Default: no, like most JSON readers. */
    protected boolean holdsAnyNumber() {
        return false;
    }

    /**
     * {@return the id of the hit with this content} Default: {@code null}, the protocol has none.
     *
     * @param hit what {@link #hits} says of one hit
     */
    protected String id(Map<String, String> hit) {
        return null;
    }

    /**
     * {@return the time of the hit with this content, in a request sent now} Default: {@code null}, the protocol has
     * none.
     *
     * @param hit what {@link #hits} says of one hit
     * @param now the time of the request
     */
    protected Instant time(Map<String, String> hit, Instant now) {
        return null;
    }

    /** {@return the precision of times} Default: a millisecond. */
    protected Duration precision() {
        return Duration.ofMillis(1);
    }

    /** {@return the names of fields that may differ when a hit is sent again} Default: none. */
    protected Set<String> moving() {
        return Set.of();
    }

    /** {@return whether a hit without page and visitor can be sent} Default: yes. */
    protected boolean takesHitsOfNobody() {
        return true;
    }

    /**
     * {@return whether a hit with overlong texts is sent, with the texts cut} Default: yes; otherwise it must be
     * rejected.
     */
    protected boolean takesLongTexts() {
        return true;
    }

    // What all keep.

    @BeforeEach
    final void startCollector() throws IOException {
        collector = new HttpRecorder();
    }

    @AfterEach
    final void closeCollector() throws IOException {
        collector.close();
    }

    @Test
    final void limits_always_areTheDocumentedOnes() {
        var limits = configured().limits();
        assertEquals(documented(), limits.bytes(documented().bytes()));
        assertTrue(limits.bytes() <= documented().bytes(), () -> limits + " is more than " + documented());
    }

    @ParameterizedTest
    @MethodSource("events")
    final void send_anyKindOfHit_isAccepted(String name, Hit hit) throws Exception {
        collector.answer(success(1));
        assertEquals(List.of(Outcome.ACCEPTED), configured().send(List.of(hit)), name);
        assertEquals(1, hits(collector.only()).size(), name);
    }

    static Stream<Arguments> events() {
        return Stream.of(
                Arguments.of("page view", ContractHits.pageView()),
                Arguments.of("event", ContractHits.event()),
                Arguments.of("every field", ContractHits.everyField()),
                Arguments.of("purchase", ContractHits.purchase()),
                Arguments.of("search", ContractHits.standard(StandardEvents.SEARCH)),
                Arguments.of("download", ContractHits.standard(StandardEvents.DOWNLOAD)));
    }

    @Test
    final void send_batchThatIsTaken_acceptsEachHit() throws Exception {
        var batch = batch();
        collector.answer(success(batch.size()));
        assertAll(Outcome.Accepted.class, batch, configured().send(batch));
        assertEquals(batch.size(), hits(collector.only()).size());
    }

    @Test
    final void send_successThatLeavesOneOut_rejectsThatOne() throws Exception {
        var batch = batch();
        for (var rejected = 0; rejected < batch.size(); rejected++) {
            var reply = successBut(rejected, batch.size());
            if (reply != null) {
                var outcome = only(Outcome.Rejected.class, rejected, batch, reply);
                assertFalse(outcome.reason().isBlank(), "a rejected hit has a reason");
            }
        }
    }

    @Test
    final void send_successThatLeavesOneOutOnPurpose_dropsThatOne() throws Exception {
        var batch = batch();
        for (var dropped = 0; dropped < batch.size(); dropped++) {
            var reply = leavesOut(dropped, batch.size());
            if (reply != null) {
                only(Outcome.Dropped.class, dropped, batch, reply);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("noise")
    final void send_successWithinNoise_isUnderstood(String before, String after) throws Exception {
        var batch = batch();
        var reply = success(batch.size());
        collector.answer(reply.body(before + reply.body() + after));
        assertAll(Outcome.Accepted.class, batch, configured().send(batch));
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
    final void send_successWithoutItsWords_isNoFailure(String body) throws Exception {
        var batch = batch();
        collector.answer(Reply.json(body));
        assertAll(ofGibberish(), batch, configured().send(batch));
    }

    @ParameterizedTest
    @ValueSource(
            ints = {
                301, 302, 303, 307, 308, 400, 401, 402, 403, 404, 405, 406, 408, 409, 410, 413, 415, 422, 425, 429, 500,
                501, 502, 503, 504
            })
    final void send_anyStatus_meansTheSameEverywhere(int status) throws Exception {
        var batch = batch();
        collector.answer(Reply.of(status).header("Location", collector.url() + "/elsewhere"));
        var outcomes = configured().send(batch);
        assertAll(meaning(status), batch, outcomes);
        var told = outcomes.get(0).toString();
        assertTrue(told.contains("" + status), told);
        assertNoSecret(told);
        if (outcomes.get(0) instanceof Outcome.Stop || status / 100 == 3 || status == 404 || status == 405) {
            assertTrue(told.contains("sidetrack.provider.mine."), () -> "names the key to mend: " + told);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"<html><body>We are working on it</body></html>", "\r\n<!doctype html>"})
    final void send_webPageBehindASuccess_isNotTakenForAYes(String page) throws Exception {
        var batch = batch();
        collector.answer(Reply.of(200).header("Content-Type", "text/html").body(page));
        assertAll(ofAWebPage(), batch, configured().send(batch));
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 400, 401, 409, 503})
    final void send_replyThatQuotesTheSecret_isNotPassedOn(int status) throws Exception {
        var quoted = settings().containsValue(SECRET) ? SECRET : "nothing";
        collector.answer(Reply.of(status)
                .body("{\"errors\":{\"0\":\"not good: " + quoted + "\"},\"success\":false,"
                        + "\"validationMessages\":[{\"description\":\"" + quoted + "\"}]}"));
        assertNoSecret(configured(Map.of(key("debug"), "true"))
                .send(ContractHits.batch(1))
                .toString());
    }

    @Test
    final void send_retryAfterSeconds_tellsTheWait() throws Exception {
        collector.answer(Reply.of(503).header("Retry-After", "17"));
        var outcome =
                assertInstanceOf(Outcome.Retry.class, configured().send(batch()).get(0));
        assertEquals(Duration.ofSeconds(17), outcome.after());
        assertEquals(503, outcome.status());
    }

    @Test
    final void send_retryAfterDate_tellsTheWait() throws Exception {
        var date = ZonedDateTime.now(ZoneOffset.UTC).plusMinutes(2);
        collector.answer(Reply.of(429).header("Retry-After", DateTimeFormatter.RFC_1123_DATE_TIME.format(date)));
        var outcome =
                assertInstanceOf(Outcome.Retry.class, configured().send(batch()).get(0));
        var wait = outcome.after().toSeconds();
        assertTrue(wait >= 90 && wait <= 120, () -> outcome + " instead of two minutes");
    }

    @Test
    final void send_silence_isNoAnswer() {
        collector.answer(Reply.never());
        assertNoAnswer(configured(Map.of(key("request-timeout"), "PT0.02S")));
    }

    @Test
    final void send_connectionResetMidAnswer_isNoAnswer() {
        collector.answer(Reply.json("{\"status\":\"succ").brokenOff());
        assertNoAnswer(configured());
    }

    @Test
    final void send_nobodyListens_isNoAnswer() throws Exception {
        int free;
        try (var nobody = new ServerSocket(0)) {
            free = nobody.getLocalPort();
        }
        assertNoAnswer(configured(Map.of(key("url"), "http://127.0.0.1:" + free)));
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
    final void send_senselessReply_doesNoHarm(String body) throws Exception {
        var batch = batch();
        collector.answer(Reply.json(body));
        assertAll(Outcome.class, batch, configured().send(batch));
        collector.answer(Reply.of(400).body(body));
        assertAll(Outcome.class, batch, configured().send(batch));
    }

    @Test
    final void send_endlessReply_doesNoHarm() throws Exception {
        var batch = batch();
        for (var reply :
                List.of("[".repeat(1_000_000), "{\"a\":".repeat(200_000), "{\"errors\":\"" + "x".repeat(1_000_000))) {
            collector.answer(Reply.json(reply));
            assertAll(Outcome.class, batch, configured().send(batch));
        }
    }

    @Test
    final void bytes_ofAnyHit_areAtLeastAsManyAsSent() throws Exception {
        var provider = configured();
        var around = documented().bytes() - provider.limits().bytes();
        collector.answerAll(success(1));
        for (var hit : ContractHits.ofEachKind()) {
            var sent = collector.requests().size();
            provider.send(List.of(hit));
            if (provider.limits().bytes() < Integer.MAX_VALUE
                    && collector.requests().size() > sent) {
                var counted = provider.bytes(hit) + around;
                var bytes = collector.requests().get(sent).unpacked().length;
                assertTrue(bytes <= counted, () -> bytes + " bytes were sent, and " + counted + " counted");
            }
        }
    }

    @Test
    final void bytes_ofAFullRequest_areAtLeastAsManyAsSent() throws Exception {
        var provider = configured();
        var hits = IntStream.range(0, Math.min(25, provider.limits().hits()))
                .mapToObj(i -> ContractHits.event(ContractHits.EVENT.property("text", "ä😀".repeat(i))))
                .toList();
        collector.answer(success(hits.size()));
        provider.send(hits);
        if (provider.limits().bytes() < Integer.MAX_VALUE) {
            var around = documented().bytes() - provider.limits().bytes();
            var counted = hits.stream().mapToInt(provider::bytes).sum() + around;
            var bytes = collector.only().unpacked().length;
            assertTrue(bytes <= counted, () -> bytes + " bytes were sent, and " + counted + " counted");
        }
    }

    @Test
    final void send_hitOfNobody_leavesOutWhatIsMissing() throws Exception {
        collector.answer(success(1));
        var outcome = configured().send(List.of(ContractHits.minimal())).get(0);
        if (takesHitsOfNobody()) {
            assertEquals(Outcome.ACCEPTED, outcome);
            var sent = hits(collector.only()).get(0);
            assertFalse(sent.containsValue("null") || sent.containsValue(""), sent::toString);
        } else {
            assertFalse(
                    assertInstanceOf(Outcome.Dropped.class, outcome).reason().isBlank());
            assertEquals(List.of(), collector.requests());
        }
    }

    @Test
    final void send_hostileTexts_arriveAsTheyAre() throws Exception {
        collector.answer(success(1));
        configured().send(List.of(ContractHits.hostile()));
        var sent = hits(collector.only()).get(0);
        assertFalse(collector.only().body().contains("\u0001"), "a control character goes encoded, or not at all");
        assertTrue(sent.containsValue(ContractHits.HOSTILE), sent::toString);
    }

    @Test
    final void send_lineEndsOfAVisitor_makeNoHeader() throws Exception {
        var visitor = Visitor.builder(ContractHits.CLIENT)
                .address("192.0.2.1\r\nX-Evil: 1")
                .userAgent("Agent\r\nX-Evil: 1 \u00e4\u0001")
                .language("de\r\nX-Evil: 1")
                .consent(Consent.GRANTED)
                .build();
        collector.answer(success(1));
        configured().send(List.of(ContractHits.hit(ContractHits.ID, ContractHits.TIME, visitor)));
        assertNull(collector.only().header("X-Evil"));
    }

    /** Such as an order id of 18 digits, which most JSON readers would change. */
    @Test
    final void send_numbersThatTheServiceCannotHold_goAsText() throws Exception {
        var big = 123456789012345678L;
        var event = TrackedEvent.named("paid")
                .value(1e300)
                .property("order", big)
                .property("more", List.of(big))
                .property("currency", "EUR");
        var body = sentAlone(ContractHits.event(event)).body();
        if (holdsAnyNumber()) {
            assertTrue(body.contains("" + big), body);
        } else {
            assertFalse(body.replaceAll("\"(\\\\.|[^\"\\\\])*\"", "").contains("" + big), body);
        }
    }

    @Test
    final void send_longTexts_areCutBetweenCharacters() throws Exception {
        collector.answer(success(1));
        var outcome = configured().send(List.of(ContractHits.longTexts())).get(0);
        if (!takesLongTexts()) {
            assertInstanceOf(Outcome.Rejected.class, outcome);
            return;
        }
        var sent = hits(collector.only()).get(0);
        longest().forEach((name, most) -> {
            assertTrue(sent.containsKey(name), () -> name + " is not sent");
            assertTrue(sent.get(name).length() <= most, () -> name + " is longer than " + most);
        });
        sent.forEach((name, value) -> assertTrue(
                value.codePoints().noneMatch(c -> c >= 0xD800 && c <= 0xDFFF || c == 0xFFFD),
                () -> name + " holds half a character"));
        var body = collector.only().body().toLowerCase();
        assertFalse(body.contains("\\ud8") || body.contains("\\udc"), "half a character is escaped");
    }

    @Test
    final void send_headers_areTheDocumentedOnes() throws Exception {
        collector.answerAll(success(1));
        configured().send(List.of(ContractHits.event()));
        var undocumented = new TreeSet<>(collector.only().headerNames());
        undocumented.removeAll(headers());
        undocumented.removeAll(Set.of("content-type", "user-agent"));
        assertEquals(Set.of(), undocumented);
        assertTrue(collector.only().first().startsWith("POST /"), collector.only()::first);
        if (!headers().contains("user-agent")) {
            assertEquals("Sidetrack", collector.only().header("User-Agent"));
        }
    }

    @Test
    final void send_severalVisitors_areNeverMixedUp() throws Exception {
        var one = visitor("192.0.2.1", "Agent-One", Consent.GRANTED);
        var two = visitor("198.51.100.2", "Agent-Two", Consent.DENIED);
        var three = takesHitsOfNobody() ? null : visitor(null, "Agent-Three", Consent.UNASKED);
        send(Stream.of(one, two, three)
                .map(visitor -> ContractHits.hit(UUID.randomUUID(), ContractHits.TIME, visitor))
                .toList());
        var sent = collector.requests().stream()
                .flatMap(request -> hits(request).stream())
                .toList();
        assertEquals(3, sent.size());
        assertHasNone(sent.get(0), "Agent-Two", "198.51.100.2", two.clientId());
        assertHasNone(sent.get(1), "Agent-One", "192.0.2.1", one.clientId());
        assertHasNone(sent.get(2), "Agent-One", "192.0.2.1", "Agent-Two", "198.51.100.2");
        // What is in no hit stands around all of them.
        var whole = collector.requests().stream().map(RecordedRequest::shown).reduce("", String::concat);
        for (var own : List.of("Agent-One", "192.0.2.1", "Agent-Two", "198.51.100.2")) {
            var inHits = sent.stream()
                    .flatMap(hit -> hit.values().stream())
                    .filter(own::equals)
                    .count();
            assertEquals(inHits, (whole.length() - whole.replace(own, "").length()) / own.length(), own);
        }
    }

    @Test
    final void send_again_keepsIdsAndTimes() throws Exception {
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
            assertEquals(id(first.get(i)), id(again.get(i)));
            if (documented().deduplicates()) {
                assertEquals(batch.get(i).id().toString(), id(first.get(i)));
            }
            var time = time(first.get(i), before);
            if (time != null) {
                assertNear(batch.get(i).time(), time);
                assertEquals(time, time(again.get(i), clock.instant()));
            }
            assertEquals(without(moving(), first.get(i)), without(moving(), again.get(i)));
        }
    }

    @Test
    final void send_latestHit_keepsItsTime() throws Exception {
        var time = NOW.minus(configured().limits().lateness());
        collector.answer(success(1));
        configured().send(List.of(ContractHits.hit(ContractHits.ID, time, ContractHits.VISITOR)));
        var sent = time(hits(collector.only()).get(0), NOW);
        if (sent != null) {
            assertNear(time, sent);
        }
    }

    @Test
    final void send_dryRun_sendsNothing() throws Exception {
        var provider = configured(Map.of(DRY_RUN, "true"));
        assertNoSecret(provider + provider.destination());
        assertAll(Outcome.Accepted.class, batch(), provider.send(batch()));
        assertEquals(List.of(), collector.requests());
    }

    @Test
    final void configure_settingMissing_isRefusedWithTheKey() {
        for (var missing : settings().keySet()) {
            var refused = assertThrows(ConfigurationException.class, () -> configured(Map.of(missing, "")));
            assertTrue(refused.getMessage().contains(missing), refused::getMessage);
        }
    }

    @Test
    final void send_siteNoLongerConfigured_isRejectedUnsent() throws Exception {
        var hit = ContractHits.pageView().withSite("gone");
        if (settings().containsKey("sidetrack.tracking-id")) {
            assertInstanceOf(
                    Outcome.Rejected.class, configured().send(List.of(hit)).get(0));
            assertEquals(List.of(), collector.requests());
        }
    }

    @Test
    final void keys_always_coverTheSettings() {
        var provider = configured();
        assertEquals(List.of(), allSettings(Map.of()).provider("mine").unknown(provider.keys()));
    }

    // Tools, for subclasses too.

    /**
     * {@return the whole name of one of the provider's keys}
     *
     * @param name the key's name without the provider's prefix
     */
    protected final String key(String name) {
        return "sidetrack.provider.mine." + name;
    }

    /** {@return the provider with its required settings} */
    protected final Provider configured() {
        return configured(Map.of());
    }

    /**
     * {@return the provider with these additional settings}
     *
     * @param more values by the whole names of their keys
     */
    protected final Provider configured(Map<String, String> more) {
        var settings = allSettings(more);
        var provider = provider(sender(settings, more.keySet()), clock);
        provider.configure(settings.provider("mine"));
        return provider;
    }

    /**
     * {@return the request with which the configured provider sends this hit}
     *
     * @param hit the hit
     * @throws Exception if the provider fails
     */
    protected final RecordedRequest sentAlone(Hit hit) throws Exception {
        collector.answer(success(1));
        configured().send(List.of(hit));
        return collector.requests().get(collector.requests().size() - 1);
    }

    /**
     * {@return the outcome of the hit at the configured provider after this reply}
     *
     * @param hit the hit
     * @param reply the service's answer
     * @throws Exception if the provider fails
     */
    protected final Outcome outcome(Hit hit, Reply reply) throws Exception {
        collector.answer(reply);
        return configured().send(List.of(hit)).get(0);
    }

    /** {@return three hits of one visitor, or as many as a request holds} */
    protected final List<Hit> batch() {
        return ContractHits.batch(Math.min(3, configured().limits().hits()));
    }

    private static HttpSender sender(Settings settings, Set<String> keys) {
        var isUsual = keys.stream().noneMatch(key -> key.startsWith("sidetrack.http.") || key.equals(DRY_RUN));
        return isUsual ? SENDER : new HttpSender(settings);
    }

    private Settings allSettings(Map<String, String> more) {
        var all = new HashMap<>(settings());
        all.put("sidetrack.sites.shop.hosts", "shop.example");
        all.put(key("type"), type());
        all.put(key("url"), collector.url().toString());
        all.putAll(more);
        return new Settings(new FixedConfig(all));
    }

    /** In one request, if hits of several visitors may share one. */
    private void send(List<Hit> batch) throws Exception {
        var limits = configured().limits();
        if (limits.hits() == 1 || limits.scope() == Limits.Scope.VISITOR) {
            for (var hit : batch) {
                assertEquals(1, hits(sentAlone(hit)).size());
            }
        } else {
            collector.answer(success(batch.size()));
            configured().send(batch);
        }
    }

    private <T extends Outcome> T only(Class<T> kind, int at, List<Hit> batch, Reply reply) throws Exception {
        collector.answer(reply);
        var others = new ArrayList<>(configured().send(batch));
        var outcome = assertInstanceOf(kind, others.remove(at));
        others.forEach(other -> assertInstanceOf(Outcome.Accepted.class, other));
        return outcome;
    }

    private void assertNear(Instant expected, Instant actual) {
        assertTrue(
                Duration.between(actual, expected).abs().compareTo(precision()) < 0,
                () -> actual + " instead of " + expected);
    }

    private void assertNoAnswer(Provider provider) {
        assertNoSecret(
                assertThrows(IOException.class, () -> provider.send(batch())).toString());
    }

    private static void assertAll(Class<? extends Outcome> kind, List<Hit> hits, List<Outcome> outcomes) {
        assertEquals(hits.size(), outcomes.size(), "one outcome for each hit");
        outcomes.forEach(outcome -> assertInstanceOf(kind, outcome));
    }

    private static void assertNoSecret(String told) {
        SECRETS.forEach(secret -> assertFalse(told.contains(secret), "a secret is told"));
    }

    private static void assertHasNone(Map<String, String> sent, String... ofOthers) {
        for (var other : ofOthers) {
            assertFalse(sent.containsValue(other), () -> other + " is in the hit of another visitor: " + sent);
        }
    }

    private static Visitor visitor(String address, String userAgent, Consent consent) {
        return Visitor.builder(UUID.randomUUID().toString())
                .address(address)
                .userAgent(userAgent)
                .consent(consent)
                .build();
    }

    private static Map<String, String> without(Set<String> names, Map<String, String> fields) {
        var rest = new HashMap<>(fields);
        rest.keySet().removeAll(names);
        return rest;
    }
}
