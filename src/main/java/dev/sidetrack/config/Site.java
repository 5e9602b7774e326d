// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.config;

import java.util.List;

/**
 * One of several sites in one war.
 *
 * @param key what {@code sidetrack.sites.<key>} calls it
 * @param hosts the host names it answers to, without port
 * @param trackingId its id at the providers, or {@code null} for that of the provider
 */
record Site(String key, List<String> hosts, String trackingId) {

    static final Key<List<String>> HOSTS = Key.list("hosts", "");
    static final Key<String> TRACKING_ID = Key.text("tracking-id", null);
}
