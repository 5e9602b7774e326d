// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.provider;

import dev.sidetrack.Hit;

/** The size of a visitor's screen in CSS pixels. */
record Screen(long width, long height) {

    /** The screen of a hit's visitor, or {@code null}. */
    static Screen of(Hit hit) {
        var text = hit.visitor() == null ? null : hit.visitor().screen();
        if (text == null || !text.matches("[0-9]{1,5}x[0-9]{1,5}")) {
            return null;
        }
        var by = text.indexOf('x');
        return new Screen(Long.parseLong(text.substring(0, by)), Long.parseLong(text.substring(by + 1)));
    }
}
