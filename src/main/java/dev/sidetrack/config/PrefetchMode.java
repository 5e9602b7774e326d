// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.config;

/** How a page is answered that a browser requests before anybody looks at it. */
public enum PrefetchMode {
    /** Answered, but not counted. */
    ANSWER,
    /** Refused, so that the browser requests the page again when somebody looks at it, which counts. */
    REFUSE
}
