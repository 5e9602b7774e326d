// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sidetrack.Campaign;
import dev.sidetrack.Hit;
import dev.sidetrack.LogLines;
import dev.sidetrack.spi.Limits;
import dev.sidetrack.spi.Outcome;
import dev.sidetrack.testing.ContractHits;
import dev.sidetrack.testing.ProviderContract;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.assertj.core.api.Condition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What our own providers keep besides: samples of their requests, the table of the docs, no secret in the log. */
abstract class ProviderContractTest extends ProviderContract {

    final LogLines log = LogLines.of("dev.sidetrack");

    @AfterEach
    void closeLog() {
        log.close();
        assertThat(String.join("\n", log.lines())).doesNotContain(SECRETS);
    }

    @Test
    void send_pageView_isTheSample() throws Exception {
        assertSample("page-view", ContractHits.pageView());
    }

    @Test
    void send_event_isTheSample() throws Exception {
        assertSample("event", ContractHits.event());
    }

    /** And so says all that the protocol has a place for, and nothing else of the visitor. */
    @Test
    void send_everyField_isTheSample() throws Exception {
        assertSample("every-field", ContractHits.everyField());
    }

    @Test
    void send_purchase_isTheSample() throws Exception {
        assertSample("purchase", ContractHits.purchase());
    }

    @ParameterizedTest
    @CsvSource({"search, search", "file_download, download", "click, outbound-link"})
    void send_standardEvent_isTheSample(String event, String sample) throws Exception {
        assertSample(sample, ContractHits.standard(event));
    }

    @Test
    void send_hitsThatDifferInOneField_differWhereTheTableSays() throws Exception {
        collector.answerAll(success(1));
        FieldDifferences.check(type(), hit -> {
            assertThat(configured(forAllFields()).send(List.of(hit))).containsExactly(Outcome.ACCEPTED);
            return FieldDifferences.of(
                    collector.requests().get(collector.requests().size() - 1));
        });
    }

    /** Some services read the campaign from an address that they limit. */
    @Test
    void send_campaignOfALongAddress_isSentIfTheTableSaysSo() throws Exception {
        var page = ContractHits.PAGE.withPath("/" + "a".repeat(2_000)).withQuery("q=" + "b".repeat(4_000));
        var hit = ContractHits.pageView()
                .withPage(page)
                .withCampaign(Campaign.builder().source("news").content("kept").build());
        assertThat(sentAlone(hit).body().contains("kept")).isEqualTo(FieldDifferences.isSent(type(), "campaign"));
    }

    /** Services that are told a country are told it only if they cannot derive it from an address. */
    @Test
    void send_visitorWithoutAnAddress_hasTheCountryWhereTheTableSaysSo() throws Exception {
        var visitor = ContractHits.everyField().visitor().withCountry("XK").withLanguage("fr");
        var known = ContractHits.pageView().withVisitor(visitor.withAddress(null));
        var name = FieldDifferences.countryWithoutAnAddress(type());
        var values = FieldDifferences.of(sentAlone(known));
        if (name == null) {
            assertThat(values.values().contains("XK")).isEqualTo(FieldDifferences.isSent(type(), "country"));
        } else {
            assertThat(values)
                    .hasEntrySatisfying(
                            new Condition<>(path -> (path + "/").contains("/" + name + "/"), name),
                            new Condition<>("XK"::equalsIgnoreCase, "XK"));
            assertThat(FieldDifferences.of(sentAlone(known.withVisitor(visitor))))
                    .doesNotContainValue("XK")
                    .doesNotContainValue("xk");
        }
    }

    /** What must be set for the service to get all that it has a place for. */
    Map<String, String> forAllFields() {
        return Map.of();
    }

    @Test
    void limits_always_areThoseOfTheTable() throws IOException {
        var limits = configured().limits();
        var cells = ProviderTableTest.row(type()).split(" \\| ");
        if (limits.hits() < Integer.MAX_VALUE) {
            assertThat(cells[2]).startsWith("" + limits.hits());
        }
        if (limits.scope() != Limits.Scope.ALL) {
            assertThat(cells[2]).contains(" of a " + limits.scope().name().toLowerCase(Locale.ROOT));
        }
        if (limits.lateness().compareTo(Limits.NONE.lateness()) < 0) {
            assertThat(cells[2]).containsAnyOf("; " + limits.lateness().toHours() + " h", "; `lateness`");
        }
        assertThat(cells[3].equals("once")).isEqualTo(limits.deduplicates());
    }

    @Test
    void send_dryRun_logsTheRequestWithoutSecrets() throws Exception {
        configured(Map.of("sidetrack.dry-run", "true")).send(batch());
        assertThat(log.lines())
                .hasSize(1)
                .first()
                .asString()
                .contains("POST ", "blue-mug")
                .doesNotContain(SECRETS);
    }

    private void assertSample(String name, Hit hit) throws Exception {
        collector.answer(success(1));
        assertThat(configured().send(List.of(hit))).containsExactly(Outcome.ACCEPTED);
        Sample.check(type() + "/" + name + ".http", collector.only());
    }
}
