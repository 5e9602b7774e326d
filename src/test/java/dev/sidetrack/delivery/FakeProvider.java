// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.delivery;

import dev.sidetrack.Hit;
import dev.sidetrack.config.ProviderSettings;
import dev.sidetrack.spi.Limits;
import dev.sidetrack.spi.Outcome;
import dev.sidetrack.spi.Provider;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;

/** A provider that answers what a test says, by default that it takes everything. */
public final class FakeProvider implements Provider {

    public Limits limits = Limits.NONE;
    public Answer answer = FakeProvider::accept;
    /** As many as the path has characters; a hit without a path is more than this code can bear. */
    public ToIntFunction<Hit> bytes = hit -> hit.page().path().length();

    private final List<List<Hit>> requests = new ArrayList<>();

    /** Takes them all. */
    public static List<Outcome> accept(List<Hit> hits) {
        return Outcome.forAll(hits, Outcome.ACCEPTED);
    }

    /** The same outcome for whatever comes. */
    public void answers(Outcome outcome) {
        answer = hits -> Outcome.forAll(hits, outcome);
    }

    /** The requests so far. */
    public synchronized List<List<Hit>> requests() {
        return List.copyOf(requests);
    }

    @Override
    public void configure(ProviderSettings settings) {}

    @Override
    public Limits limits() {
        return limits;
    }

    @Override
    public int bytes(Hit hit) {
        return bytes.applyAsInt(hit);
    }

    @Override
    public List<Outcome> send(List<Hit> hits) throws IOException, InterruptedException {
        synchronized (this) {
            requests.add(hits);
        }
        return answer.to(hits);
    }

    /** What a provider does with a request. */
    public interface Answer {
        List<Outcome> to(List<Hit> hits) throws IOException, InterruptedException;
    }
}
