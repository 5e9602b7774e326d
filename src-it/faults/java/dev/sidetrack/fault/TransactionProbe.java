// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.fault;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.atomic.AtomicInteger;

/** Has the demo track a durable event in a transaction that ends as it is told; each returns the hit's marker. */
final class TransactionProbe {

    private static final AtomicInteger MARKERS = new AtomicInteger();

    private final HttpClient client = HttpClient.newHttpClient();
    private final URI shop;

    TransactionProbe(URI shop) {
        this.shop = shop;
    }

    String commit() {
        return send("commit");
    }

    String rollBack() {
        return send("rollback");
    }

    /** Returns while the transaction is still open, which it is for a minute. */
    String holdOpen() {
        var marker = newMarker();
        client.sendAsync(request("commit&hold=60", marker), BodyHandlers.discarding());
        return marker;
    }

    private String send(String outcome) {
        var marker = newMarker();
        try {
            var status = client.send(request(outcome, marker), BodyHandlers.discarding())
                    .statusCode();
            if (status / 100 != 2) {
                throw new AssertionError("the probe answered " + status);
            }
            return marker;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }

    private HttpRequest request(String outcome, String marker) {
        return HttpRequest.newBuilder(shop.resolve("api/probe/durable-transaction?outcome=" + outcome))
                .version(HttpClient.Version.HTTP_1_1)
                .header("Referer", marker)
                .timeout(FaultRun.PATIENCE)
                .POST(BodyPublishers.noBody())
                .build();
    }

    private static String newMarker() {
        return "https://ref.example/transaction/" + MARKERS.incrementAndGet();
    }
}
