// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sidetrack.Hit;
import dev.sidetrack.Page;
import dev.sidetrack.SampleHits;
import dev.sidetrack.TrackedEvent;
import dev.sidetrack.spi.Limits;
import dev.sidetrack.spi.Outcome;
import dev.sidetrack.spi.Provider;
import dev.sidetrack.spi.http.HttpSender;
import dev.sidetrack.testing.ContractHits;
import dev.sidetrack.testing.RecordedRequest;
import dev.sidetrack.testing.Reply;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UniversalAnalyticsTest extends ProviderContractTest {

    @Override
    protected Provider provider(HttpSender http, Clock clock) {
        return new UniversalAnalytics(http, clock);
    }

    @Override
    protected String type() {
        return "universal-analytics";
    }

    @Override
    protected Map<String, String> settings() {
        return Map.of("sidetrack.tracking-id", TRACKING_ID);
    }

    @Override
    protected Reply success(int hits) {
        return Reply.of(200).header("Content-Type", "image/gif").body("GIF89a");
    }

    @Override
    protected List<Map<String, String>> hits(RecordedRequest request) {
        return request.body().lines().map(Fields::ofForm).toList();
    }

    @Override
    protected Limits documented() {
        return Limits.NONE.hits(20).bytes(16 * 1024).lateness(Duration.ofHours(4));
    }

    /** Each fits, but not all in one hit. */
    @Override
    protected boolean takesLongTexts() {
        return false;
    }

    @Test
    void send_emptyCategory_isTheUsualOne() throws Exception {
        var event = SampleHits.event(TrackedEvent.named("e").category(" "));
        assertThat(hits(sentAlone(event)).get(0)).containsEntry("ec", "event");
    }

    @Test
    void send_longTextsBesideAnotherHit_areRejectedAlone() throws Exception {
        var outcomes = configured().send(List.of(ContractHits.longTexts(), SampleHits.pageView()));
        assertThat(outcomes)
                .containsExactly(Outcome.rejected("larger than the 8 kB that a hit may have"), Outcome.ACCEPTED);
        assertThat(hits(collector.only())).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"dh, 100", "dp, 2048", "dt, 1500", "dr, 2048", "ec, 150", "el, 500"})
    void send_oneLongText_isCutToItsBytes(String name, int most) throws Exception {
        var text = "/x" + "ä€".repeat(1000);
        var event = TrackedEvent.named("e")
                .category("ec".equals(name) ? text : null)
                .label("el".equals(name) ? text : null);
        var page = new Page(
                "https",
                "dh".equals(name) ? text : "shop.example",
                "dp".equals(name) ? text : "/",
                "dt".equals(name) ? text : null,
                "dr".equals(name) ? text : null);
        var sent = hits(sentAlone(new Hit(SampleHits.ID, SampleHits.TIME, null, page, null, event, null)))
                .get(0)
                .get(name);
        assertThat(text).startsWith(sent);
        assertThat(sent.getBytes(StandardCharsets.UTF_8).length).isBetween(most - 3, most);
    }

    @Override
    protected Instant time(Map<String, String> hit, Instant now) {
        return now.minusMillis(Long.parseLong(hit.get("qt")));
    }

    @Override
    protected Set<String> moving() {
        return Set.of("qt");
    }

    @Test
    void send_bareEvent_hasACategoryAndNothingElse() throws Exception {
        assertThat(hits(sentAlone(SampleHits.event(TrackedEvent.named("e")))).get(0))
                .containsEntry("ec", "event")
                .containsEntry("ea", "e")
                .doesNotContainKeys("el", "ev");
        assertThat(hits(sentAlone(SampleHits.event(TrackedEvent.named("e").value(-3))))
                        .get(0))
                .containsEntry("ev", "0");
    }

    @Test
    void send_minimalHits_areOfOneServer() throws Exception {
        var first = hits(sentAlone(SampleHits.minimal())).get(0);
        assertThat(first).containsOnlyKeys("v", "tid", "cid", "t", "qt", "z");
        assertThat(first.get("cid"))
                .matches("[0-9a-f-]{36}")
                .isEqualTo(hits(sentAlone(SampleHits.minimal())).get(0).get("cid"));
    }

    @Test
    void send_severalHits_postsOneLineEachToBatch() throws Exception {
        collector.answer(success(3));
        assertThat(configured().send(List.of(SampleHits.of("/a"), SampleHits.of("/b"), SampleHits.event())))
                .hasSize(3);
        assertThat(collector.only().path()).isEqualTo("/batch");
        assertThat(collector.only().body()).doesNotEndWith("\n");
        assertThat(hits(collector.only()))
                .extracting(fields -> fields.get("dp"))
                .containsExactly("/a", "/b", "/products/blue-mug");
    }

    @Test
    void send_textsThatInject_staysOneLineOfTheSameFields() throws Exception {
        assertThat(hits(sentAlone(SampleHits.of("/a&tid=UA-0\r\nv=1&t=event ä😀%+"))))
                .singleElement()
                .satisfies(fields -> assertThat(fields)
                        .containsEntry("tid", TRACKING_ID)
                        .containsEntry("dp", "/a&tid=UA-0  v=1&t=event ä😀%+"));
    }

    @Test
    void send_hitOfTheFuture_hasWaitedForNothing() throws Exception {
        var hit = ContractHits.hit(SampleHits.ID, NOW.plusSeconds(5), SampleHits.VISITOR);
        assertThat(hits(sentAlone(hit)).get(0)).containsEntry("qt", "0");
    }

    @Test
    void send_severalSites_usesTheIdOfEach() throws Exception {
        collector.answer(success(2));
        configured(Map.of("sidetrack.sites.shop.tracking-id", "UA-2"))
                .send(List.of(SampleHits.pageView(), SampleHits.minimal()));
        assertThat(hits(collector.only()))
                .extracting(fields -> fields.get("tid"))
                .containsExactly("UA-2", TRACKING_ID);
    }

    @Test
    void send_hostOfNoSiteAndNoCommonId_isRejectedAlone() throws Exception {
        var sites = configured(Map.of("sidetrack.tracking-id", "", "sidetrack.sites.shop.tracking-id", "UA-2"));
        var stranger = SampleHits.of("/x");
        var missing = Outcome.rejected("no tracking id for the host shop.example");
        collector.answer(success(1));
        assertThat(sites.send(List.of(stranger, SampleHits.pageView(), stranger)))
                .containsExactly(missing, Outcome.ACCEPTED, missing);
        assertThat(hits(collector.only()))
                .extracting(fields -> fields.get("tid"))
                .containsExactly("UA-2");
        assertThat(sites.send(List.of(stranger))).containsExactly(missing);
        assertThat(collector.requests()).hasSize(1);
    }

    @Test
    void bytes_ofHitsSentMuchLater_areStillEnough() throws Exception {
        var provider = configured();
        var hits = Collections.nCopies(20, SampleHits.event(SampleHits.EVENT.label("ä😀 ".repeat(50))));
        var counted = hits.stream().mapToInt(provider::bytes).sum();
        clock.pass(Duration.ofDays(300));
        collector.answer(success(20));
        provider.send(hits);
        assertThat(collector.only().body().length()).isLessThanOrEqualTo(counted);
    }

    @Test
    void configure_baseWithPath_isKept() throws Exception {
        var provider = configured(Map.of(key("url"), collector.url() + "/ua/"));
        assertThat(provider.destination()).isEqualTo(collector.url() + "/ua/collect");
        collector.answer(success(1));
        provider.send(List.of(SampleHits.of("/x")));
        assertThat(collector.only().path()).isEqualTo("/ua/collect");
    }
}
