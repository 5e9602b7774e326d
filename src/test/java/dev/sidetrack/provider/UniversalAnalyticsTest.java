// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.provider;

import static dev.sidetrack.SampleHits.CLIENT;
import static dev.sidetrack.SampleHits.TIME;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.sidetrack.SampleHits;
import dev.sidetrack.TrackedEvent;
import dev.sidetrack.config.ConfigurationException;
import dev.sidetrack.config.SettingsOf;
import dev.sidetrack.spi.Limits;
import dev.sidetrack.spi.Outcome;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class UniversalAnalyticsTest {

    private static final String NAME = "universal-analytics";

    private final RecordingServer server = new RecordingServer();
    private final HttpSender http = new HttpSender(SettingsOf.nothing());
    private final UniversalAnalytics provider = provider(TIME.plusMillis(1500), Map.of("sidetrack.tracking-id", "UA-1234-5"));

    @AfterEach
    void close() {
        server.close();
        http.close();
    }

    @Test
    void send_onePageView_postsTheArticlesFields() throws Exception {
        assertThat(provider.send(List.of(SampleHits.pageView()))).containsExactly(Outcome.ACCEPTED);

        var request = server.requests().get(0);
        assertThat(request.path()).isEqualTo("/collect");
        assertThat(request.query()).isNull();
        assertThat(request.headers()).containsEntry("content-type", "application/x-www-form-urlencoded");
        assertThat(request.forms()).singleElement().satisfies(fields -> {
            assertThat(fields.keySet()).containsExactly("v", "tid", "cid", "t", "dh", "dp", "dt", "dr", "uip", "ua", "qt", "z");
            assertThat(fields).containsEntry("v", "1").containsEntry("tid", "UA-1234-5").containsEntry("cid", CLIENT)
                    .containsEntry("t", "pageview").containsEntry("dh", "shop.example").containsEntry("dp", "/products/blue-mug")
                    .containsEntry("dt", "Blue mug").containsEntry("dr", "https://search.example/find")
                    .containsEntry("uip", "192.0.2.0").containsEntry("ua", "Mozilla/5.0 (X11; Linux x86_64)")
                    .containsEntry("qt", "1500");
            assertThat(fields.get("z")).matches("[0-9]{1,10}");
        });
    }

    @Test
    void send_oneEvent_postsItsFieldsToo() throws Exception {
        provider.send(List.of(SampleHits.event()));
        assertThat(server.requests().get(0).forms()).singleElement().satisfies(fields -> {
            assertThat(fields.keySet()).containsExactly(
                    "v", "tid", "cid", "t", "dh", "dp", "dt", "dr", "uip", "ua", "ec", "ea", "el", "ev", "qt", "z");
            assertThat(fields).containsEntry("t", "event").containsEntry("ec", "shop").containsEntry("ea", "order-placed")
                    .containsEntry("el", "blue-mug").containsEntry("ev", "13");
        });
    }

    @Test
    void send_bareEvent_hasACategoryAndNothingElse() throws Exception {
        provider.send(List.of(SampleHits.event(TrackedEvent.named("e")), SampleHits.event(TrackedEvent.named("e").value(-3))));
        var forms = server.requests().get(0).forms();
        assertThat(forms.get(0)).containsEntry("ec", "event").containsEntry("ea", "e").doesNotContainKeys("el", "ev");
        assertThat(forms.get(1)).containsEntry("ev", "0");
    }

    @Test
    void send_minimalHit_leavesOutWhatIsMissing() throws Exception {
        provider.send(List.of(SampleHits.minimal(), SampleHits.minimal()));
        var forms = server.requests().get(0).forms();
        assertThat(forms.get(0).keySet()).containsExactly("v", "tid", "cid", "t", "qt", "z");
        assertThat(forms.get(0).get("cid")).matches("[0-9a-f-]{36}").isEqualTo(forms.get(1).get("cid"));
    }

    @Test
    void send_severalHits_postsOneLineEachToBatch() throws Exception {
        assertThat(provider.send(List.of(SampleHits.of("/a"), SampleHits.of("/b"), SampleHits.event()))).hasSize(3);
        var request = server.requests().get(0);
        assertThat(request.path()).isEqualTo("/batch");
        assertThat(request.body().lines()).hasSize(3);
        assertThat(request.body()).doesNotEndWith("\n");
        assertThat(request.forms()).extracting(fields -> fields.get("dp")).containsExactly("/a", "/b", "/products/blue-mug");
    }

    @Test
    void send_textsThatInject_staysOneLineOfTheSameFields() throws Exception {
        provider.send(List.of(SampleHits.of("/a&tid=UA-0\r\nv=1&t=event ä😀%+")));
        assertThat(server.requests().get(0).forms()).singleElement().satisfies(fields -> assertThat(fields)
                .containsEntry("tid", "UA-1234-5").containsEntry("dp", "/a&tid=UA-0\r\nv=1&t=event ä😀%+"));
    }

    @Test
    void send_hitOfTheFuture_hasWaitedForNothing() throws Exception {
        provider(TIME.minusSeconds(5), Map.of("sidetrack.tracking-id", "UA-1")).send(List.of(SampleHits.pageView()));
        assertThat(server.requests().get(0).forms().get(0)).containsEntry("qt", "0");
    }

    @Test
    void send_severalSites_usesTheIdOfEach() throws Exception {
        var sites = provider(TIME, Map.of("sidetrack.tracking-id", "UA-1",
                "sidetrack.sites.shop.hosts", "shop.example", "sidetrack.sites.shop.tracking-id", "UA-2"));
        sites.send(List.of(SampleHits.pageView(), SampleHits.minimal()));
        assertThat(server.requests().get(0).forms()).extracting(fields -> fields.get("tid")).containsExactly("UA-2", "UA-1");
    }

    @Test
    void send_hostOfNoSiteAndNoCommonId_isRejectedAlone() throws Exception {
        var sites = provider(TIME, Map.of(
                "sidetrack.sites.shop.hosts", "shop.example", "sidetrack.sites.shop.tracking-id", "UA-2"));
        var stranger = SampleHits.of("/x");
        assertThat(sites.send(List.of(stranger, SampleHits.pageView(), stranger))).containsExactly(
                Outcome.rejected("no tracking id for the host shop.example"), Outcome.ACCEPTED,
                Outcome.rejected("no tracking id for the host shop.example"));
        assertThat(server.requests()).singleElement().satisfies(request ->
                assertThat(request.forms()).extracting(fields -> fields.get("tid")).containsExactly("UA-2"));
        assertThat(sites.send(List.of(stranger))).hasSize(1);
        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void send_serverRefuses_isTheSameForEveryHit() throws Exception {
        server.answers(RecordingServer.status(503, "Retry-After", "7"));
        assertThat(provider.send(List.of(SampleHits.of("/a"), SampleHits.of("/b"))))
                .containsExactlyElementsOf(Collections.nCopies(2, new Outcome.Retry("HTTP status 503", 503, Duration.ofSeconds(7))));
    }

    @Test
    void bytes_ofHit_areNeverLessThanItsLine() throws Exception {
        var later = provider(TIME.plus(Duration.ofDays(300)), Map.of("sidetrack.tracking-id", "UA-1234-5"));
        var hits = Collections.nCopies(20, SampleHits.event(SampleHits.EVENT.label("ä😀 ".repeat(50))));
        var estimated = hits.stream().mapToInt(provider::bytes).sum();
        later.send(hits);
        assertThat(server.requests().get(0).body().length()).isLessThanOrEqualTo(estimated);
    }

    @Test
    void limits_areThoseOfTheProtocol() {
        assertThat(provider.limits()).isEqualTo(Limits.NONE.hits(20).bytes(16 * 1024).lateness(Duration.ofHours(4)));
    }

    @Test
    void configure_baseWithPath_isKept() throws Exception {
        var collector = new UniversalAnalytics(http);
        collector.configure(SettingsOf.map(Map.of("sidetrack.tracking-id", "UA-1",
                "sidetrack.provider.universal-analytics.url", server.url() + "/ua/")).provider(NAME));
        assertThat(collector.destination()).isEqualTo(server.url() + "/ua/collect");
        collector.send(List.of(SampleHits.of("/x")));
        assertThat(server.requests().get(0).path()).isEqualTo("/ua/collect");
    }

    @Test
    void configure_nothing_isRefusedWithTheKey() {
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> new UniversalAnalytics(http).configure(SettingsOf.nothing().provider(NAME)))
                .withMessageStartingWith("sidetrack.tracking-id is missing");
    }

    private UniversalAnalytics provider(Instant now, Map<String, String> keys) {
        var all = new HashMap<>(keys);
        all.put("sidetrack.sites.shop.hosts", "shop.example");
        all.put("sidetrack.provider.universal-analytics.url", server.url());
        var configured = new UniversalAnalytics(http, Clock.fixed(now, ZoneOffset.UTC));
        configured.configure(SettingsOf.map(all).provider(NAME));
        return configured;
    }
}
