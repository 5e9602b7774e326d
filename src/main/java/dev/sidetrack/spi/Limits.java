// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.spi;

import java.time.Duration;

/**
 * What a provider takes.
 *
 * <pre>{@code Limits.NONE.hits(25).scope(Limits.Scope.VISITOR).lateness(Duration.ofHours(72))}</pre>
 *
 * @param hits most hits of one request, from 1
 * @param bytes most bytes of one request, as {@link Provider#bytes} counts them
 * @param scope whose hits may share a request
 * @param lateness how long after it happened a hit is still taken; a later one is never sent as if it were new
 * @param deduplicates whether the provider removes a hit that comes twice with the same id
 * @param rate how many requests the provider takes in some time, or {@code null} if it does not count them
 */
public record Limits(int hits, int bytes, Scope scope, Duration lateness, boolean deduplicates, Rate rate) {

    /** As many hits as there are, of anybody, however late; what comes twice counts twice. */
    public static final Limits NONE =
            new Limits(Integer.MAX_VALUE, Integer.MAX_VALUE, Scope.ALL, Duration.ofDays(365), false, null);

    /** Checks the numbers. */
    public Limits {
        if (hits < 1 || bytes < 1 || lateness.isNegative()) {
            throw new IllegalArgumentException(
                    "a request holds at least one hit and one byte, and lateness is not negative");
        }
    }

    /** These limits with at most that many hits. */
    public Limits hits(int hits) {
        return new Limits(hits, bytes, scope, lateness, deduplicates, rate);
    }

    /** These limits with at most that many bytes. */
    public Limits bytes(int bytes) {
        return new Limits(hits, bytes, scope, lateness, deduplicates, rate);
    }

    /** These limits with that scope. */
    public Limits scope(Scope scope) {
        return new Limits(hits, bytes, scope, lateness, deduplicates, rate);
    }

    /** These limits with that lateness. */
    public Limits lateness(Duration lateness) {
        return new Limits(hits, bytes, scope, lateness, deduplicates, rate);
    }

    /** These limits for a provider that removes duplicates by id. */
    public Limits deduplicating() {
        return new Limits(hits, bytes, scope, lateness, true, rate);
    }

    /** These limits with at most that many requests in that time, so that it is worth to wait for fuller ones. */
    public Limits requests(int most, Duration per) {
        return new Limits(hits, bytes, scope, lateness, deduplicates, new Rate(most, per));
    }

    /**
     * How many requests a provider takes.
     *
     * @param requests at most that many, from 1
     * @param per in that time
     */
    public record Rate(int requests, Duration per) {

        /** Checks the numbers. */
        public Rate {
            if (requests < 1 || per.isNegative() || per.isZero()) {
                throw new IllegalArgumentException("a rate is at least one request in some time");
            }
        }

        /** How long to wait between two requests so that the rate is never reached. */
        public Duration pause() {
            return per.dividedBy(requests);
        }
    }

    /** Whose hits may share a request. */
    public enum Scope {
        /** Anybody's. */
        ALL,
        /** Those of one site. */
        SITE,
        /**
         * Those of one visitor of one site, with one address, user agent, consent, user id, aliases, hints and screen.
         */
        VISITOR
    }
}
