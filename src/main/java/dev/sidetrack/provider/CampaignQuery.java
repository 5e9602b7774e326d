// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.provider;

import dev.sidetrack.Campaign;
import dev.sidetrack.Hit;
import dev.sidetrack.Texts;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A hit's campaign as query parameters, for providers that read it from an address: {@code utm_source}, {@code gclid}.
 */
final class CampaignQuery {

    private CampaignQuery() {}

    /** The parameters by name, not encoded; none without a campaign. */
    static Map<String, String> parameters(Hit hit) {
        var parameters = new LinkedHashMap<String, String>();
        if (hit.campaign() != null) {
            add(parameters, hit.campaign());
            parameters.values().removeIf(value -> value == null || value.isEmpty());
        }
        return parameters;
    }

    /** The parameters as a query string, or {@code null} without a campaign. */
    static String of(Hit hit) {
        return of(parameters(hit));
    }

    private static String of(Map<String, String> parameters) {
        return parameters.isEmpty()
                ? null
                : parameters.entrySet().stream().map(CampaignQuery::encoded).collect(Collectors.joining("&"));
    }

    /** The hit's URL or path with these parameters appended; {@code null} stays {@code null}. */
    static String appendedTo(String url, Hit hit) {
        return appended(url, of(hit));
    }

    /**
     * The URL or path with these parameters appended, in at most this many bytes. To keep the campaign, the page's own
     * part is cut first, down to half of the bytes; then parameters are left out that do not fit, since half a click id
     * would be useless.
     */
    static String appendedTo(String url, Map<String, String> parameters, int most) {
        var query = of(parameters);
        var whole = Texts.cutUrlBytes(url, query == null ? most : Math.max(most / 2, most - 1 - query.length()));
        for (var parameter : parameters.entrySet()) {
            var longer = appended(whole, encoded(parameter));
            whole = longer == null || longer.getBytes(StandardCharsets.UTF_8).length > most ? whole : longer;
        }
        return whole;
    }

    private static String appended(String url, String query) {
        return url == null || query == null ? url : url + (url.indexOf('?') < 0 ? '?' : '&') + query;
    }

    private static void add(Map<String, String> parameters, Campaign campaign) {
        parameters.put("utm_source", campaign.source());
        parameters.put("utm_medium", campaign.medium());
        parameters.put("utm_campaign", campaign.name());
        parameters.put("utm_term", campaign.term());
        parameters.put("utm_content", campaign.content());
        parameters.put("utm_id", campaign.id());
        parameters.put("utm_source_platform", campaign.sourcePlatform());
        parameters.put("utm_creative_format", campaign.creativeFormat());
        parameters.put("utm_marketing_tactic", campaign.marketingTactic());
        if (campaign.clickIdName() != null && !campaign.clickIdName().isEmpty()) {
            parameters.putIfAbsent(campaign.clickIdName(), campaign.clickId());
        }
    }

    private static String encoded(Map.Entry<String, String> parameter) {
        return encoded(parameter.getKey()) + '=' + encoded(parameter.getValue());
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
