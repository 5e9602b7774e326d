// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * What becomes of single hits, reported to a watcher as it happens. While there is none, which is nearly always, it
 * costs the reading of one field.
 */
@ApplicationScoped
public class HitOutcomes {

    private volatile Watcher watcher;

    /** Outcomes that nobody watches. */
    public HitOutcomes() {}

    /**
     * {@return these outcomes without the proxy that stands before a bean: for who tells of each hit} Behind a
     * supplier, as Weld gives its proxy for a bean that returns itself.
     */
    public Supplier<HitOutcomes> self() {
        return () -> this;
    }

    /**
     * Has what happens from now on told to this one; {@code null} for nobody.
     *
     * @param watcher who is told, or {@code null}
     */
    public void watch(Watcher watcher) {
        this.watcher = watcher;
    }

    /**
     * Of the hit with that id, which is about to be made, these fields are left out for privacy.
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
     * A hit has been made, and is on its way to the providers.
     *
     * @param hit the hit
     */
    public void made(Hit hit) {
        var looking = watcher;
        if (looking != null) {
            looking.made(hit);
        }
    }

    /** {@return whether anybody looks} */
    public boolean isWatched() {
        return watcher != null;
    }

    /**
     * Something became of a hit at a provider; {@code reason} is a sentence, or {@code null} if there is nothing to
     * say.
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

    /** What became of a hit at one provider. */
    public enum State {
        /** It is on its way, perhaps for another time. */
        WAITING,
        /** The provider has it. */
        ACCEPTED,
        /** The provider has thrown it away, as it said it would, such as a robot's. */
        FILTERED,
        /** The provider will never take it. */
        REJECTED,
        /** It was given up. */
        DEAD
    }

    /** Is told what becomes of hits, by the threads that make and send them: it must be quick. */
    public interface Watcher {

        /**
         * What is left out of a hit that may be made next.
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
         * Something became of it.
         *
         * @param provider the name of the provider
         * @param hit the hit
         * @param state what became of it
         * @param reason a sentence, or {@code null} if there is nothing to say
         */
        void settled(String provider, Hit hit, State state, String reason);
    }
}
