// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.stats;

/**
 * Which part of a long list to return.
 *
 * @param search only values that contain this, ignoring case; {@code null} for all
 * @param offset how many lines to skip, from 0
 * @param limit at most how many lines, 1 to 10 000
 */
public record Slice(String search, int offset, int limit) {

    /** The most lines in one answer. */
    public static final int MOST = 10_000;

    private static final int LONGEST_SEARCH = 2_000;

    /**
     * Checks the numbers and what is searched for.
     *
     * @param search see {@link #search()}
     * @param offset see {@link #offset()}
     * @param limit see {@link #limit()}
     */
    public Slice {
        search = search == null || search.isBlank() ? null : search.strip();
        if (search != null && (search.length() > LONGEST_SEARCH || search.indexOf(0) >= 0)) {
            throw new IllegalArgumentException(
                    "a search text has at most " + LONGEST_SEARCH + " characters and no NUL");
        }
        if (offset < 0 || limit < 1 || limit > MOST) {
            throw new IllegalArgumentException("a list is of 1 to " + MOST + " lines, from 0 on");
        }
    }

    /**
     * {@return a slice with the first lines}
     *
     * @param limit how many
     */
    public static Slice first(int limit) {
        return new Slice(null, 0, limit);
    }
}
