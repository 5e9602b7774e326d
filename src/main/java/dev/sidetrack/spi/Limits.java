// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.spi;

/**
 * What one request to a provider may hold.
 *
 * <pre>{@code Limits.NONE.hits(25).scope(Limits.Scope.VISITOR)}</pre>
 *
 * @param hits most hits of one request, from 1
 * @param bytes most bytes of one request, as {@link Provider#bytes} counts them
 * @param scope whose hits may share a request
 */
public record Limits(int hits, int bytes, Scope scope) {

    /** As many hits as there are, of anybody. */
    public static final Limits NONE = new Limits(Integer.MAX_VALUE, Integer.MAX_VALUE, Scope.ALL);

    /** Checks the numbers. */
    public Limits {
        if (hits < 1 || bytes < 1) {
            throw new IllegalArgumentException("a request holds at least one hit and one byte");
        }
    }

    /** These limits with at most that many hits. */
    public Limits hits(int hits) {
        return new Limits(hits, bytes, scope);
    }

    /** These limits with at most that many bytes. */
    public Limits bytes(int bytes) {
        return new Limits(hits, bytes, scope);
    }

    /** These limits with that scope. */
    public Limits scope(Scope scope) {
        return new Limits(hits, bytes, scope);
    }

    /** Whose hits may share a request. */
    public enum Scope {
        /** Anybody's. */
        ALL,
        /** Those of one site. */
        SITE,
        /** Those of one visitor of one site. */
        VISITOR
    }
}
