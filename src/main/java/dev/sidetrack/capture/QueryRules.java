// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.capture;

import dev.sidetrack.Campaign;
import dev.sidetrack.config.Keys;
import dev.sidetrack.config.Settings;
import dev.sidetrack.config.Shared;
import jakarta.inject.Inject;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Takes from a query string what hits may carry: the campaign, and the parameters of {@code sidetrack.query-parameters}. */
@Shared
class QueryRules {

    private static final int LONGEST_QUERY = 4096;
    private static final int LONGEST_VALUE = 200;
    private static final List<String> CLICK_IDS = List.of("gclid", "gbraid", "wbraid", "dclid", "fbclid", "msclkid", "ttclid",
            "twclid", "li_fat_id", "yclid");
    private static final Map<String, String> CAMPAIGN = campaignNames();

    private final Set<String> allowed;

    @Inject
    QueryRules(Settings settings) {
        allowed = Set.copyOf(settings.get(Keys.QUERY_PARAMETERS));
    }

    /** The campaign in this query string, or {@code null}. */
    Campaign campaign(String query) {
        if (query == null || query.length() > LONGEST_QUERY) {
            return null;
        }
        var found = new HashMap<String, String>();
        String clickIdName = null;
        for (var pair : query.split("&")) {
            var name = name(pair);
            if (CAMPAIGN.containsKey(name)) {
                found.putIfAbsent(CAMPAIGN.get(name), value(pair));
            } else if (CLICK_IDS.contains(name) && clickIdName == null) {
                clickIdName = name;
                found.put("clickId", value(pair));
            }
        }
        found.values().removeIf(String::isBlank);
        return found.isEmpty() ? null : new Campaign(found.get("source"), found.get("medium"), found.get("name"),
                found.get("term"), found.get("content"), found.get("id"),
                found.containsKey("clickId") ? clickIdName : null, found.get("clickId"));
    }

    /** The allowed parameters as they were sent, or {@code null} if there are none. */
    String allowed(String query) {
        if (query == null || allowed.isEmpty() || query.length() > LONGEST_QUERY) {
            return null;
        }
        var kept = new StringBuilder();
        for (var pair : query.split("&")) {
            if (allowed.contains(name(pair))) {
                kept.append(kept.isEmpty() ? "" : "&").append(pair);
            }
        }
        return kept.isEmpty() ? null : kept.toString();
    }

    private static String name(String pair) {
        var equals = pair.indexOf('=');
        return equals < 0 ? pair : pair.substring(0, equals);
    }

    private static String value(String pair) {
        var text = pair.substring(Math.min(pair.length(), pair.indexOf('=') < 0 ? pair.length() : pair.indexOf('=') + 1));
        try {
            var value = URLDecoder.decode(text, StandardCharsets.UTF_8).strip();
            return value.length() > LONGEST_VALUE ? value.substring(0, LONGEST_VALUE) : value;
        } catch (IllegalArgumentException malformed) {
            return "";
        }
    }

    private static Map<String, String> campaignNames() {
        var names = new HashMap<String, String>();
        for (var prefix : List.of("utm_", "mtm_", "pk_", "piwik_")) {
            names.put(prefix + "source", "source");
            names.put(prefix + "medium", "medium");
            names.put(prefix + "campaign", "name");
            names.put(prefix + "term", "term");
            names.put(prefix + "kwd", "term");
            names.put(prefix + "keyword", "term");
            names.put(prefix + "content", "content");
            names.put(prefix + "id", "id");
            names.put(prefix + "cid", "id");
        }
        return Map.copyOf(names);
    }
}
