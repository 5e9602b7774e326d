// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sidetrack.Hit;
import dev.sidetrack.SampleHits;
import dev.sidetrack.config.SettingsOf;
import dev.sidetrack.spi.http.HttpSender;
import dev.sidetrack.testing.ContractHits;
import dev.sidetrack.testing.HttpRecorder;
import dev.sidetrack.testing.RecordedRequest;
import dev.sidetrack.testing.Reply;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.matomo.java.tracking.MatomoRequest;
import org.matomo.java.tracking.MatomoTracker;
import org.matomo.java.tracking.TrackerConfiguration;
import org.matomo.java.tracking.parameters.AcceptLanguage;
import org.matomo.java.tracking.parameters.EcommerceItem;
import org.matomo.java.tracking.parameters.EcommerceItems;
import org.matomo.java.tracking.parameters.VisitorId;

/** Sends the same hits by Matomo's own tracker for Java and compares the requests field by field. */
class MatomoVendorTest {

    private static final String TOKEN = "0123456789abcdef0123456789abcdef";

    @Test
    void send_pageView_isWhatMatomosTrackerSends() throws Exception {
        compare(SampleHits.pageView(), theirs(SampleHits.pageView()).serverTime(42L));
    }

    @Test
    void send_event_isWhatMatomosTrackerSends() throws Exception {
        var event = SampleHits.EVENT;
        compare(
                SampleHits.event(),
                theirs(SampleHits.event())
                        .customAction(true)
                        .eventCategory(event.category())
                        .eventAction(event.name())
                        .eventName(event.label())
                        .eventValue(event.value()));
    }

    @Test
    void send_purchaseOfAUser_isWhatMatomosTrackerSends() throws Exception {
        var hit = ofUser(ContractHits.purchase());
        compare(
                hit,
                theirs(hit)
                        .userId("user-7")
                        .goalId(0)
                        .ecommerceId("T1")
                        .ecommerceRevenue(40.6)
                        .ecommerceSubtotal(30.0)
                        .ecommerceTax(5.7)
                        .ecommerceShippingCost(4.9)
                        .ecommerceDiscount(3.0)
                        .ecommerceItems(EcommerceItems.builder()
                                .item(new EcommerceItem("SKU1", "Blue mug", "Mugs", 15.0, 2))
                                .build()));
    }

    @Test
    void send_searchOfAUser_isWhatMatomosTrackerSends() throws Exception {
        var hit = ofUser(ContractHits.standard("search"));
        compare(
                hit,
                theirs(hit)
                        .userId("user-7")
                        .searchQuery("blue mug")
                        .searchCategory("Mugs")
                        .searchResultsCount(12L));
    }

    private static Hit ofUser(Hit hit) {
        return hit.withVisitor(hit.visitor().withUserId("user-7"));
    }

    private static void compare(Hit hit, MatomoRequest.MatomoRequestBuilder request) throws Exception {
        try (var collector = new HttpRecorder()) {
            collector.answerAll(Reply.json("{\"status\":\"success\",\"tracked\":1,\"invalid\":0}"));
            sendTheirs(collector, request.build());
            sendOurs(collector, hit);
            var theirs = collector.requests().get(0);
            var ours = collector.requests().get(1);
            assertThat(ours.path()).isEqualTo(theirs.path());
            assertThat(Fields.ofJson(ours.body())).containsEntry("token_auth", TOKEN);
            assertThat(Fields.ofJson(theirs.body())).containsEntry("token_auth", TOKEN);
            differences(hit, query(ours), query(theirs));
        }
    }

    /** Every difference is meant. */
    private static void differences(Hit hit, Map<String, String> ours, Map<String, String> theirs) {
        // With send_image=0 Matomo answers a bulk without a body, and with it the counts that we read are gone.
        assertThat(theirs.remove("send_image")).isEqualTo("0");
        // Against caches on the way, which do not keep a POST.
        assertThat(theirs.remove("rand")).isNotBlank();
        // Theirs makes one of its own for each view.
        if (!hit.isEvent()) {
            assertThat(ours.remove("pv_id")).isEqualTo("6789ab");
        }
        theirs.remove("pv_id");
        // Theirs is random; the forced cid counts.
        assertThat(theirs.remove("_id")).matches("[0-9a-f]{16}");
        // Theirs writes all prices as decimals.
        if (ours.containsKey("ec_items")) {
            assertThat(ours.remove("ec_items")).isEqualTo("[[\"SKU1\",\"Blue mug\",\"Mugs\",15,2]]");
            assertThat(theirs.remove("ec_items")).isEqualTo("[[\"SKU1\",\"Blue mug\",\"Mugs\",15.0,2]]");
        }
        // They write tags in lower case; Matomo reads both alike.
        assertThat(theirs.remove("lang")).isEqualToIgnoringCase(ours.remove("lang"));
        assertThat(ours).isEqualTo(theirs);
    }

    private static MatomoRequest.MatomoRequestBuilder theirs(Hit hit) {
        return MatomoRequest.request()
                .actionUrl(hit.page().url())
                .actionName(hit.page().title())
                .referrerUrl(hit.page().referrer())
                .visitorCustomId(VisitorId.fromHex(ClientIds.hexOf(hit)))
                .visitorIp(hit.visitor().address())
                .headerUserAgent(hit.visitor().userAgent())
                .headerAcceptLanguage(AcceptLanguage.fromHeader(hit.visitor().language()))
                .requestTimestamp(hit.time());
    }

    private static void sendTheirs(HttpRecorder collector, MatomoRequest request) throws Exception {
        var configuration = TrackerConfiguration.builder()
                .apiEndpoint(collector.url().resolve("/matomo.php"))
                .defaultSiteId(1)
                .defaultAuthToken(TOKEN)
                .build();
        try (var tracker = new MatomoTracker(configuration)) {
            tracker.sendBulkRequest(List.of(request));
        }
    }

    private static void sendOurs(HttpRecorder collector, Hit hit) throws Exception {
        var settings = SettingsOf.map(Map.of(
                "sidetrack.tracking-id",
                "1",
                "sidetrack.sites.shop.hosts",
                "shop.example",
                "sidetrack.provider.matomo.url",
                collector.url().toString(),
                "sidetrack.provider.matomo.token",
                TOKEN));
        var provider = new Matomo(new HttpSender(settings));
        provider.configure(settings.provider("matomo"));
        provider.send(List.of(hit));
    }

    private static Map<String, String> query(RecordedRequest request) {
        return new TreeMap<>(Fields.ofForm(
                Fields.ofElements(request.body(), "/requests").get(0).get("").substring(1)));
    }
}
