// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Receives the hits of an application that runs in a server: a JUnit extension that listens on a free port of
 * 127.0.0.1, to which the application's provider {@code webhook} posts.
 *
 * <pre>{@code
 * @ExtendWith(ArquillianExtension.class)
 * class OrderIT {
 *
 *     @RegisterExtension
 *     static final HitCollector COLLECTOR = new HitCollector();
 *
 *     @Deployment(testable = false)
 *     static WebArchive war() {
 *         return myWar().addAsLibrary(ShrinkWrap.create(JavaArchive.class, "hit-collector.jar")
 *                 .addAsResource(new StringAsset(COLLECTOR.settings()), "META-INF/microprofile-config.properties"));
 *     }
 *
 *     @Test
 *     @RunAsClient
 *     void order_placed_isCounted(@ArquillianResource URL url) {
 *         new FakeBrowser(url).get("order?sku=blue-mug");
 *         COLLECTOR.hits().awaitOne(event("order-placed"));
 *     }
 * }
 * }</pre>
 *
 * <p>Without Arquillian, pass {@link #settings()} to the server through any MicroProfile Config source. The collector
 * forgets its hits before each test; a hit that an earlier test has not awaited may still come later. Hits lack what
 * the webhook does not carry: purposes besides {@code analytics}, aliases, client hints, and a campaign's platform,
 * format and tactic.
 */
public final class HitCollector implements BeforeEachCallback, AfterAllCallback {

    private final HttpRecorder recorder;
    private final Hits hits = new Hits();

    /** Listens at once, so that a deployment can be configured with its address. */
    public HitCollector() {
        try {
            recorder = new HttpRecorder();
        } catch (IOException noPort) {
            throw new UncheckedIOException(noPort);
        }
        recorder.answerAll(Reply.of(204));
        recorder.onRequest(request -> hits.add(CloudEventReader.read(request.body())));
    }

    /** {@return the hits received since the test began} */
    public Hits hits() {
        return hits;
    }

    /** {@return the address at which it listens} */
    public URI url() {
        return recorder.url();
    }

    /**
     * {@return the settings that make this the only provider of the application under test, as a file
     * {@code microprofile-config.properties} that takes precedence over the application's own, environment variables
     * and system properties}
     */
    public String settings() {
        return String.join(
                "\n",
                "config_ordinal=1000",
                "sidetrack.providers=hit-collector",
                "sidetrack.provider.hit-collector.type=webhook",
                "sidetrack.provider.hit-collector.url=" + url() + "/",
                "sidetrack.batch.linger=PT0.01S",
                "");
    }

    @Override
    public void beforeEach(ExtensionContext test) {
        hits.clear();
    }

    @Override
    public void afterAll(ExtensionContext tests) throws IOException {
        recorder.close();
    }
}
