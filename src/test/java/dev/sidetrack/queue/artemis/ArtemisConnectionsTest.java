// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.queue.artemis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.sidetrack.config.ConfigurationException;
import dev.sidetrack.config.SettingsOf;
import jakarta.jms.JMSRuntimeException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArtemisConnectionsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tcp://broker.example:61616",
                "tcp://[::1]:61616",
                "tcp://a:61616?sslEnabled=true&keyStorePassword=hush",
                "(tcp://a.example:61616,tcp://b.example:61616)",
                "(tcp://a:61616, tcp://b:61616)?ha=true"
            })
    void connections_urlOfABrokerOrACluster_areMadeLater(String url) {
        try (var connections = connections(url)) {
            assertThat(connections).isNotNull();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "broker:61616",
                "http://broker:61616",
                "tcp://user:hush@broker:61616",
                "tcp://",
                "(tcp://a:1",
                "vm://0",
                "tcp://a:1 hush"
            })
    void connections_otherText_isRefusedWithoutShowingIt(String url) {
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> connections(url))
                .withMessageStartingWith(
                        "sidetrack.broker.url is (secret), which is not a valid value: expected tcp://host:port")
                .withMessageNotContaining("hush");
    }

    @Test
    void open_nobodyThere_throwsAtOnce() {
        // Port 9, discard: nothing listens there.
        try (var connections = connections("tcp://127.0.0.1:9")) {
            assertThatExceptionOfType(JMSRuntimeException.class).isThrownBy(connections::open);
        }
    }

    private static ArtemisConnections connections(String url) {
        return BrokerQueue.connections(SettingsOf.map(Map.of("sidetrack.broker.url", url)));
    }
}
