// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.config;

import java.util.List;

/**
 * One of several sites in one war.
 *
 * @param key its key in {@code sidetrack.sites.<key>}
 * @param hosts its host names, without port
 * @param trackingId its id at the providers, or {@code null} for the provider's own setting
 */
record Site(String key, List<String> hosts, String trackingId) {

    static final Key<List<String>> HOSTS = Key.list("hosts", "");
    static final Key<String> TRACKING_ID = Key.text("tracking-id", null);
}
