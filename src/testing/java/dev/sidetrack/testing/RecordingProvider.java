// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.testing;

import dev.sidetrack.Hit;
import dev.sidetrack.config.ProviderSettings;
import dev.sidetrack.spi.Outcome;
import dev.sidetrack.spi.Provider;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;

/**
 * Keeps hits in memory instead of sending them: for a test that runs inside the server, in a war that has the kit among
 * its libraries.
 *
 * <pre>{@code
 * sidetrack.providers=recording
 *
 * @Inject Hits hits;
 * }</pre>
 *
 * <p>A test outside the server uses a {@link HitCollector} instead.
 */
@Dependent
@Named("recording")
public class RecordingProvider implements Provider {

    private final Hits hits;

    /**
     * A provider that records into {@code hits}.
     *
     * @param hits where hits are recorded
     */
    @Inject
    public RecordingProvider(Hits hits) {
        this.hits = hits;
    }

    @Override
    public void configure(ProviderSettings settings) {
        // There is nothing to set.
    }

    @Override
    public String destination() {
        return "the test";
    }

    @Override
    public List<Outcome> send(List<Hit> sent) {
        sent.forEach(hits::add);
        return Outcome.forAll(sent, Outcome.ACCEPTED);
    }
}
