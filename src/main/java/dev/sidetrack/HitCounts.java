// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;

/**
 * Counts hits since the application started: every captured hit is published or dropped and, for each provider,
 * delivered, rejected or still on its way.
 *
 * <pre>{@code long lost = counts.of(HitCounts.Count.DROPPED);}</pre>
 */
@ApplicationScoped
public class HitCounts {

    private final Map<Count, Map<String, LongAdder>> counts = new EnumMap<>(Count.class);

    /** Counts that are all zero. */
    public HitCounts() {
        for (var count : Count.values()) {
            counts.put(count, new ConcurrentHashMap<>());
        }
    }

    /**
     * {@return these counts without the bean's proxy, for code that counts on each request} Wrapped in a supplier,
     * because Weld returns the proxy for a bean that returns itself.
     */
    public Supplier<HitCounts> self() {
        return () -> this;
    }

    /**
     * Adds hits to a count without details.
     *
     * @param count the count
     * @param hits the number of hits
     */
    public void add(Count count, int hits) {
        add(count, "", hits);
    }

    /**
     * Adds hits to a count by reason or provider.
     *
     * @param count the count
     * @param detail the reason or the provider's name
     * @param hits the number of hits
     */
    public void add(Count count, String detail, int hits) {
        var byDetail = counts.get(count);
        var known = byDetail.get(detail);
        // computeIfAbsent may lock even if the detail is there.
        (known != null ? known : byDetail.computeIfAbsent(detail, any -> new LongAdder())).add(hits);
    }

    /**
     * {@return the number of hits}
     *
     * @param count what is counted
     */
    public long of(Count count) {
        return counts.get(count).values().stream().mapToLong(LongAdder::sum).sum();
    }

    /**
     * {@return the number of hits by reason or provider}
     *
     * @param count what is counted
     */
    public Map<String, Long> by(Count count) {
        var byDetail = new TreeMap<String, Long>();
        counts.get(count).forEach((detail, hits) -> byDetail.put(detail, hits.sum()));
        return byDetail;
    }

    /** What happened to a hit. */
    public enum Count {
        /** Captured and passed to the buffer. */
        CAPTURED,
        /** Captured, but its event was too large and was cut. */
        CUT,
        /** Excluded, by reason. */
        EXCLUDED,
        /** Lost, because the buffer was full or a shutdown could not wait. */
        DROPPED,
        /** On the queue. */
        PUBLISHED,
        /** On the queue for a provider, by its name: not every provider gets every hit. */
        QUEUED,
        /** Accepted by a provider, by its name. */
        DELIVERED,
        /** Discarded by a provider on purpose, by its reason. */
        FILTERED,
        /** Rejected by a provider for good, by its name. */
        REJECTED,
        /** To be sent again, by the provider's name. */
        RETRIED,
        /** In a dead letter, by the provider's name. */
        DEAD,
        /** Put back on the queue from a dead letter that was counted, by the provider's name. */
        REPLAYED
    }
}
