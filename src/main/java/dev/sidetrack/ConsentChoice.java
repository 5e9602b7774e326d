// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack;

/** What a visitor can choose; pass it to {@link ConsentChoices}. */
public enum ConsentChoice {
    /** Yes, to all that was asked. */
    ACCEPT,
    /** No. */
    DECLINE,
    /** No, after an earlier yes. */
    WITHDRAW,
    /** No, and erase what is stored about me. */
    FORGET
}
