// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Reports what happens to single hits to a watcher, if there is one. Without a watcher, the usual case, it costs the
 * read of one field.
 */
@ApplicationScoped
public class HitOutcomes {

    private volatile Watcher watcher;

    /** Outcomes without a watcher. */
    public HitOutcomes() {}

    /**
     * {@return these outcomes without the bean's proxy, for code that reports each hit} Wrapped in a supplier, because
     * Weld returns the proxy for a bean that returns itself.
     */
    public Supplier<HitOutcomes> self() {
        return () -> this;
    }

    /**
     * Reports everything that happens from now on to this watcher.
     *
     * @param watcher the watcher, or {@code null} for none
     */
    public void watch(Watcher watcher) {
        this.watcher = watcher;
    }

    /**
     * Reports that these fields of a hit, which is about to be made, are removed for privacy.
     *
     * @param id the hit's id
     * @param fields the names of the fields
     */
    public void leftOut(UUID id, Supplier<List<String>> fields) {
        var looking = watcher;
        if (looking != null) {
            looking.leftOut(id, fields.get());
        }
    }

    /**
     * Reports that a hit has been made and is on its way to the providers.
     *
     * @param hit the hit
     */
    public void made(Hit hit) {
        var looking = watcher;
        if (looking != null) {
            looking.made(hit);
        }
    }

    /** {@return whether there is a watcher} */
    public boolean isWatched() {
        return watcher != null;
    }

    /**
     * Reports what a provider did with a hit.
     *
     * @param provider the name of the provider
     * @param hit the hit
     * @param state what became of it
     * @param reason a sentence, or {@code null} if there is nothing to say
     */
    public void settled(String provider, Hit hit, State state, String reason) {
        var looking = watcher;
        if (looking != null) {
            looking.settled(provider, hit, state, reason);
        }
    }

    /** The state of a hit at one provider. */
    public enum State {
        /** On its way, perhaps again. */
        WAITING,
        /** Accepted by the provider. */
        ACCEPTED,
        /** Discarded by the provider on purpose, such as a robot's. */
        FILTERED,
        /** Rejected by the provider. */
        REJECTED,
        /** Given up: a dead letter. */
        DEAD
    }

    /** Is notified by the threads that make and send hits, so it must be quick. */
    public interface Watcher {

        /**
         * Fields are removed from a hit that is about to be made.
         *
         * @param id the hit's id
         * @param fields the names of the fields
         */
        void leftOut(UUID id, List<String> fields);

        /**
         * A hit has been made.
         *
         * @param hit the hit
         */
        void made(Hit hit);

        /**
         * A provider has done something with a hit.
         *
         * @param provider the name of the provider
         * @param hit the hit
         * @param state what became of it
         * @param reason a sentence, or {@code null} if there is nothing to say
         */
        void settled(String provider, Hit hit, State state, String reason);
    }
}
