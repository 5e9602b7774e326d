// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack;

/**
 * One visit: the hits of a visitor with no long pause between them.
 *
 * @param id when the visit began, in seconds since 1970; with the client id it names the visit
 * @param number which visit of this visitor it is, from 1
 */
public record Session(long id, int number) {

    /** Whether this is the visitor's first visit. */
    public boolean isFirst() {
        return number == 1;
    }
}
