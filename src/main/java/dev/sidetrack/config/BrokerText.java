// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.config;

import java.util.regex.Pattern;

/** Validates the texts of the broker's settings. */
final class BrokerText {

    private static final String ONE = "tcp://[A-Za-z0-9._\\[\\]:-]+";
    private static final Pattern URL = Pattern.compile("(" + ONE + "|\\(" + ONE + "(," + ONE + ")*\\))(\\?\\S*)?");
    private static final Pattern PREFIX = Pattern.compile("[A-Za-z0-9._-]{0,100}");

    private BrokerText() {}

    static String url(String text) {
        return Key.matching(URL, text.replace(", ", ","));
    }

    static String prefix(String text) {
        return Key.matching(PREFIX, text);
    }
}
