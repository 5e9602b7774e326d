// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack;

/** What a visitor can choose; {@link ConsentChoices} takes it. */
public enum ConsentChoice {
    /** Yes, to all that was asked. */
    ACCEPT,
    /** No. */
    DECLINE,
    /** No longer: like no, after a yes. */
    WITHDRAW,
    /** No, and what is known already shall be erased. */
    FORGET
}
