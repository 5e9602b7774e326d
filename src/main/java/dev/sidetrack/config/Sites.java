// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.config;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;

/** Finds the site that a host name belongs to. */
public final class Sites {

    static final String PREFIX = "sidetrack.sites.";

    private final List<Site> all;
    private final Map<String, String> keyByHost = new HashMap<>();

    private Sites(List<Site> all) {
        this.all = all;
        for (var site : all) {
            for (var host : site.hosts()) {
                var other = keyByHost.put(name(host), site.key());
                if (other != null && !other.equals(site.key())) {
                    throw new ConfigurationException(PREFIX + site.key() + ".hosts contains '" + host + "', which '"
                            + other + "' contains too.");
                }
            }
        }
    }

    /** The configured sites, sorted by key. */
    static Sites of(Values values) {
        var keys = new TreeSet<String>(values.get(Keys.SITES));
        for (var name : values.names()) {
            var end = name.startsWith(PREFIX) ? name.indexOf('.', PREFIX.length()) : -1;
            // A second dot means an environment variable, whose dots may stand for dashes: its site is in SITES.
            if (end > 0 && end == name.lastIndexOf('.')) {
                keys.add(name.substring(PREFIX.length(), end));
            }
        }
        return new Sites(keys.stream().map(key -> site(key, values)).toList());
    }

    private static Site site(String key, Values values) {
        var prefix = PREFIX + key + ".";
        var hosts = values.get(prefix + "hosts", Site.HOSTS);
        if (hosts.isEmpty()) {
            throw new ConfigurationException(
                    prefix + "hosts is missing: it lists the host names of the site '" + key + "'.");
        }
        return new Site(key, hosts, values.get(prefix + "tracking-id", Site.TRACKING_ID));
    }

    /** Every site. */
    public List<Site> all() {
        return all;
    }

    /** The key of the site with this host, which may have a port; {@code null} for none. */
    public String keyOf(String host) {
        if (host == null || keyByHost.isEmpty()) {
            return null;
        }
        return keyByHost.get(name(host));
    }

    /** The host in lower case and without its port. */
    private static String name(String host) {
        var port = host.lastIndexOf(':');
        return (port > 0 && host.indexOf(']', port) < 0 ? host.substring(0, port) : host).toLowerCase(Locale.ROOT);
    }
}
