// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.provider;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import dev.sidetrack.Hit;
import dev.sidetrack.json.JsonWriter;
import dev.sidetrack.testing.ContractHits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Holds what the webhook sends and the schema that the documentation publishes together. */
class WebhookSchemaTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void write_anyHit_isWhatTheSchemaSays() throws IOException {
        var schema = JsonSchemaFactory.getInstance(VersionFlag.V202012).getSchema(schema());
        for (var hit : ContractHits.ofEachKind()) {
            var event = JSON.readTree(event(hit));
            assertThat(event.get("dataschema").asText())
                    .isEqualTo(schema().get("$id").asText())
                    .isEqualTo(CloudEvent.SCHEMA);
            assertThat(schema.validate(event.get("data"))).isEmpty();
        }
        assertThat(schema.validate(JSON.readTree("{\"page\":{},\"visitor\":{\"clientId\":7,\"consent\":\"yes\"}}")))
                .hasSize(2);
    }

    @Test
    void schema_always_namesAllThatIsSent() throws IOException {
        var data = JSON.readTree(event(ContractHits.everyField())).get("data");
        assertThat(members(data, "")).isSubsetOf(described(schema(), ""));
    }

    /** The names of all members but those of the application's own. */
    private static TreeSet<String> members(JsonNode value, String prefix) {
        var names = new TreeSet<String>();
        value.fieldNames().forEachRemaining(name -> {
            if (!prefix.equals("event.properties.") && !prefix.equals("campaign.")) {
                names.add(prefix + name);
                names.addAll(members(value.get(name), prefix + name + "."));
            }
        });
        return names;
    }

    private static TreeSet<String> described(JsonNode schema, String prefix) {
        var names = new TreeSet<String>();
        var properties = schema.path("properties");
        properties.fieldNames().forEachRemaining(name -> {
            names.add(prefix + name);
            names.addAll(described(properties.get(name), prefix + name + "."));
        });
        return names;
    }

    private static JsonNode schema() throws IOException {
        return JSON.readTree(Files.readString(Path.of("docs/webhook-hit-1.schema.json")));
    }

    private static String event(Hit hit) {
        var json = new JsonWriter();
        new CloudEvent(null).write(json, hit);
        return json.toString();
    }
}
