// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.config;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Finds the site that a host name belongs to. */
public final class Sites {

    private final List<Site> all;
    private final Map<String, String> keyByHost = new HashMap<>();

    Sites(List<Site> all) {
        this.all = all;
        for (var site : all) {
            for (var host : site.hosts()) {
                var other = keyByHost.put(name(host), site.key());
                if (other != null && !other.equals(site.key())) {
                    throw new ConfigurationException("sidetrack.sites." + site.key() + ".hosts holds '" + host
                            + "', which '" + other + "' has too.");
                }
            }
        }
    }

    /** Every site. */
    public List<Site> all() {
        return all;
    }

    /** The key of the site with that host, which may have a port; {@code null} for none. */
    public String keyOf(String host) {
        if (host == null || keyByHost.isEmpty()) {
            return null;
        }
        return keyByHost.get(name(host));
    }

    /** In lower case and without its port. */
    private static String name(String host) {
        var port = host.lastIndexOf(':');
        return (port > 0 && host.indexOf(']', port) < 0 ? host.substring(0, port) : host).toLowerCase(Locale.ROOT);
    }
}
