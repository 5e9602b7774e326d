// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.spi;

import java.time.Duration;

/**
 * What a provider accepts in one request, how late, and how often.
 *
 * <pre>{@code Limits.NONE.hits(25).scope(Limits.Scope.VISITOR).lateness(Duration.ofHours(72))}</pre>
 *
 * @param hits most hits in one request, from 1
 * @param bytes most bytes in one request, from 1, as {@link Provider#bytes} counts them
 * @param scope which hits may share a request
 * @param lateness how old a hit may be, not negative; an older one becomes a dead letter and is never sent as if it
 *     were new
 * @param deduplicates whether the provider recognizes a hit that comes again by its id
 * @param rate how many requests the provider accepts in a period, or {@code null} for no such limit
 */
public record Limits(int hits, int bytes, Scope scope, Duration lateness, boolean deduplicates, Rate rate) {

    /** Any number of hits, of any visitors, up to 365 days late, without recognition of duplicates or a rate limit. */
    public static final Limits NONE =
            new Limits(Integer.MAX_VALUE, Integer.MAX_VALUE, Scope.ALL, Duration.ofDays(365), false, null);

    /**
     * Throws {@link IllegalArgumentException} for numbers out of range. Not API, like all constructors.
     *
     * @param hits see {@link #hits()}
     * @param bytes see {@link #bytes()}
     * @param scope see {@link #scope()}
     * @param lateness see {@link #lateness()}
     * @param deduplicates see {@link #deduplicates()}
     * @param rate see {@link #rate()}
     */
    public Limits {
        if (hits < 1 || bytes < 1 || lateness.isNegative()) {
            throw new IllegalArgumentException("hits and bytes must be at least 1, and lateness must not be negative");
        }
    }

    /**
     * {@return these limits with this number of hits}
     *
     * @param hits the most hits, 1 or more
     */
    public Limits hits(int hits) {
        return new Limits(hits, bytes, scope, lateness, deduplicates, rate);
    }

    /**
     * {@return these limits with this number of bytes}
     *
     * @param bytes the most bytes
     */
    public Limits bytes(int bytes) {
        return new Limits(hits, bytes, scope, lateness, deduplicates, rate);
    }

    /**
     * {@return these limits with this scope}
     *
     * @param scope which hits may share a request
     */
    public Limits scope(Scope scope) {
        return new Limits(hits, bytes, scope, lateness, deduplicates, rate);
    }

    /**
     * {@return these limits with this lateness}
     *
     * @param lateness how old a hit may be
     */
    public Limits lateness(Duration lateness) {
        return new Limits(hits, bytes, scope, lateness, deduplicates, rate);
    }

    /** {@return these limits for a provider that recognizes duplicates by id} */
    public Limits deduplicating() {
        return new Limits(hits, bytes, scope, lateness, true, rate);
    }

    /**
     * {@return these limits with this rate; requests are then spaced out and filled}
     *
     * @param most the most requests, 1 or more
     * @param per the period
     */
    public Limits requests(int most, Duration per) {
        return new Limits(hits, bytes, scope, lateness, deduplicates, new Rate(most, per));
    }

    /**
     * How many requests a provider accepts in a period.
     *
     * @param requests the most requests in the period, from 1
     * @param per the period, longer than zero
     */
    public record Rate(int requests, Duration per) {

        /**
         * Throws {@link IllegalArgumentException} for numbers out of range. Not API, like all constructors.
         *
         * @param requests see {@link #requests()}
         * @param per see {@link #per()}
         */
        public Rate {
            if (requests < 1 || per.isNegative() || per.isZero()) {
                throw new IllegalArgumentException("a rate needs at least one request and a positive time");
            }
        }

        /** {@return how long to wait between two requests to stay within the rate} */
        public Duration pause() {
            return per.dividedBy(requests);
        }
    }

    /** Which hits may share a request. */
    public enum Scope {
        /** All hits. */
        ALL,
        /** Hits of one site. */
        SITE,
        /**
         * Hits of one visitor on one site with the same address, user agent, consent, user id, aliases, hints and
         * screen.
         */
        VISITOR
    }
}
