// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.config;

/** What becomes of a page that a browser asks for before anybody looks at it. */
public enum PrefetchMode {
    /** It is answered and not counted. */
    ANSWER,
    /** It is refused, so that the browser asks when somebody looks, which counts. */
    REFUSE
}
