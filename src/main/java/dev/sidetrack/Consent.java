// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack;

/** A visitor's answer to being measured. */
public enum Consent {
    /** The visitor was not asked, but perhaps shown a notice. */
    UNASKED,
    /** The visitor said yes. */
    GRANTED,
    /** The visitor said no. */
    DENIED,
    /**
     * The browser sends a signal, or the visitor has not answered yet: the hit has only the id of the day and nothing
     * that identifies a person.
     */
    ANONYMOUS
}
