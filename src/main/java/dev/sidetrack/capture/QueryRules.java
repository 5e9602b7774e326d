// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.capture;

import dev.sidetrack.Campaign;
import dev.sidetrack.Texts;
import dev.sidetrack.config.Keys;
import dev.sidetrack.config.Settings;
import dev.sidetrack.config.Shared;
import jakarta.inject.Inject;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Extracts from a query string what hits may carry: the campaign and the parameters in
 * {@code sidetrack.query-parameters}.
 */
@Shared
class QueryRules {

    private static final String[] ESCAPED = {"amp;", "amp%3B"};
    private static final Pattern LONE_PERCENT = Pattern.compile("%(?![0-9A-Fa-f]{2})");
    private static final int LONGEST_QUERY = 4096;
    static final int LONGEST_VALUE = 200;
    private static final int LONGEST_CLICK_ID = 1_000;
    /** Identifies the campaign rather than the click, and accompanies a real click id. */
    private static final String LAST_RESORT = "gad_campaignid";
    /**
     * The click ids of Google, Meta, Microsoft, TikTok, X, LinkedIn, Yandex, Snapchat, Pinterest, Reddit, Quora,
     * impact.com, Taboola, Outbrain and Nextdoor, by their names in lower case.
     */
    private static final Map<String, String> CLICK_IDS = Stream.of(
                    "gclid",
                    "gbraid",
                    "wbraid",
                    "dclid",
                    LAST_RESORT,
                    "fbclid",
                    "msclkid",
                    "ttclid",
                    "twclid",
                    "li_fat_id",
                    "yclid",
                    "ScCid",
                    "epik",
                    "rdt_cid",
                    "qclid",
                    "irclid",
                    "irclickid",
                    "tblci",
                    "dicbo",
                    "ndclid")
            .collect(Collectors.toUnmodifiableMap(name -> name.toLowerCase(Locale.ROOT), Function.identity()));

    private static final Map<String, BiConsumer<Campaign.Builder, String>> CAMPAIGN = campaignNames();

    private final Set<String> allowed;

    @Inject
    QueryRules(Settings settings) {
        allowed = Set.copyOf(settings.get(Keys.QUERY_PARAMETERS));
    }

    /**
     * The campaign in this query string, or {@code null}; for each parameter, and for the click ids, the first that is
     * not empty.
     */
    Campaign campaign(String query) {
        if (query == null) {
            return null;
        }
        var campaign = Campaign.builder();
        var said = new HashSet<Object>();
        String clickIdName = null;
        for (var raw : query.split("&")) {
            var pair = bare(raw);
            var name = Texts.trimmed(decoded(name(pair))).toLowerCase(Locale.ROOT);
            var field = CAMPAIGN.get(name);
            var clickId = CLICK_IDS.get(name);
            if (field != null) {
                var value = Texts.cutWords(value(pair), LONGEST_VALUE);
                if (!value.isEmpty() && said.add(field)) {
                    field.accept(campaign, value);
                }
            } else if (clickId != null && (clickIdName == null || clickIdName.equals(LAST_RESORT))) {
                var value = value(pair);
                // Cut, or wrongly encoded, it would be useless.
                if (!value.isEmpty()
                        && value.length() <= LONGEST_CLICK_ID
                        && !LONE_PERCENT.matcher(pair).find()) {
                    clickIdName = clickId;
                    campaign.clickId(clickId, value);
                }
            }
        }
        return campaign.buildOrNull();
    }

    /** The allowed parameters as they were sent, or {@code null} if there are none. */
    String allowed(String query) {
        if (query == null || allowed.isEmpty()) {
            return null;
        }
        var kept = new StringBuilder();
        for (var raw : query.split("&")) {
            var pair = bare(raw);
            if (allowed.contains(name(pair)) && kept.length() + pair.length() < LONGEST_QUERY) {
                kept.append(kept.isEmpty() ? "" : "&").append(pair);
            }
        }
        return kept.isEmpty() ? null : kept.toString();
    }

    /**
     * The pair as it was meant, also in links that were escaped as HTML, once or more often
     * ({@code &amp;utm_medium=email}), or whose query begins twice ({@code ??utm_source=a}).
     */
    private static String bare(String pair) {
        var start = 0;
        for (var end = behindSign(pair, 0); end > start; end = behindSign(pair, start)) {
            start = end;
        }
        return pair.substring(start);
    }

    private static int behindSign(String pair, int start) {
        for (var escaped : ESCAPED) {
            if (pair.regionMatches(true, start, escaped, 0, escaped.length())) {
                return start + escaped.length();
            }
        }
        return pair.startsWith("?", start) ? start + 1 : start;
    }

    private static String name(String pair) {
        var equals = pair.indexOf('=');
        return equals < 0 ? pair : pair.substring(0, equals);
    }

    private static String value(String pair) {
        var equals = pair.indexOf('=');
        return equals < 0 ? "" : Texts.trimmed(decoded(RequestText.utf8(pair.substring(equals + 1))));
    }

    /** Decodes as in the URL Standard (section 1.3): a percent sign that begins no escape stands for itself. */
    private static String decoded(String text) {
        if (text.indexOf('%') < 0 && text.indexOf('+') < 0) {
            return text;
        }
        return URLDecoder.decode(LONE_PERCENT.matcher(text).replaceAll("%25"), StandardCharsets.UTF_8);
    }

    private static Map<String, BiConsumer<Campaign.Builder, String>> campaignNames() {
        var names = new HashMap<String, BiConsumer<Campaign.Builder, String>>();
        BiConsumer<Campaign.Builder, String> source = Campaign.Builder::source;
        BiConsumer<Campaign.Builder, String> medium = Campaign.Builder::medium;
        BiConsumer<Campaign.Builder, String> name = Campaign.Builder::name;
        BiConsumer<Campaign.Builder, String> term = Campaign.Builder::term;
        BiConsumer<Campaign.Builder, String> content = Campaign.Builder::content;
        BiConsumer<Campaign.Builder, String> id = Campaign.Builder::id;
        for (var prefix : List.of("utm_", "mtm_", "matomo_", "pk_", "piwik_")) {
            names.put(prefix + "source", source);
            names.put(prefix + "medium", medium);
            names.put(prefix + "campaign", name);
            names.put(prefix + "term", term);
            names.put(prefix + "kwd", term);
            names.put(prefix + "keyword", term);
            names.put(prefix + "content", content);
            names.put(prefix + "id", id);
            names.put(prefix + "cid", id);
        }
        names.put("pk_cpn", name);
        names.put("utm_source_platform", Campaign.Builder::sourcePlatform);
        names.put("utm_creative_format", Campaign.Builder::creativeFormat);
        names.put("utm_marketing_tactic", Campaign.Builder::marketingTactic);
        return Map.copyOf(names);
    }
}
