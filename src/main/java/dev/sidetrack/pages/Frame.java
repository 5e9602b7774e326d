// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.pages;

import dev.sidetrack.visitor.Attribution;

/**
 * What is the same around every page.
 *
 * @param base the path of all pages, such as {@code /shop/sidetrack/stats}
 * @param words texts in the reader's language
 * @param style address of the style
 * @param script address of the script
 * @param viewer who looks, or {@code null} for somebody who has not signed in
 * @param token what forms carry, or {@code null} for who may change nothing
 * @param attribution whom to name for the countries, or {@code null}
 */
record Frame(
        String base, Words words, String style, String script, Viewer viewer, String token, Attribution attribution) {

    boolean owner() {
        return viewer != null && viewer.owner();
    }
}
