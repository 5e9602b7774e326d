// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.queue.artemis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.sidetrack.LogLines;
import dev.sidetrack.config.ConfigurationException;
import dev.sidetrack.config.Settings;
import dev.sidetrack.config.SettingsOf;
import jakarta.jms.JMSRuntimeException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
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

    @Test
    void openOthers_nobodyThere_areNone() {
        try (var connections = connections("(tcp://127.0.0.1:9,tcp://127.0.0.1:10)")) {
            assertThatExceptionOfType(JMSRuntimeException.class).isThrownBy(connections::open);
            assertThat(connections.openOthers()).isEmpty();
        }
    }

    @Test
    void open_againRightAfterItFailed_doesNotTryAgain() throws Exception {
        var clock = new AtomicLong();
        try (var log = LogLines.of("dev.sidetrack.queue");
                var broker = TlsListener.with("other-host");
                var connections = tls(broker, "other-host", clock)) {
            assertThatExceptionOfType(JMSRuntimeException.class).isThrownBy(connections::open);
            assertThat(log.lines()).hasSize(1);
            var once = broker.connections.get();
            clock.addAndGet(999_999_999);
            assertThatExceptionOfType(JMSRuntimeException.class)
                    .isThrownBy(connections::open)
                    .withMessageContaining("certificate");
            assertThat(broker.connections).hasValue(once);
            clock.addAndGet(1);
            assertThatExceptionOfType(JMSRuntimeException.class).isThrownBy(connections::open);
            assertThat(broker.connections).hasValue(once + 1);
        }
    }

    @Test
    void open_certificateOfAnotherHost_isToldInOneLineAMinute() throws Exception {
        var clock = new AtomicLong();
        try (var log = LogLines.of("dev.sidetrack.queue");
                var broker = TlsListener.with("other-host");
                var connections = tls(broker, "other-host", clock)) {
            for (var attempt = 0; attempt < 7; attempt++) {
                assertThatExceptionOfType(JMSRuntimeException.class).isThrownBy(connections::open);
                clock.addAndGet(TimeUnit.SECONDS.toNanos(10));
            }
            assertThat(broker.connections).hasValue(7);
            assertThat(log.lines())
                    .hasSize(2)
                    .allMatch(
                            line -> line.matches(
                                    "WARNING The certificate of the broker at "
                                            + "127\\.0\\.0\\.1:\\d+ is rejected: No subject alternative names .* "
                                            + "It must be issued for that host, and sidetrack\\.broker\\.trust-store must trust it\\."));
        }
    }

    @Test
    void open_certificateThatNobodyKnows_isRefused() throws Exception {
        try (var log = LogLines.of("dev.sidetrack.queue");
                var broker = TlsListener.with("this-host");
                var connections = tls(broker, "other-host", new AtomicLong())) {
            assertThatExceptionOfType(JMSRuntimeException.class).isThrownBy(connections::open);
            assertThat(log.lines()).singleElement().asString().contains("is rejected", "certification path");
        }
    }

    @Test
    void check_certificateOfThisHost_isGood() throws Exception {
        try (var broker = TlsListener.with("this-host")) {
            var address = InetSocketAddress.createUnresolved("127.0.0.1", broker.port());
            CertificateCheck.of(settings(broker, "this-host"), address, System::nanoTime)
                    .check();
            assertThat(broker.connections).hasValue(1);
        }
    }

    @Test
    void open_machineThatAnswersNothing_isGivenUpSoon() throws IOException {
        try (var full = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"));
                var connections = connections("tcp://127.0.0.1:" + full.getLocalPort() + "?connect-timeout-millis=20");
                var queued = fill(full)) {
            assertThat(queued.isConnected()).isTrue();
            assertThatExceptionOfType(JMSRuntimeException.class).isThrownBy(connections::open);
        }
    }

    /** A socket more than its queue takes is left without an answer. */
    private static Socket fill(ServerSocket server) throws IOException {
        var first = new Socket(server.getInetAddress(), server.getLocalPort());
        new Socket(server.getInetAddress(), server.getLocalPort());
        return first;
    }

    private static ArtemisConnections tls(TlsListener broker, String trusted, AtomicLong clock) {
        return new ArtemisConnections(settings(broker, trusted), clock::get);
    }

    private static Settings settings(TlsListener broker, String trusted) {
        return SettingsOf.map(Map.of(
                "sidetrack.broker.url",
                "tcp://127.0.0.1:" + broker.port(),
                "sidetrack.broker.tls",
                "true",
                "sidetrack.broker.trust-store",
                TlsListener.store(trusted).toString(),
                "sidetrack.broker.trust-store-password",
                TlsListener.PASSWORD));
    }

    private static ArtemisConnections connections(String url) {
        return BrokerQueue.connections(SettingsOf.map(Map.of("sidetrack.broker.url", url)));
    }
}
