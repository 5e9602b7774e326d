// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.testing;

import dev.sidetrack.Hit;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * The recorded hits, and assertions about them.
 *
 * <pre>{@code
 * hits.awaitOne(event("order-placed").value(36));
 * hits.assertNone(event("order-refused"));
 * }</pre>
 *
 * <p>The {@code await} methods wait for ten seconds at most, or as long as {@link #waitAtMost} says; in a unit test,
 * where hits are recorded as they are made, they return at once. If the hits do not come, an {@link AssertionError}
 * lists what was recorded instead. Thread-safe.
 */
@ApplicationScoped
public class Hits {

    private final List<Hit> recorded = new ArrayList<>();
    private Duration longestWait = Duration.ofSeconds(10);

    /** Hits that are empty at first. */
    public Hits() {}

    /**
     * Sets the longest wait from now on. Default: ten seconds.
     *
     * @param time the longest wait
     */
    public synchronized void waitAtMost(Duration time) {
        longestWait = time;
    }

    /** {@return all hits so far, in the order in which they were recorded} */
    public synchronized List<Hit> all() {
        return List.copyOf(recorded);
    }

    /**
     * {@return the recorded hits that match}
     *
     * @param expected the description to match
     */
    public synchronized List<Hit> all(Predicate<? super Hit> expected) {
        return recorded.stream().filter(expected).toList();
    }

    /** Forgets what was recorded. */
    public synchronized void clear() {
        recorded.clear();
    }

    /**
     * Waits for the one hit that matches, and returns it; fails if there are more.
     *
     * @param expected the description to match
     * @return the hit
     */
    public Hit awaitOne(ExpectedHit expected) {
        return await(1, expected).get(0);
    }

    /**
     * Waits for this number of hits that match, and returns them; fails if there are more.
     *
     * @param count how many
     * @param expected the description to match
     * @return the hits
     */
    public synchronized List<Hit> await(int count, ExpectedHit expected) {
        var deadline = System.nanoTime() + longestWait.toNanos();
        var found = all(expected);
        for (var left = longestWait.toMillis();
                found.size() < count && left > 0;
                left = (deadline - System.nanoTime()) / 1_000_000) {
            waitFor(left);
            found = all(expected);
        }
        check(count, expected, found);
        return found;
    }

    /**
     * Fails if any recorded hit matches. If hits come through the queue, first await a hit that was made later, because
     * an unwanted one may still be on its way.
     *
     * @param expected the description to match
     */
    public void assertNone(ExpectedHit expected) {
        check(0, expected, all(expected));
    }

    /** Fails if any hit was recorded. */
    public void assertNone() {
        assertNone(ExpectedHit.hit());
    }

    /** Records a hit. */
    synchronized void add(Hit hit) {
        recorded.add(hit);
        notifyAll();
    }

    private void waitFor(long millis) {
        try {
            wait(millis);
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
            throw new AssertionError("the test was interrupted while it waited", ended);
        }
    }

    private void check(int count, ExpectedHit expected, List<Hit> found) {
        if (found.size() != count) {
            throw new AssertionError("expected " + (count == 0 ? "no" : count) + " × " + expected + ", but there "
                    + (found.size() == 1 ? "was 1" : "were " + found.size()) + list(all()));
        }
    }

    private static String list(List<Hit> hits) {
        var list = new StringBuilder(hits.isEmpty() ? "; no hit was recorded at all" : "; recorded were:");
        hits.forEach(hit -> list.append("\n  ").append(inWords(hit)));
        return list.toString();
    }

    private static String inWords(Hit hit) {
        var words = new StringBuilder(hit.isEvent() ? "event \"" + hit.event().name() + "\"" : "page view");
        append(words, "path", hit.page().path());
        append(words, "title", hit.page().title());
        if (hit.isEvent()) {
            append(words, "category", hit.event().category());
            append(words, "label", hit.event().label());
            append(words, "value", hit.event().value());
            hit.event().properties().forEach((name, value) -> append(words, name, value));
        }
        if (hit.visitor() == null) {
            return words.append(", of nobody").toString();
        }
        append(words, "visitor", hit.visitor().clientId());
        append(words, "user", hit.visitor().userId());
        append(words, "consent", hit.visitor().consent());
        return words.toString();
    }

    private static void append(StringBuilder words, String what, Object value) {
        if (value != null) {
            words.append(", ").append(what).append(' ').append(value);
        }
    }
}
