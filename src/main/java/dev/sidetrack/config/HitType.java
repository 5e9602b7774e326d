// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.config;

/** The types of hits. */
public enum HitType {
    /** A page that was looked at. */
    PAGE_VIEW,
    /** Anything else that happened. */
    EVENT
}
