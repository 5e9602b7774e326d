// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.config;

/** Where the title of a page view comes from if the application sets none. */
public enum TitleSource {
    /** From the page's own {@code <title>}. */
    PAGE,
    /** From the application only; otherwise there is none. */
    APPLICATION
}
