// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.fault;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sidetrack.fault.FaultyProvider.Name;
import dev.sidetrack.server.ArtemisProcess;
import dev.sidetrack.server.Await;
import dev.sidetrack.server.DemoServer;
import dev.sidetrack.server.PayaraProcess;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Payara Servers whose Sidetrack connects to the broker by itself, and by TLS. */
class PayaraNodesIT extends NodesIT {

    private static final String REFERRER_OF_THAT_HIT = "https://search.example/find";

    @Override
    String name() {
        return "Payara";
    }

    @Override
    ArtemisProcess broker(String name) {
        return ArtemisProcess.withTls(name);
    }

    @Override
    int strandedAtMost() {
        return 0;
    }

    @Override
    DemoServer node(String name, ArtemisProcess broker, Map<String, String> settings) {
        return PayaraProcess.with(broker, name, settings);
    }

    /** As after an upgrade with hits in flight. */
    @Test
    void batch_thatTheFirstVersionHasWritten_isDelivered() throws IOException {
        try (var jms = BrokerClient.connectPlainly(broker)) {
            jms.createProducer()
                    .setProperty("SidetrackProvider", "universal-analytics")
                    .send(jms.createQueue(BrokerClient.HITS), batchOfVersion1());
        }
        Await.must(
                "The hit of version 1",
                FaultRun.PATIENCE,
                () -> FaultIT.PROVIDER.accepted(Name.UNIVERSAL).containsKey(REFERRER_OF_THAT_HIT));
    }

    /** From the unit tests, but of today, or it would be too late for any provider, and of no site of its own. */
    private static String batchOfVersion1() throws IOException {
        try (var file = PayaraNodesIT.class.getResourceAsStream("/dev/sidetrack/queue/batch-version-1.json")) {
            return new String(file.readAllBytes(), UTF_8)
                    .strip()
                    .replaceAll(
                            "\"time\":\\d+", "\"time\":" + TimeUnit.MILLISECONDS.toMicros(System.currentTimeMillis()))
                    .replace("\"site\":\"shop\",", "");
        }
    }
}
