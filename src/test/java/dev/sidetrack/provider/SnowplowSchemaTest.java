// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.provider;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import dev.sidetrack.Hit;
import dev.sidetrack.SampleHits;
import dev.sidetrack.TrackedEvent;
import dev.sidetrack.json.JsonWriter;
import dev.sidetrack.testing.ContractHits;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds what goes to Snowplow against the schemas of Iglu Central, the payload's and those of everything in it. */
class SnowplowSchemaTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final JsonSchemaFactory SCHEMAS = JsonSchemaFactory.getInstance(VersionFlag.V4);

    static Stream<Hit> hits() {
        var named = Stream.of("view_item", "add_to_cart", "begin_checkout", "refund")
                .map(ContractHits::shop)
                .map(hit -> hit.withEvent(hit.event().property("transaction_id", "T1")));
        return Stream.of(
                        named,
                        ContractHits.ofEachKind().stream(),
                        Stream.of(
                                ContractHits.purchase()
                                        .withEvent(ContractHits.purchase()
                                                .event()
                                                .value(-1e300)
                                                .property("tax", 1e300)),
                                SampleHits.event(TrackedEvent.named("search")
                                        .property("search_term", "mug")
                                        .property("search_results", 12)
                                        .property("search_category", "Mugs")),
                                ContractHits.shop("view_item")
                                        .withEvent(TrackedEvent.named("view_item")
                                                .property("currency", "EUR")
                                                .property(
                                                        "items",
                                                        List.of(Map.of(
                                                                "item_id",
                                                                "S",
                                                                "item_category2",
                                                                "Kitchen",
                                                                "index",
                                                                3,
                                                                "glaze",
                                                                "matt")))),
                                SampleHits.event(TrackedEvent.named("search")
                                        .property("search_term", "")
                                        .property("search_results", -1)),
                                SampleHits.event(
                                        TrackedEvent.named("file_download").property("link_url", "/a.pdf")),
                                SampleHits.event(
                                        TrackedEvent.named("click").property("link_url", "https://a.example/"))))
                .flatMap(hit -> hit);
    }

    @ParameterizedTest
    @MethodSource("hits")
    void write_anyHit_isValidWithAllInIt(Hit hit) throws IOException {
        validate(JSON.readTree(payload(hit)));
    }

    @ParameterizedTest
    @CsvSource({
        "view_item,      product_view,  product",
        "add_to_cart,    add_to_cart,   product",
        "begin_checkout, checkout_step, product checkout_step cart",
        "purchase,       transaction,   product transaction",
        "refund,         refund,        product refund",
    })
    void write_eventOfAShop_hasItsActionAndEntities(String name, String type, String entities) throws IOException {
        var hit = "purchase".equals(name) ? ContractHits.purchase() : ContractHits.shop(name);
        var event = JSON.readTree(payload(hit.withEvent(hit.event().property("transaction_id", "T1"))))
                .at("/data/0");
        assertThat(event.get("e").asText()).isEqualTo("ue");
        assertThat(JSON.readTree(event.get("ue_pr").asText())
                        .at("/data/data/type")
                        .asText())
                .isEqualTo(type);
        var found = new ArrayList<String>();
        JSON.readTree(event.get("co").asText())
                .get("data")
                .forEach(entity -> found.add(entity.get("schema").asText()));
        assertThat(found.stream()
                        .filter(schema -> schema.contains(".ecommerce/"))
                        .map(schema -> schema.split("/")[1]))
                .containsExactly(entities.split(" "));
    }

    private static String payload(Hit hit) {
        var json = new JsonWriter()
                .object()
                .field("schema", "iglu:com.snowplowanalytics.snowplow/payload_data/jsonschema/1-0-4");
        json.name("data").array();
        new SnowplowEvent("main", null, null, new Omissions("main")).write(json, hit, "shop", 1L);
        return json.endArray().end().toString();
    }

    /** A self-describing value, and whatever self-describing is in its texts and members. */
    private static void validate(JsonNode value) throws IOException {
        if (value.has("schema") && value.has("data")) {
            var uri = value.get("schema").asText();
            assertThat(SCHEMAS.getSchema(schema(uri)).validate(value.get("data")))
                    .as(uri)
                    .isEmpty();
        }
        for (var child : value) {
            validate(
                    child.isTextual() && child.asText().startsWith("{\"schema\":\"iglu:")
                            ? JSON.readTree(child.asText())
                            : child);
        }
    }

    private static JsonNode schema(String uri) throws IOException {
        try (var file =
                SnowplowSchemaTest.class.getResourceAsStream("/iglu/" + uri.substring("iglu:".length()) + ".json")) {
            var schema = (ObjectNode) JSON.readTree(file);
            // Their own dialect, which is draft 4 with a part that describes the schema itself.
            schema.remove(List.of("$schema", "self"));
            return schema;
        }
    }
}
