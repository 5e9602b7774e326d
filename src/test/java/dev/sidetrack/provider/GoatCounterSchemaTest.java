// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.provider;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import dev.sidetrack.config.SettingsOf;
import dev.sidetrack.spi.http.HttpSender;
import dev.sidetrack.testing.ContractHits;
import dev.sidetrack.testing.HttpRecorder;
import dev.sidetrack.testing.Reply;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Holds what goes to GoatCounter against what its API is described to take. */
class GoatCounterSchemaTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void send_hitsOfEachKind_areWhatTheDescriptionSays() throws Exception {
        var hits = new ArrayList<>(ContractHits.ofEachKind());
        // It has no path, and so is refused by itself.
        hits.remove(ContractHits.minimal());
        hits.add(ContractHits.pageView().withVisitor(null));
        try (var collector = new HttpRecorder()) {
            collector.answerAll(Reply.of(202));
            var settings = SettingsOf.map(Map.of(
                    "sidetrack.provider.goatcounter.url",
                    collector.url().toString(),
                    "sidetrack.provider.goatcounter.token",
                    "t0k3n"));
            var provider = new GoatCounter(new HttpSender(settings));
            provider.configure(settings.provider("goatcounter"));
            provider.send(hits);
            var sent = 0;
            for (var request : collector.requests()) {
                assertThat(request.target()).isEqualTo("/api/v0/count");
                assertThat(schema().validate(request.body(), InputFormat.JSON)).isEmpty();
                var body = JSON.readTree(request.body());
                for (var hit : body.get("hits")) {
                    assertThat(body.has("no_sessions") || isTold(hit))
                            .as(hit.toString())
                            .isTrue();
                    sent++;
                }
            }
            assertThat(sent).isEqualTo(hits.size());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"hits\":[{\"title\":\"Blue mug\"}]}",
                "{\"hits\":[{\"path\":\"/\",\"url\":\"https://shop.example/\"}]}",
                "{\"hits\":[{\"path\":\"/\",\"size\":\"412,915,1\"}]}",
                "{\"hits\":[{\"path\":\"/\",\"created_at\":1772600767}]}",
                "{\"hits\":[]}"
            })
    void schema_ofSomethingElse_letsItNotThrough(String body) throws IOException {
        assertThat(schema().validate(body, InputFormat.JSON)).isNotEmpty();
    }

    /** Without {@code no_sessions}, each hit needs a session or what one is made of. */
    private static boolean isTold(JsonNode hit) {
        return hit.has("session") || hit.has("ip") && hit.has("user_agent");
    }

    private static JsonSchema schema() throws IOException {
        try (var file = GoatCounterSchemaTest.class.getResourceAsStream("/goatcounter/openapi.json")) {
            var schema = JSON.createObjectNode().put("$ref", "#/components/schemas/count");
            schema.set("components", JSON.readTree(file).get("components"));
            return JsonSchemaFactory.getInstance(VersionFlag.V4).getSchema(schema);
        }
    }
}
