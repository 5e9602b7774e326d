// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.provider;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion.VersionFlag;
import dev.sidetrack.Hit;
import dev.sidetrack.SampleHits;
import dev.sidetrack.TrackedEvent;
import dev.sidetrack.spi.Limits;
import dev.sidetrack.spi.Outcome;
import dev.sidetrack.spi.Provider;
import dev.sidetrack.spi.http.HttpSender;
import dev.sidetrack.testing.ContractHits;
import dev.sidetrack.testing.RecordedRequest;
import dev.sidetrack.testing.Reply;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class UnomiTest extends ProviderContractTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String UNOMIS = "https://unomi.apache.org/schemas/json/";
    private static final JsonSchemaFactory SCHEMAS = schemas();

    @Override
    protected Provider provider(HttpSender http, Clock clock) {
        return new Unomi(http);
    }

    @Override
    protected String type() {
        return "unomi";
    }

    @Override
    protected Map<String, String> settings() {
        return Map.of("sidetrack.tracking-id", TRACKING_ID);
    }

    @Override
    protected Reply success(int hits) {
        return Reply.json("{\"updated\":0}");
    }

    @Override
    protected Class<? extends Outcome> ofGibberish() {
        return Outcome.Unclear.class;
    }

    @Override
    protected List<Map<String, String>> hits(RecordedRequest request) {
        var fields = Fields.ofJson(request.body());
        fields.put("User-Agent", request.header("User-Agent"));
        if (request.header("X-Forwarded-For") != null) {
            fields.put("X-Forwarded-For", request.header("X-Forwarded-For"));
        }
        fields.put("timestamp", request.target().replaceAll(".*=", ""));
        return List.of(fields);
    }

    @Override
    protected Limits documented() {
        return Limits.NONE.hits(1);
    }

    @Override
    protected Set<String> headers() {
        return Set.of("cookie", "user-agent", "x-forwarded-for");
    }

    @Override
    protected String id(Map<String, String> hit) {
        return hit.get("events.0.itemId");
    }

    @Override
    protected Instant time(Map<String, String> hit, Instant now) {
        return Instant.ofEpochMilli(Long.parseLong(hit.get("timestamp")));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 2, 4, 6})
    void send_successWhateverItChanged_isAccepted(int updated) throws Exception {
        assertThat(outcome(SampleHits.pageView(), Reply.json("{\"updated\":" + updated + "}")))
                .isEqualTo(Outcome.ACCEPTED);
    }

    @Test
    void send_peerKey_goesAlong() throws Exception {
        collector.answer(success(1));
        configured(Map.of(key("peer-key"), SECRET)).send(List.of(SampleHits.pageView()));
        assertThat(collector.only().header("X-Unomi-Peer")).isEqualTo(SECRET);
    }

    @Test
    void write_valueThatItsColumnCannotHold_isAText() throws Exception {
        var fields = Fields.ofJson(
                sentAlone(ContractHits.event(TrackedEvent.named("x").value(1e300)))
                        .body());
        assertThat(fields)
                .containsEntry("events.0.flattenedProperties.properties.value", "1.0E300")
                .doesNotContainKey("events.0.properties.value");
    }

    /** Unomi itself fails at an item without an id, which its schemas let through. */
    @Test
    void write_hitOfNoPage_hasNoItemWithoutAnId() throws Exception {
        var view = Fields.ofJson(sentAlone(ContractHits.minimal()).body());
        assertThat(view)
                .containsEntry("events.0.source.itemId", TRACKING_ID)
                .containsEntry("events.0.target.itemId", "-");
        var event = Fields.ofJson(sentAlone(ContractHits.minimal().withEvent(TrackedEvent.named("x")))
                .body());
        assertThat(event).doesNotContainKey("events.0.source.itemType");
    }

    static Stream<Hit> write_anyHit_isValid() {
        return Stream.concat(
                ContractHits.ofEachKind().stream(),
                Stream.of(
                        ContractHits.everyField().withEvent(null),
                        ContractHits.standard("search"),
                        ContractHits.standard("click"),
                        ContractHits.hostile().withEvent(null),
                        ContractHits.longTexts()
                                .withEvent(TrackedEvent.named("search").property("search_term", 7)),
                        SampleHits.pageView().withVisitor(SampleHits.VISITOR.withLanguage("zh-Hant-TW"))));
    }

    /** By Unomi's own schemas, and by ours for its {@code tracked}. */
    @ParameterizedTest
    @MethodSource
    void write_anyHit_isValid(Hit hit) throws Exception {
        var request = JSON.readTree(sentAlone(hit).body());
        assertThat(schema(UNOMIS + "rest/eventscollectorrequest/1-0-0").validate(request))
                .isEmpty();
        var event = request.at("/events/0");
        assertThat(schema(id(event.get("eventType").asText())).validate(event)).isEmpty();
    }

    @Test
    void schema_unknownMember_isRefused() throws Exception {
        var request = JSON.readTree(sentAlone(SampleHits.event()).body().replace("\"category\"", "\"group\""));
        assertThat(schema(id("tracked")).validate(request.at("/events/0"))).isNotEmpty();
    }

    private static String id(String eventType) {
        return (eventType.equals("tracked") ? "https://sidetrack.dev/schemas/json/" : UNOMIS) + "events/" + eventType
                + "/1-0-0";
    }

    private static JsonSchema schema(String id) {
        return SCHEMAS.getSchema(
                SchemaLocation.of(id),
                SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build());
    }

    @Test
    void schema_ofAnEventsProperties_saysThatAnyMayBeThere() throws IOException {
        // The validator of Unomi 2.1 takes those for unevaluated of which the schema says nothing, ours does not.
        var schema = JSON.readTree(Files.readString(Path.of("docs/unomi-tracked-1.schema.json")));
        assertThat(schema.at("/properties/flattenedProperties/properties/properties/additionalProperties")
                        .asBoolean())
                .isTrue();
    }

    private static JsonSchemaFactory schemas() {
        var all = new HashMap<String, String>();
        try (var files = Files.list(Path.of("src/test/resources/unomi"))) {
            for (var file :
                    files.filter(each -> each.toString().endsWith(".json")).toList()) {
                add(all, file);
            }
            add(all, Path.of("docs/unomi-tracked-1.schema.json"));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return JsonSchemaFactory.getInstance(
                VersionFlag.V201909, factory -> factory.schemaLoaders(loaders -> loaders.schemas(all)));
    }

    private static void add(Map<String, String> all, Path file) throws IOException {
        JsonNode schema = JSON.readTree(Files.readString(file));
        all.put(schema.get("$id").asText(), schema.toString());
    }
}
