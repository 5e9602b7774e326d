// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.queue.artemis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sidetrack.LogLines;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BrokerWatchTest {

    @Test
    void complaints_aboutOurOwnSettings_areNone() {
        assertThat(BrokerWatch.complaints("{\"addressFullMessagePolicy\":\"PAGE\",\"maxDeliveryAttempts\":-1}"))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"BLOCK", "FAIL", "DROP"})
    void complaints_aboutAQueueThatDoesNotPage_nameThePolicy(String policy) {
        assertThat(BrokerWatch.complaints("{\"addressFullMessagePolicy\":\"" + policy + "\"}"))
                .singleElement()
                .asString()
                .contains("address-full-policy", policy, "to PAGE");
    }

    @Test
    void complaints_aboutFewDeliveries_nameTheNumber() {
        assertThat(BrokerWatch.complaints("{\"maxDeliveryAttempts\":10}"))
                .singleElement()
                .asString()
                .contains("after 10 deliveries", "max-delivery-attempts");
    }

    @Test
    void complaintsOfLetters_thatAreMovedWhenTheyExpire_nameTheirNewPlace() {
        assertThat(BrokerWatch.complaintsOfLetters("{\"expiryAddress\":\"ExpiryQueue\"}"))
                .singleElement()
                .asString()
                .contains("to ExpiryQueue", "an empty expiry-address");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"expiryAddress\":\"\"}", "{}", "[]"})
    void complaintsOfLetters_thatAreMovedNowhere_areNone(String settings) {
        assertThat(BrokerWatch.complaintsOfLetters(settings)).isEmpty();
    }

    @Test
    void ask_brokerThatTells_warnsOfEachQueueByItsOwnSettings() {
        try (var log = LogLines.of("dev.sidetrack.queue")) {
            new BrokerWatch(queue -> queue.equals("SidetrackHits")
                            ? "{\"addressFullMessagePolicy\":\"DROP\",\"expiryAddress\":\"ExpiryQueue\"}"
                            : "{\"addressFullMessagePolicy\":\"DROP\",\"expiryAddress\":\"Expired\"}")
                    .ask();
            assertThat(log.lines()).hasSize(2);
            assertThat(log.lines().get(0)).startsWith("WARNING ").contains("is DROP");
            assertThat(log.lines().get(1)).startsWith("WARNING ").contains("to Expired");
        }
    }

    @Test
    void ask_brokerThatDoesNotTell_saysWhatToMakeSureOf() {
        try (var log = LogLines.of("dev.sidetrack.queue")) {
            new BrokerWatch(queue -> null).ask();
            assertThat(log.lines())
                    .singleElement()
                    .asString()
                    .startsWith("INFO Reading the broker's address settings failed: ");
        }
    }

    @Test
    void complaints_aboutOtherJson_areNone() {
        assertThat(BrokerWatch.complaints("[]")).isEmpty();
    }
}
