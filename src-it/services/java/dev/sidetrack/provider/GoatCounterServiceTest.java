// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.sidetrack.Hit;
import dev.sidetrack.config.SettingsOf;
import dev.sidetrack.service.Prism;
import dev.sidetrack.spi.Outcome;
import dev.sidetrack.spi.http.HttpSender;
import dev.sidetrack.testing.ContractHits;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the description of GoatCounter's API, as Prism reads it, says of our requests. */
class GoatCounterServiceTest {

    private static Prism goatcounter;

    @BeforeAll
    static void start() throws Exception {
        assumeTrue(Prism.isPossible(), "Prism needs Node.js and npm, which are not there");
        var directory = Files.createDirectories(Path.of(System.getProperty("servers.directory")));
        var file = directory.resolve("goatcounter.json");
        try (var in = open(System.getProperty("goatcounter.description"))) {
            Files.writeString(file, withoutLogin(in).toString());
        }
        goatcounter = new Prism(file);
    }

    @AfterAll
    static void stop() {
        if (goatcounter != null) {
            goatcounter.close();
        }
    }

    static List<Hit> send_hitOfEachKind_isTaken() {
        return List.of(
                ContractHits.pageView(),
                ContractHits.pageView().withVisitor(null),
                ContractHits.event(),
                ContractHits.everyField(),
                ContractHits.purchase(),
                ContractHits.standard("search"),
                ContractHits.hostile(),
                ContractHits.longTexts());
    }

    @ParameterizedTest
    @MethodSource
    void send_hitOfEachKind_isTaken(Hit hit) throws Exception {
        var settings = SettingsOf.map(Map.of(
                "sidetrack.provider.goatcounter.url",
                goatcounter.url().toString(),
                "sidetrack.provider.goatcounter.token",
                "t0k3n"));
        var provider = new GoatCounter(new HttpSender(settings));
        provider.configure(settings.provider("goatcounter"));
        assertThat(provider.send(List.of(hit))).containsExactly(Outcome.ACCEPTED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"hits\":[{\"title\":\"Blue mug\"}]}",
                "{\"hits\":[{\"path\":\"/\",\"size\":\"412,915,1\"}]}",
                "{\"hits\":[{\"path\":\"/\",\"created_at\":1772600767}]}",
                "{\"hits\":{\"path\":\"/\"}}"
            })
    void post_somethingElse_isRefused(String body) throws Exception {
        var request = HttpRequest.newBuilder(goatcounter.url().resolve("/api/v0/count"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build();
        assertThat(HttpClient.newHttpClient()
                        .send(request, BodyHandlers.ofString())
                        .statusCode())
                // 422 is Prism's own, for a description that has no answer for what it does not take.
                .isIn(400, 422);
    }

    /** The original knows passwords only, where the server and its help want a token. */
    private static JsonObject withoutLogin(InputStream description) {
        try (var reader = Json.createReader(description)) {
            return Json.createObjectBuilder(reader.readObject())
                    .remove("security")
                    .build();
        }
    }

    private static InputStream open(String description) throws IOException {
        return description.startsWith("http")
                ? URI.create(description).toURL().openStream()
                : Files.newInputStream(Path.of(description));
    }
}
