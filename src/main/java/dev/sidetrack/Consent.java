// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack;

/** What a visitor has said to being measured. */
public enum Consent {
    /** The visitor was told, or nothing, but not asked. */
    UNASKED,
    /** The visitor said yes. */
    GRANTED,
    /** The visitor said no. */
    DENIED,
    /**
     * Nobody was asked, and nobody need be: the hit has an id of the day and nothing that tells one person from
     * another, since the browser sends a signal, or the visitor has not answered yet.
     */
    ANONYMOUS
}
