// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.queue.artemis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sidetrack.config.SettingsOf;
import java.util.List;
import java.util.Map;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.junit.jupiter.api.Test;

class ArtemisFactoriesTest {

    @Test
    void of_severalAddresses_areInTheOrderOfTheUrl() {
        assertThat(factories("(tcp://b.example:61617,tcp://a.example:61616)"))
                .extracting(factory -> ArtemisFactories.address(factory).getHostString())
                .containsExactly("b.example", "a.example");
    }

    @Test
    void of_urlWithParameters_eachAddressHasThem() {
        assertThat(factories("(tcp://a:61616,tcp://b:61616)?minLargeMessageSize=200000&connectionTTL=7000"))
                .hasSize(2)
                .allSatisfy(factory -> {
                    assertThat(factory.getMinLargeMessageSize()).isEqualTo(200_000);
                    assertThat(factory.getConnectionTTL()).isEqualTo(7_000);
                });
    }

    @Test
    void of_urlThatSaysOtherwise_everyWaitIsBounded() {
        assertThat(factories("tcp://a:61616?callTimeout=600000&reconnectAttempts=-1&initialConnectAttempts=-1"))
                .singleElement()
                .satisfies(factory -> {
                    assertThat(factory.getCallTimeout()).isEqualTo(5_000);
                    assertThat(factory.getReconnectAttempts()).isZero();
                    assertThat(factory.getInitialConnectAttempts()).isEqualTo(1);
                    assertThat(factory.getStaticConnectors()[0].getParams())
                            .containsEntry("connect-timeout-millis", 2_000);
                });
    }

    private static List<ActiveMQConnectionFactory> factories(String url) {
        return ArtemisFactories.of(SettingsOf.map(Map.of("sidetrack.broker.url", url)));
    }
}
