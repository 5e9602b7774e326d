// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.capture;

import dev.sidetrack.config.Keys;
import dev.sidetrack.config.Settings;
import dev.sidetrack.config.Shared;
import jakarta.inject.Inject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Referrers whose visits are excluded: hosts that the operator names, and with {@code spam} Matomo's list of referrer
 * spammers ({@code referrer-spam.txt}, public domain, updated by {@code src/referrers/update.sh}).
 *
 * @see <a href="https://github.com/matomo-org/referrer-spam-list">referrer-spam-list</a>
 */
@Shared
class Referrers {

    private static final String SPAM = "spam";
    private static final Pattern ABOVE = Pattern.compile("^([A-Za-z-]+://)?(\\*?\\.)?");

    private final Set<String> hosts = new HashSet<>();

    @Inject
    Referrers(Settings settings) {
        for (var entry : settings.get(Keys.EXCLUDE_REFERRERS)) {
            if (entry.equalsIgnoreCase(SPAM)) {
                readSpammers();
            } else {
                hosts.add(name(entry));
            }
        }
    }

    /** Whether this referrer's host, or a parent domain of it, is excluded. */
    boolean isExcluded(String header) {
        var referrer = hosts.isEmpty() ? null : Referrer.of(header);
        if (referrer == null) {
            return false;
        }
        for (var domain = host(referrer); !domain.isEmpty(); domain = domain.substring(domain.indexOf('.') + 1)) {
            if (hosts.contains(domain)) {
                return true;
            }
            if (domain.indexOf('.') < 0) {
                return false;
            }
        }
        return false;
    }

    /**
     * The host in the form that referrers have: in lower case, with letters of other scripts encoded and without a
     * trailing dot; also if it is written as an address, or with a leading dot or {@code *.}, because subdomains are
     * included.
     */
    private static String name(String entry) {
        var host = ABOVE.matcher(entry).replaceFirst("");
        var whole = Referrer.of("https://" + host);
        return whole == null ? host.toLowerCase(Locale.ROOT) : host(whole);
    }

    private static String host(String referrer) {
        var start = referrer.indexOf("//") + 2;
        var slash = referrer.indexOf('/', start);
        return ForwardedHeader.withoutPort(referrer.substring(start, slash < 0 ? referrer.length() : slash));
    }

    private void readSpammers() {
        try (var lines = new BufferedReader(new InputStreamReader(
                Referrers.class.getResourceAsStream("referrer-spam.txt"), StandardCharsets.UTF_8))) {
            lines.lines()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                    .forEach(host -> hosts.add(host.toLowerCase(Locale.ROOT)));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
