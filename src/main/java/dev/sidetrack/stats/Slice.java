// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.stats;

/**
 * Which lines of a long list are wanted.
 *
 * @param search only values in which this occurs, in capital or small letters; {@code null} for all
 * @param offset how many lines to leave out
 * @param limit at most how many lines, 1 to 10 000
 */
public record Slice(String search, int offset, int limit) {

    private static final int MOST = 10_000;

    /** Checks the numbers. */
    public Slice {
        search = search == null || search.isBlank() ? null : search.strip();
        if (offset < 0 || limit < 1 || limit > MOST) {
            throw new IllegalArgumentException("a list is of 1 to " + MOST + " lines, from 0 on");
        }
    }

    /** The first lines. */
    public static Slice first(int limit) {
        return new Slice(null, 0, limit);
    }
}
