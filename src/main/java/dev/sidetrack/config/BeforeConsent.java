// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.config;

/** What is tracked for a visitor who has not said yes, if a yes is needed. */
public enum BeforeConsent {
    /** Nothing. */
    NOTHING,
    /** Hits with a cookieless id and without address, user agent and language. */
    COOKIELESS
}
