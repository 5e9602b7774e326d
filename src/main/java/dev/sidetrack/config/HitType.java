// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.config;

/** The types of hits. */
public enum HitType {
    /** A page view. */
    PAGE_VIEW,
    /** An event. */
    EVENT
}
