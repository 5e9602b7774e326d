// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.provider;

import java.util.List;
import java.util.regex.Pattern;

/**
 * A brand in a browser's client hints.
 *
 * @param name such as {@code Google Chrome}
 * @param version such as {@code 124}
 */
record Brand(String name, String version) {

    private static final Pattern ONE =
            Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"\\s*;\\s*v\\s*=\\s*\"((?:[^\"\\\\]|\\\\.)*)\"");
    /** The fake brand in each list, which keeps sites from relying on its form. */
    private static final Pattern GREASE = Pattern.compile("(?i).*not.*brand.*");

    /** All brands in a list such as {@code "Chromium";v="124", "Google Chrome";v="124"}. */
    static List<Brand> list(String header) {
        return header == null
                ? List.of()
                : ONE.matcher(header)
                        .results()
                        .map(one -> new Brand(unescaped(one.group(1)), unescaped(one.group(2))))
                        .toList();
    }

    /** The brand that the browser is known by, or {@code null}. */
    static Brand known(List<Brand> brands) {
        Brand known = null;
        for (var brand : brands) {
            if (!GREASE.matcher(brand.name).matches() && (known == null || "Chromium".equals(known.name))) {
                known = brand;
            }
        }
        return known;
    }

    private static String unescaped(String text) {
        return text.replaceAll("\\\\(.)", "$1");
    }
}
