// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sidetrack.LogLines;
import dev.sidetrack.SampleHits;
import dev.sidetrack.json.HitJson;
import dev.sidetrack.json.JsonReader;
import dev.sidetrack.spi.Outcome;
import java.util.List;
import org.junit.jupiter.api.Test;

class LogProviderTest {

    @Test
    void send_hits_areOneJsonLineEach() {
        try (var log = LogLines.of("dev.sidetrack.hits")) {
            assertThat(new LogProvider().send(List.of(SampleHits.pageView(), SampleHits.event())))
                    .containsExactly(Outcome.ACCEPTED, Outcome.ACCEPTED);
            assertThat(log.lines()).hasSize(2);
            assertThat(log.lines().get(0))
                    .startsWith("INFO {\"at\":\"2026-03-04T05:06:07.891234Z\",\"hit\":\"page-view\",\"id\":\"019cb6f1");
            assertThat(log.lines().get(1)).contains("\"hit\":\"event\"").contains("\"event\":\"order-placed\"");
        }
    }

    @Test
    void line_ofHit_isReadBackAsTheHit() {
        assertThat(HitJson.read(new JsonReader(LogProvider.line(SampleHits.event()))))
                .isEqualTo(SampleHits.event());
    }

    @Test
    void send_textsThatForge_stayOnTheirLine() {
        try (var log = LogLines.of("dev.sidetrack.hits")) {
            new LogProvider().send(List.of(SampleHits.of("/a\r\nINFO forged {0} %s \u001b[31m")));
            assertThat(log.lines())
                    .singleElement()
                    .asString()
                    .doesNotContain("\n", "\r", "\u001b")
                    .contains("INFO forged {0} %s ");
        }
    }

    @Test
    void line_ofHitsThatDifferInOneField_differWhereTheTableSays() throws Exception {
        FieldDifferences.check("log", hit -> FieldDifferences.of(LogProvider.line(hit)));
    }
}
