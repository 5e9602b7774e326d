// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.pages;

import dev.sidetrack.visitor.Attribution;

/**
 * The parts that all pages share.
 *
 * @param base the path of all pages, such as {@code /shop/sidetrack/stats}
 * @param words the texts in the reader's language
 * @param style the address of the style sheet
 * @param script the address of the script
 * @param viewer the viewer, or {@code null} for somebody who has not signed in
 * @param token the CSRF token for forms, or {@code null} for viewers who may not change anything
 * @param attribution the source of the country data, or {@code null}
 */
record Frame(
        String base, Words words, String style, String script, Viewer viewer, String token, Attribution attribution) {

    boolean owner() {
        return viewer != null && viewer.owner();
    }
}
