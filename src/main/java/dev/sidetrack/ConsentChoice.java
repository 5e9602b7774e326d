// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack;

/** What a visitor can choose; fired as a CDI event it takes effect on the current request and all later ones. */
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
