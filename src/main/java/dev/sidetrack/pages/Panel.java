// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.pages;

import java.util.List;

/**
 * A list on the page.
 *
 * @param id its name in addresses
 * @param title its title
 * @param tabs its tabs
 * @param heads the headings of its columns
 * @param rows its lines
 * @param note a note about it, or {@code null}
 * @param more the text of the link to the whole list, or {@code null}
 * @param moreLink the address of that link
 * @param csv the address of the list as CSV, or {@code null}
 */
record Panel(
        String id,
        String title,
        List<Tab> tabs,
        List<String> heads,
        List<Line> rows,
        String note,
        String more,
        String moreLink,
        String csv) {

    record Tab(String name, String link, boolean chosen) {}

    /**
     * @param code a short mark before the label, or {@code null}
     * @param label its label
     * @param value its main number
     * @param second its other number
     * @param share the length of its bar, 0 to 100
     * @param link the view that shows only this, or {@code null}
     */
    record Line(String code, String label, String value, String second, double share, String link) {

        String bar() {
            return Drawing.number(Math.max(0.5, share)) + '%';
        }
    }
}
