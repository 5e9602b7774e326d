// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.config;

/** Whether hits carry the id of a person who has signed in. */
public enum UserIdMode {
    /** Only an id that the application passes to Tracker.identify. */
    NONE,
    /** The authenticated principal's name. */
    PRINCIPAL,
    /** A keyed hash of the authenticated principal's name. */
    HASHED
}
