// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.provider;

import dev.sidetrack.Texts;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;

/** Collects the parts of an event that a service has no room for: names and limits, never a value. */
final class Omitted {

    private static final int MOST = 5;
    private static final int LONGEST_NAME = 40;

    private final Set<String> what = new LinkedHashSet<>();
    private final Set<String> beyond = new HashSet<>();
    private int more;

    /** Items beyond the service's maximum; the name is that of the first one. */
    void beyond(String things, int most, String name) {
        if (beyond.add(things)) {
            add(things + " beyond " + most + ", from " + shown(name) + " on");
        }
    }

    /** The text, cut to this length. */
    String cut(String name, String text, int longest) {
        return cut(name, text, Texts.cut(text, longest));
    }

    /** The text after it has been cut. */
    String cut(String name, String text, String cut) {
        if (cut != null && cut.length() < text.length()) {
            add("the end of " + shown(name));
        }
        return cut;
    }

    /** Records that the service has no field for this name. */
    void whole(String name) {
        add(shown(name));
    }

    void add(String part) {
        if (what.size() < MOST) {
            what.add(part);
        } else if (!what.contains(part)) {
            more++;
        }
    }

    boolean isNothing() {
        return what.isEmpty();
    }

    @Override
    public String toString() {
        return String.join("; ", what) + (more == 0 ? "" : "; and more");
    }

    private static String shown(String name) {
        return Texts.printable(Texts.cut(name, LONGEST_NAME));
    }
}
