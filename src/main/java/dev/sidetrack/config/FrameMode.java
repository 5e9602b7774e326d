// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.config;

/** What a page inside a frame counts as. */
public enum FrameMode {
    /** A part of the page around it. */
    PART,
    /** A page view of its own, for sites that are embedded in other sites. */
    PAGE
}
