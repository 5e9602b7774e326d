// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sidetrack.Hit;
import dev.sidetrack.Page;
import dev.sidetrack.SampleHits;
import dev.sidetrack.TrackedEvent;
import dev.sidetrack.config.ConfigurationException;
import dev.sidetrack.spi.Limits;
import dev.sidetrack.spi.Outcome;
import dev.sidetrack.spi.Provider;
import dev.sidetrack.spi.http.HttpSender;
import dev.sidetrack.testing.ContractHits;
import dev.sidetrack.testing.RecordedRequest;
import dev.sidetrack.testing.Reply;
import io.cloudevents.CloudEvent;
import io.cloudevents.SpecVersion;
import io.cloudevents.core.provider.EventFormatProvider;
import io.cloudevents.jackson.JsonFormat;
import jakarta.json.Json;
import java.io.StringReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookTest extends ProviderContractTest {

    @Override
    protected Provider provider(HttpSender http, Clock clock) {
        return new Webhook(http, clock);
    }

    @Override
    protected String type() {
        return "webhook";
    }

    @Override
    protected Map<String, String> settings() {
        return Map.of();
    }

    @Override
    protected Reply success(int hits) {
        return Reply.of(204);
    }

    @Override
    protected boolean holdsAnyNumber() {
        return true;
    }

    @Override
    protected List<Map<String, String>> hits(RecordedRequest request) {
        return List.of(Fields.ofJson(request.body()));
    }

    @Override
    protected Limits documented() {
        return Limits.NONE.hits(1);
    }

    @Override
    protected Class<? extends Outcome> meaning(int status) {
        return status == 415 ? Outcome.Stop.class : super.meaning(status);
    }

    /** A receiver of somebody's own may say yes in any words. */
    @Override
    protected Class<? extends Outcome> ofAWebPage() {
        return Outcome.Accepted.class;
    }

    @Override
    protected String id(Map<String, String> hit) {
        return hit.get("id");
    }

    @Override
    protected Instant time(Map<String, String> hit, Instant now) {
        return Instant.parse(hit.get("time"));
    }

    @Test
    void send_anyHit_isUnderstoodByTheSdk() throws Exception {
        for (var hit : List.of(
                SampleHits.pageView(),
                SampleHits.event(),
                SampleHits.minimal(),
                ContractHits.hostile(),
                ContractHits.longTexts())) {
            var request = sentAlone(hit);
            assertThat(request.header("Content-Type")).isEqualTo("application/cloudevents+json; charset=utf-8");
            var event = read(request.bytes());
            assertThat(event.getSpecVersion()).isEqualTo(SpecVersion.V1);
            assertThat(event.getId()).isEqualTo(hit.id().toString());
            assertThat(event.getTime().toInstant()).isEqualTo(hit.time());
            assertThat(event.getType()).isEqualTo(hit.isEvent() ? "dev.sidetrack.event" : "dev.sidetrack.page-view");
            assertThat(event.getDataContentType()).isEqualTo("application/json");
            assertThat(event.getExtensionNames()).isEmpty();
            assertThat(new String(event.getData().toBytes(), StandardCharsets.UTF_8))
                    .startsWith("{");
        }
    }

    @Test
    void send_batched_isUnderstoodByTheSdk() throws Exception {
        var nobody = new Hit(
                UUID.fromString("019cb6f1-1a13-73c0-8d4e-0123456789ac"),
                SampleHits.TIME.plusSeconds(1),
                null,
                new Page(null, null, null, null, null),
                null,
                TrackedEvent.named("stock-empty").property("sku", "M-1"),
                null);
        var hits = List.of(SampleHits.pageView(), nobody);
        var provider = configured(Map.of(key("batched"), "true", key("batch-hits"), "2"));
        assertThat(provider.limits()).isEqualTo(Limits.NONE.hits(2));
        collector.answer(success(2));
        assertThat(provider.send(hits)).containsOnly(Outcome.ACCEPTED).hasSize(2);
        assertThat(collector.only().header("Content-Type"))
                .isEqualTo("application/cloudevents-batch+json; charset=utf-8");
        Sample.check("webhook/batch.http", collector.only());
        try (var reader = Json.createReader(new StringReader(collector.only().body()))) {
            // The SDK has no reader for batches: each element is an event in its structured form.
            var events = reader.readArray().stream()
                    .map(event -> read(event.toString().getBytes(StandardCharsets.UTF_8)))
                    .toList();
            assertThat(events)
                    .extracting(CloudEvent::getType)
                    .containsExactly("dev.sidetrack.page-view", "dev.sidetrack.event");
            assertThat(events)
                    .extracting(CloudEvent::getId)
                    .containsExactly(SampleHits.ID.toString(), nobody.id().toString());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "https, shop.example:8443,, https://shop.example:8443",
        ", shop.example,, sidetrack",
        "https,,, sidetrack",
        "https, shop.example, /shop, /shop",
        "http, [2001:db8::1],, http://[2001:db8::1]"
    })
    void send_source_isTheOneSetOrThePagesOrigin(String scheme, String host, String set, URI source) throws Exception {
        collector.answer(success(1));
        var page = new Page(scheme, host, "/", null, null);
        configured(set == null ? Map.of() : Map.of(key("source"), set))
                .send(List.of(new Hit(SampleHits.ID, SampleHits.TIME, null, page, null, null, null)));
        assertThat(read(collector.only().bytes()).getSource()).isEqualTo(source);
    }

    @Test
    void send_signingKey_signsTimeAndBody() throws Exception {
        collector.answer(success(1));
        configured(Map.of(key("signing-key"), "Grüße")).send(List.of(SampleHits.event()));
        var seconds = "" + NOW.getEpochSecond();
        var mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec("Grüße".getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        var expected = HexFormat.of()
                .formatHex(mac.doFinal((seconds + "." + collector.only().body()).getBytes(StandardCharsets.UTF_8)));
        assertThat(collector.only().header("Sidetrack-Signature")).isEqualTo("t=" + seconds + ",sha256=" + expected);
    }

    @Test
    void send_tokenAndOrigin_areHeaders() throws Exception {
        collector.answer(success(1));
        configured(Map.of(key("token"), SECRET, key("origin"), "shop.example", key("signing-key"), SECRET))
                .send(List.of(SampleHits.pageView()));
        assertThat(collector.only().header("Authorization")).isEqualTo("Bearer " + SECRET);
        assertThat(collector.only().header("WebHook-Request-Origin")).isEqualTo("shop.example");
        assertThat(collector.only().headerNames())
                .isEqualTo(Set.of(
                        "authorization",
                        "content-type",
                        "sidetrack-signature",
                        "user-agent",
                        "webhook-request-origin"));
    }

    @Test
    void send_replyThatQuotesTokenOrQuery_isNotPassedOn() throws Exception {
        collector.answer(Reply.of(409).body("no to " + SECRET + " at ?access_token=s3cr3t"));
        var webhook =
                configured(Map.of(key("token"), SECRET, key("url"), collector.url() + "/hook?access_token=s3cr3t"));
        assertThat(webhook.send(List.of(SampleHits.pageView())))
                .containsExactly(new Outcome.Rejected("HTTP status 409: no to *** at ?***", 409));
    }

    @Test
    void destination_urlWithQuery_leavesItOut() throws Exception {
        var url = Map.of(key("url"), collector.url() + "/hooks/7?access_token=" + "s3cr3t");
        assertThat(configured(url).destination()).isEqualTo(collector.url() + "/hooks/7");
        collector.answer(success(1));
        configured(url).send(List.of(SampleHits.pageView()));
        assertThat(collector.only().target()).isEqualTo("/hooks/7?access_token=s3cr3t");
    }

    @ParameterizedTest
    @CsvSource({"401, token", "403, token", "410, url", "415, url"})
    void send_stop_saysWhichKeyToLookAt(int status, String key) throws Exception {
        assertThat(((Outcome.Stop) outcome(SampleHits.pageView(), Reply.of(status))).reason())
                .contains(key(key))
                .contains("" + status);
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 201, 202, 204})
    void send_anySuccess_isAccepted(int status) throws Exception {
        assertThat(outcome(SampleHits.pageView(), Reply.of(status))).isEqualTo(Outcome.ACCEPTED);
    }

    @ParameterizedTest
    @CsvSource({"origin, 'a b'", "origin, https://shop.example", "source, 'a b'", "token, 'a b'", "batch-hits, 0"})
    void configure_settingThatNoRequestCanHold_isRefusedWithTheKey(String name, String value) {
        assertThatThrownBy(() -> configured(Map.of(key(name), value)))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(key(name))
                .hasMessageContaining("token".equals(name) ? "(secret)" : "'" + value + "'");
    }

    private static CloudEvent read(byte[] event) {
        return EventFormatProvider.getInstance()
                .resolveFormat(JsonFormat.CONTENT_TYPE)
                .deserialize(event);
    }
}
