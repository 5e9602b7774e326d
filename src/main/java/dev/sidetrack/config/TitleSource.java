// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.config;

/** Where the title of a page view comes from, if the application has not said it. */
public enum TitleSource {
    /** From the page's own {@code <title>}. */
    PAGE,
    /** From nowhere: what the application does not say is not known. */
    APPLICATION
}
