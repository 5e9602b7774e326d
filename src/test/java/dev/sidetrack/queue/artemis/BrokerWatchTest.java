// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.queue.artemis;

import static org.assertj.core.api.Assertions.assertThat;

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
    void complaints_aboutOtherJson_areNone() {
        assertThat(BrokerWatch.complaints("[]")).isEmpty();
    }
}
