// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.queue;

import dev.sidetrack.Hit;
import dev.sidetrack.config.ProviderSettings;
import dev.sidetrack.spi.Limits;
import dev.sidetrack.spi.Outcome;
import dev.sidetrack.spi.Provider;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** A provider that answers what a test says, by default that it takes everything. */
final class FakeProvider implements Provider {

    Limits limits = Limits.NONE;
    Answer answer = FakeProvider::accept;
    private final List<List<Hit>> requests = new ArrayList<>();

    static List<Outcome> accept(List<Hit> hits) {
        return Outcome.forAll(hits, Outcome.ACCEPTED);
    }

    /** The same outcome for whatever comes. */
    void answers(Outcome outcome) {
        answer = hits -> Outcome.forAll(hits, outcome);
    }

    /** The requests so far. */
    synchronized List<List<Hit>> requests() {
        return List.copyOf(requests);
    }

    @Override
    public void configure(ProviderSettings settings) {}

    @Override
    public Limits limits() {
        return limits;
    }

    /** As many bytes as the path has characters; a path of none is more than this code can bear. */
    @Override
    public int bytes(Hit hit) {
        return hit.page().path().length();
    }

    @Override
    public List<Outcome> send(List<Hit> hits) throws IOException, InterruptedException {
        synchronized (this) {
            requests.add(hits);
        }
        return answer.to(hits);
    }

    /** What a provider does with a request. */
    interface Answer {
        List<Outcome> to(List<Hit> hits) throws IOException, InterruptedException;
    }
}
