// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack;

/**
 * One visit: the hits of a visitor without a long pause between them.
 *
 * <p>The constructor is not API, since each new field changes it: {@link #of(long, int)} makes a session, the
 * {@code with} methods make changed copies.
 *
 * @param id when the visit began, in seconds since 1970; with the client id it names the visit
 * @param number which visit of this visitor it is, from 1
 */
public record Session(long id, int number) {

    /**
     * {@return the session that began at {@code id}, in seconds since 1970, the visitor's {@code number}th}
     *
     * @param id when it began, in seconds since 1970
     * @param number how many sessions the visitor has had, with this one
     */
    public static Session of(long id, int number) {
        return new Session(id, number);
    }

    /**
     * {@return this session with another id}
     *
     * @param id the copy's id
     */
    public Session withId(long id) {
        return new Session(id, number);
    }

    /**
     * {@return this session with another number}
     *
     * @param number the copy's number
     */
    public Session withNumber(int number) {
        return new Session(id, number);
    }

    /** {@return whether this is the visitor's first visit} */
    public boolean isFirst() {
        return number == 1;
    }
}
