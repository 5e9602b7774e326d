// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.config;

/** What a page inside a frame of another page counts as. */
public enum FrameMode {
    /** A part of that page. */
    PART,
    /** A page view of its own, for sites that live in other sites' frames. */
    PAGE
}
