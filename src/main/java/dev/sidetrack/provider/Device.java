// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.provider;

import dev.sidetrack.ClientHints;
import dev.sidetrack.Visitor;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A visitor's device according to client hints and user agent, for services that do not parse them. The names are those
 * of PostHog's own script. Unknown parts are {@code null}.
 *
 * @param browser such as {@code Chrome}
 * @param browserVersion such as {@code 124.0}
 * @param system such as {@code Windows}
 * @param systemVersion such as {@code 11}
 * @param type {@code Desktop}, {@code Mobile} or {@code Tablet}
 * @param model such as {@code Pixel 8}
 */
record Device(String browser, String browserVersion, String system, String systemVersion, String type, String model) {

    static final Device UNKNOWN = new Device(null, null, null, null, null, null);

    /** The first match counts, because most browsers also name others. */
    private static final List<Known> BROWSERS = List.of(
            new Known("Microsoft Edge", "Edg(?:e|A|iOS)?/([0-9.]+)"),
            new Known("Opera", "(?:OPR|OPiOS|Opera)/([0-9.]+)"),
            new Known("Samsung Internet", "SamsungBrowser/([0-9.]+)"),
            new Known("Firefox iOS", "FxiOS/([0-9.]+)"),
            new Known("Firefox", "Firefox/([0-9.]+)"),
            new Known("Chrome iOS", "CriOS/([0-9.]+)"),
            new Known("Chrome", "Chrome/([0-9.]+)"),
            new Known("Mobile Safari", "Version/([0-9.]+) Mobile.* Safari/"),
            new Known("Safari", "Version/([0-9.]+).* Safari/"));

    private static final List<Known> SYSTEMS = List.of(
            new Known("Windows", "Windows NT ([0-9.]+)"),
            new Known("iOS", "(?:iPhone|iPad|iPod).* OS ([0-9_]+)"),
            new Known("Mac OS X", "Mac OS X ([0-9_.]+)"),
            new Known("Android", "Android ([0-9.]+)?"),
            new Known("Chrome OS", "CrOS [a-z0-9_]+ ([0-9.]+)"),
            new Known("Linux", "Linux()"));
    /** What versions of Windows are called. */
    private static final Map<String, String> WINDOWS =
            Map.of("6.0", "Vista", "6.1", "7", "6.2", "8", "6.3", "8.1", "10.0", "10");

    private static final Map<String, String> BRANDS = Map.of("Google Chrome", "Chrome", "Opera GX", "Opera");
    private static final Pattern TABLET = Pattern.compile("iPad|Tablet|Android(?!.*Mobile)");
    private static final Pattern MOBILE = Pattern.compile("Mobi|iPhone|iPod|Android");

    static Device of(Visitor visitor) {
        if (visitor == null || visitor.userAgent() == null) {
            return UNKNOWN;
        }
        var agent = visitor.userAgent();
        var browser = Found.in(agent, BROWSERS);
        var system = Found.in(agent, SYSTEMS);
        var type =
                TABLET.matcher(agent).find() ? "Tablet" : MOBILE.matcher(agent).find() ? "Mobile" : "Desktop";
        var device = new Device(
                browser.name, browser.version, system.name, system.version, system.name == null ? null : type, null);
        return visitor.hints() == null ? device : device.with(visitor.hints());
    }

    private Device with(ClientHints hints) {
        var brand = Brand.known(Brand.list(hints.brands()));
        var full = Brand.known(Brand.list(hints.fullVersions()));
        var better = full == null ? brand : full;
        return new Device(
                better == null ? browser : BRANDS.getOrDefault(better.name(), better.name()),
                better == null ? browserVersion : better.version(),
                hints.platform() == null ? system : "macOS".equals(hints.platform()) ? "Mac OS X" : hints.platform(),
                hints.platformVersion() == null ? systemVersion : version(hints.platform(), hints.platformVersion()),
                hints.mobile() == null || "Tablet".equals(type) ? type : hints.mobile() ? "Mobile" : "Desktop",
                hints.model());
    }

    /** Windows has its own numbers in hints: 13 and more mean Windows 11. */
    private static String version(String platform, String hint) {
        var end = hint.indexOf('.') < 0 ? hint.length() : hint.indexOf('.');
        var isNumber = end > 0 && end < 4 && hint.substring(0, end).chars().allMatch(Character::isDigit);
        return !"Windows".equals(platform) || !isNumber
                ? hint
                : Integer.parseInt(hint.substring(0, end)) >= 13 ? "11" : "10";
    }

    /** A name and its pattern in user agents, with the version as the first group. */
    private record Known(String name, Pattern pattern) {
        Known(String name, String pattern) {
            this(name, Pattern.compile(pattern));
        }
    }

    /** Reads a user agent. */
    private record Found(String name, String version) {

        static Found in(String agent, List<Known> all) {
            for (var known : all) {
                var matcher = known.pattern.matcher(agent);
                if (matcher.find()) {
                    var version = matcher.group(1);
                    return new Found(
                            known.name, version == null || version.isEmpty() ? null : plain(known.name, version));
                }
            }
            return new Found(null, null);
        }

        private static String plain(String name, String version) {
            var plain = version.replace('_', '.');
            return "Windows".equals(name) ? WINDOWS.getOrDefault(plain, plain) : plain;
        }
    }
}
