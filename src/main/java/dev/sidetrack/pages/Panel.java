// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.pages;

import java.util.List;

/**
 * A list on the page.
 *
 * @param id what the address calls it
 * @param title what it is called
 * @param tabs what it can show
 * @param heads what its columns are called
 * @param rows its lines
 * @param note what is to be known of it, or {@code null}
 * @param more what the link to all of it is called, or {@code null}
 * @param moreLink where that leads
 * @param csv where it is to be had as CSV, or {@code null}
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
     * @param label what it is about
     * @param value its main number
     * @param second its other number
     * @param share how long its bar is, 0 to 100
     * @param link the view that shows only this, or {@code null}
     */
    record Line(String code, String label, String value, String second, double share, String link) {

        String bar() {
            return Drawing.number(Math.max(0.5, share)) + '%';
        }
    }
}
