// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.delivery;

import dev.sidetrack.Hit;
import dev.sidetrack.spi.Outcome;
import dev.sidetrack.spi.Provider;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One attempt to deliver a batch: sends its requests one after another and sorts the hits by what became of them. */
public final class Attempt {

    /** No wait that is asked for may keep hits back for ever. */
    private static final Duration LONGEST_WAIT = Duration.ofDays(1);

    private final Provider provider;
    private final Map<Outcome.Rejected, List<Hit>> rejected = new LinkedHashMap<>();
    private final List<List<Hit>> refused = new ArrayList<>();
    private final List<Hit> unsettled = new ArrayList<>();
    private int accepted;
    private String trouble;
    private int status;
    private Duration askedFor;
    private String stop;

    private Attempt(Provider provider) {
        this.provider = provider;
    }

    /** Sends these hits to the provider. */
    public static Attempt of(Provider provider, List<Hit> hits) {
        var attempt = new Attempt(provider);
        attempt.cut(hits).forEach(attempt::send);
        return attempt;
    }

    /** How many hits the provider took. */
    public int accepted() {
        return accepted;
    }

    /** The hits it will never take, by its reason. */
    public Map<Outcome.Rejected, List<Hit>> rejected() {
        return rejected;
    }

    /** The halves of the requests that it refused as a whole. */
    public List<List<Hit>> refused() {
        return refused;
    }

    /** The hits that are to be sent again. */
    public List<Hit> unsettled() {
        return unsettled;
    }

    /** Why they are, or {@code null} if there are none. */
    public String trouble() {
        return trouble;
    }

    /** The provider's last HTTP status of these, or 0. */
    public int status() {
        return status;
    }

    /** The wait that the provider asked for, or {@code null}. */
    public Duration askedFor() {
        return askedFor;
    }

    /** What is to be mended before the provider takes anything again, or {@code null}. */
    public String stop() {
        return stop;
    }

    private List<List<Hit>> cut(List<Hit> hits) {
        try {
            return Requests.cut(hits, provider);
        } catch (RuntimeException | Error broken) {
            putOff(hits, broken);
            return List.of();
        }
    }

    private void send(List<Hit> request) {
        if (trouble != null) {
            // The provider is in trouble: asking for the rest would only cost another timeout.
            unsettled.addAll(request);
            return;
        }
        try {
            // Copied first, since a list with an outcome missing must fail before any hit is settled.
            sort(request, List.copyOf(provider.send(request)));
        } catch (IOException unreachable) {
            putOff(request, unreachable.getMessage());
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            putOff(request, "the server stops");
        } catch (RuntimeException | Error broken) {
            putOff(request, broken);
        }
    }

    private void sort(List<Hit> request, List<Outcome> outcomes) {
        if (outcomes.size() != request.size()) {
            throw new IllegalStateException("a provider says one outcome per hit");
        }
        var whole = new ArrayList<Hit>();
        for (var i = 0; i < request.size(); i++) {
            var hit = request.get(i);
            var outcome = outcomes.get(i);
            if (outcome instanceof Outcome.Accepted) {
                accepted++;
            } else if (outcome instanceof Outcome.Rejected reason) {
                reject(hit, reason);
            } else if (outcome instanceof Outcome.Refused reason && request.size() == 1) {
                reject(hit, new Outcome.Rejected(reason.reason(), reason.status()));
            } else if (outcome instanceof Outcome.Refused) {
                whole.add(hit);
            } else if (outcome instanceof Outcome.Retry retry) {
                unsettled.add(hit);
                trouble = retry.reason();
                status = retry.status();
                askedFor = retry.after() == null ? askedFor : bearable(retry.after());
            } else if (outcome instanceof Outcome.Stop reason) {
                unsettled.add(hit);
                trouble = reason.reason();
                stop = reason.reason();
            }
        }
        if (whole.size() > 1) {
            refused.add(whole.subList(0, whole.size() / 2));
            refused.add(whole.subList(whole.size() / 2, whole.size()));
        } else if (!whole.isEmpty()) {
            refused.add(whole);
        }
    }

    private static Duration bearable(Duration wait) {
        if (wait.isNegative()) {
            return Duration.ZERO;
        }
        return wait.compareTo(LONGEST_WAIT) < 0 ? wait : LONGEST_WAIT;
    }

    private void reject(Hit hit, Outcome.Rejected reason) {
        rejected.computeIfAbsent(reason, any -> new ArrayList<>()).add(hit);
    }

    private void putOff(List<Hit> request, Throwable broken) {
        putOff(request, "the provider's code failed: " + broken.getClass().getName());
    }

    private void putOff(List<Hit> request, String reason) {
        unsettled.addAll(request);
        trouble = reason == null ? "no answer" : reason;
    }
}
