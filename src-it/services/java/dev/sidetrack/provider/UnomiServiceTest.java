// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sidetrack.Consent;
import dev.sidetrack.Hit;
import dev.sidetrack.Session;
import dev.sidetrack.TrackedEvent;
import dev.sidetrack.config.SettingsOf;
import dev.sidetrack.service.Elasticsearch;
import dev.sidetrack.service.UnomiServer;
import dev.sidetrack.spi.Outcome;
import dev.sidetrack.spi.http.HttpSender;
import dev.sidetrack.testing.ContractHits;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a real Unomi makes of hits, read back by its own search. */
class UnomiServiceTest {

    private static final String SCOPE = "shop";
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    /** Whole seconds, as Unomi's search tells them. */
    private static final Instant NOW = Instant.now().minusSeconds(60).truncatedTo(ChronoUnit.SECONDS);

    private static Elasticsearch elasticsearch;
    private static UnomiServer unomi;

    @BeforeAll
    static void start() throws Exception {
        var all = Files.createDirectories(Path.of(System.getProperty("servers.directory")));
        var directory = Files.createTempDirectory(all, "unomi");
        elasticsearch = new Elasticsearch(directory.resolve("elasticsearch"));
        unomi = new UnomiServer(directory, elasticsearch);
        // As docs/providers.md says.
        var scope = "{\"itemId\":\"shop\",\"itemType\":\"scope\",\"metadata\":{\"id\":\"shop\",\"name\":\"Shop\"}}";
        var schema = Files.readString(Path.of(System.getProperty("servers.docs"), "unomi-tracked-1.schema.json"));
        // Its addresses come and go for a while after it has started.
        await("a scope", () -> unomi.post("/cxs/scopes", scope).statusCode() / 100 == 2);
        await("a schema", () -> unomi.post("/cxs/jsonSchema", schema).statusCode() / 100 == 2);
        // It looks for either from time to time only, and says nothing of what it leaves out.
        var probe = by("probe", ContractHits.event(TrackedEvent.named("probe")));
        await(
                "a probe",
                () -> outcome(probe, Map.of()) == Outcome.ACCEPTED
                        && unomi.post("/cxs/events/search", query("probe")).statusCode() == 200
                        && !events("probe").isEmpty());
    }

    @AfterAll
    static void stop() throws Exception {
        if (unomi != null) {
            unomi.close();
        }
        if (elasticsearch != null) {
            elasticsearch.close();
        }
    }

    @Test
    void send_pageView_isAViewOfTheVisitorsProfile() throws Exception {
        var view = by("viewer", ContractHits.pageView());
        send(view, Map.of());

        var event = stored("viewer");
        assertThat(event)
                .containsEntry("eventType", "view")
                .containsEntry("scope", SCOPE)
                .containsEntry("sessionId", ClientIds.sessionOf(view))
                .containsEntry("timeStamp", NOW.toString())
                .containsEntry("target.itemType", "page")
                .containsEntry("target.properties.pageInfo.pageName", "Blue mug")
                .containsEntry("target.properties.pageInfo.pagePath", "/products/blue-mug")
                .containsEntry("target.properties.pageInfo.destinationURL", "https://shop.example/products/blue-mug")
                .containsEntry("target.properties.pageInfo.referringURL", "https://search.example/find");
        var profile = Fields.ofJson(unomi.get("/cxs/profiles/viewer").body());
        assertThat(profile).containsEntry("itemId", "viewer").containsKey("properties.firstVisit");
    }

    @Test
    void send_eventWithEveryField_hasItsPropertiesAndItsCampaign() throws Exception {
        // Signed in: Unomi has no place for that, and must not refuse it.
        var hit = by("buyer", ContractHits.everyField());
        send(hit, Map.of());

        assertThat(stored("buyer"))
                .containsEntry("eventType", "tracked")
                .containsEntry("properties.name", "order-placed")
                .containsEntry("properties.category", "shop")
                .containsEntry("properties.label", "blue-mug")
                .containsEntry("properties.value", "12.5")
                .containsEntry("flattenedProperties.properties.sku", "M-1")
                .containsEntry("flattenedProperties.properties.quantity", "2")
                .containsEntry("flattenedProperties.properties.gift", "true")
                .containsEntry("flattenedProperties.URLParameters.utm_campaign", "spring & sale")
                .containsEntry("flattenedProperties.URLParameters.gclid", "Cj0+X")
                .doesNotContainValue("user-7");
    }

    @Test
    void send_purchase_hasOrderAndProducts() throws Exception {
        send(by("customer", ContractHits.purchase()), Map.of());

        assertThat(stored("customer"))
                .containsEntry("properties.name", "purchase")
                .containsEntry("properties.value", "30")
                .containsEntry("flattenedProperties.properties.currency", "EUR")
                .containsEntry("flattenedProperties.properties.transaction_id", "T1")
                .containsEntry("flattenedProperties.properties.items.0.item_id", "SKU1")
                .containsEntry("flattenedProperties.properties.items.0.price", "15");
    }

    @Test
    void send_twoVisitsOfAVisitor_areSessionsOfOneProfile() throws Exception {
        for (var visit = 1; visit <= 2; visit++) {
            var hit = by("regular", ContractHits.pageView());
            var session = Session.of(NOW.getEpochSecond() + visit, visit);
            send(hit.withVisitor(hit.visitor().withSession(session)), Map.of());
        }

        await("both", () -> events("regular").size() == 2);
        assertThat(events("regular"))
                .extracting(event -> event.get("sessionId"))
                .doesNotHaveDuplicates();
        await("both sessions", () -> sessions("regular").size() == 2);
        assertThat(sessions("regular"))
                .allSatisfy(session -> assertThat(session).containsEntry("profileId", "regular"));
    }

    @Test
    void send_hostileHits_areKept() throws Exception {
        send(by("hostile", ContractHits.hostile()), Map.of());
        send(by("looker", ContractHits.hostile().withEvent(null)), Map.of());
        send(ContractHits.minimal().withTime(NOW), Map.of());
        send(ContractHits.minimal().withTime(NOW).withEvent(TrackedEvent.named("night-job")), Map.of());

        assertThat(stored("hostile"))
                .containsEntry("flattenedProperties.properties.value", "-1.0E300")
                .containsEntry("flattenedProperties.properties.a", "" + Long.MIN_VALUE);
        assertThat(stored("looker")).containsEntry("eventType", "view");
        var ofNobody = UnomiEvent.profile(ContractHits.minimal());
        await("both of nobody", () -> events(ofNobody).size() == 2);
    }

    @Test
    void send_twiceAsAKnownPeer_isStoredOnce() throws Exception {
        var hit = by("twice", ContractHits.pageView());
        var last = hit.withId(UUID.randomUUID());
        for (var each : List.of(hit, hit, last)) {
            send(each, Map.of("sidetrack.provider.unomi.peer-key", UnomiServer.PEER_KEY));
        }

        await(
                "the last",
                () -> has(
                        events("twice"),
                        event -> event.get("itemId").equals(last.id().toString())));
        assertThat(events("twice"))
                .extracting(event -> event.get("itemId"))
                .containsExactlyInAnyOrder(hit.id().toString(), last.id().toString());
    }

    /** A hit of now, whose visitor is nobody else. */
    private static Hit by(String client, Hit hit) {
        var visitor = hit.visitor().withClientId(client).withSession(Session.of(NOW.getEpochSecond(), 1));
        return hit.withId(UUID.randomUUID())
                .withTime(NOW)
                .withSite(null)
                .withVisitor(visitor.withConsent(Consent.GRANTED));
    }

    private static void send(Hit hit, Map<String, String> more) throws Exception {
        assertThat(outcome(hit, more)).isEqualTo(Outcome.ACCEPTED);
    }

    private static Outcome outcome(Hit hit, Map<String, String> more) throws Exception {
        var keys = new HashMap<>(more);
        keys.put("sidetrack.tracking-id", SCOPE);
        keys.put("sidetrack.provider.unomi.url", unomi.url().toString());
        var settings = SettingsOf.map(keys);
        var provider = new Unomi(new HttpSender(settings));
        provider.configure(settings.provider("unomi"));
        return provider.send(List.of(hit)).get(0);
    }

    private static Map<String, String> stored(String profile) throws Exception {
        await("an event of " + profile, () -> !events(profile).isEmpty());
        return events(profile).get(0);
    }

    /** Views and our own events of the profile; Unomi adds some of its own. */
    private static List<Map<String, String>> events(String profile) throws Exception {
        var answer = unomi.post("/cxs/events/search", query(profile));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return Fields.ofElements(answer.body(), "/list").stream()
                .filter(event -> List.of("view", "tracked").contains(event.get("eventType")))
                .toList();
    }

    private static String query(String profile) {
        return """
                {"limit":100,"forceRefresh":true,"condition":{"type":"eventPropertyCondition","parameterValues":{
                "propertyName":"profileId","comparisonOperator":"equals","propertyValue":"%s"}}}""".formatted(profile);
    }

    private static List<Map<String, String>> sessions(String profile) throws Exception {
        var answer = unomi.get("/cxs/profiles/" + profile + "/sessions");
        return Fields.ofElements(answer.body(), "/list");
    }

    private static boolean has(List<Map<String, String>> events, Predicate<Map<String, String>> wanted) {
        return events.stream().anyMatch(wanted);
    }

    private static void await(String what, Check isStored) throws Exception {
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!isStored.holds()) {
            assertThat(System.nanoTime()).as(what + " in Unomi").isLessThan(deadline);
            TimeUnit.MILLISECONDS.sleep(500);
        }
    }

    private interface Check {
        boolean holds() throws Exception;
    }
}
