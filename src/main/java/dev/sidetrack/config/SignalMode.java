// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.config;

/** What happens if a browser signals that its user does not want to be tracked. */
public enum SignalMode {
    /** Nothing is tracked. */
    DROP,
    /** Hits have a cookieless id and no personal data. */
    COOKIELESS,
    /** The signal is ignored. */
    IGNORE
}
