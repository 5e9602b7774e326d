// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.store;

import dev.sidetrack.Campaign;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** Translates the names that other analytics systems use into those of the store. */
final class ForeignNames {

    private static final Pattern PROTOCOL = Pattern.compile("^[a-z-]+://");
    private static final Pattern VERSION = Pattern.compile(" [0-9].*$");
    private static final String WWW = "www.";
    private static final Map<String, String> OURS = Map.of(
            "Mac", "macOS",
            "Mac OS", "macOS",
            "Mac OS X", "macOS",
            "GNU/Linux", "Linux",
            "Microsoft Edge", "Edge",
            "Samsung Browser", "Samsung Internet",
            "laptop", "desktop",
            "ultra-wide", "desktop");

    private ForeignNames() {}

    /** The host of a referrer with or without protocol; a name such as {@code Hacker News} is returned unchanged. */
    static String host(String referrer) {
        var address = PROTOCOL.matcher(referrer).replaceFirst("");
        var slash = address.indexOf('/');
        var host = slash < 0 ? address : address.substring(0, slash);
        if (host.indexOf('.') < 0) {
            return host;
        }
        host = host.toLowerCase(Locale.ROOT);
        return host.startsWith(WWW) ? host.substring(WWW.length()) : host;
    }

    /** The channel of a visit with this referrer; {@code Google} is read as {@code google.com}. */
    static String channel(Campaign campaign, String host) {
        var asHost = host.isEmpty() || host.indexOf('.') >= 0
                ? host
                : host.toLowerCase(Locale.ROOT).replace(" ", "") + ".com";
        return Channel.of(campaign, asHost.isEmpty() ? null : asHost).key();
    }

    /** The family of a browser or system, without its version. */
    static String family(String name) {
        var family = VERSION.matcher(name).replaceFirst("");
        return OURS.getOrDefault(family, family);
    }

    /** The kind of a device. */
    static String device(String name) {
        var small = name.toLowerCase(Locale.ROOT);
        return OURS.getOrDefault(small, small);
    }
}
