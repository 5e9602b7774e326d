// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.store;

import dev.sidetrack.Campaign;
import dev.sidetrack.Texts;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** The kind of place that a visit came from, by its campaign or else by the host that it came from. */
enum Channel {
    DIRECT,
    SEARCH,
    SOCIAL,
    MAIL,
    PAID,
    REFERRAL,
    AI;

    private static final Pattern PAID_MEDIUM =
            Pattern.compile("(.*cp.*|ppc|retargeting|paid.*|display|banner|expandable|interstitial)");
    private static final Pattern MAIL_MEDIUM = Pattern.compile("e?-?mail|newsletter");
    private static final Pattern SOCIAL_MEDIUM = Pattern.compile("social.*|sm");
    /** Search engines that have a domain in many countries, such as google.de and www.google.co.uk. */
    private static final Pattern SEARCH_HOST =
            Pattern.compile("(.*[.])?(google|bing|yahoo|yandex|baidu|duckduckgo|ecosia|qwant|startpage|ask|naver|seznam"
                    + "|sogou|mojeek|swisscows|kagi|search[.]brave)[.][a-z.]{2,6}");

    private static final Pattern SOCIAL_HOST = Pattern.compile(
            "(.*[.])?(facebook|instagram|twitter|linkedin|pinterest|reddit|tiktok|youtube|vk|xing|tumblr"
                    + "|quora|threads|bsky|mastodon|weibo|snapchat|whatsapp|telegram|ycombinator|lemmy)[.][a-z.]{2,6}");
    private static final Set<String> SOCIAL_HOSTS = Set.of(
            "t.co",
            "x.com",
            "lnkd.in",
            "t.me",
            "fb.me",
            "youtu.be",
            "redd.it",
            "mastodon.social",
            "lm.facebook.com",
            "l.facebook.com");
    private static final Pattern MAIL_HOST =
            Pattern.compile("(web)?mail[0-9]*[.].*|outlook[.]live[.]com|.*[.]mail[.]yahoo[.]com|mail[.]google[.]com"
                    + "|com[.]google[.]android[.]gm");
    private static final Pattern AI_HOST =
            Pattern.compile("(.*[.])?(chatgpt[.]com|chat[.]openai[.]com|perplexity[.]ai|claude[.]ai"
                    + "|gemini[.]google[.]com|copilot[.]microsoft[.]com|you[.]com|phind[.]com|poe[.]com"
                    + "|deepseek[.]com|mistral[.]ai|grok[.]com|meta[.]ai)");
    private static final Set<String> AI_SOURCES =
            Set.of("chatgpt", "openai", "perplexity", "claude", "gemini", "copilot");

    String key() {
        return Texts.lowerCase(this);
    }

    /** The channel of a visit with this campaign and from this host; either may be {@code null}. */
    static Channel of(Campaign campaign, String host) {
        var medium = campaign == null ? "" : text(campaign.medium());
        var source = campaign == null ? "" : text(campaign.source());
        if (PAID_MEDIUM.matcher(medium).matches()
                || campaign != null && campaign.clickId() != null && !"fbclid".equals(campaign.clickIdName())) {
            return PAID;
        }
        if (MAIL_MEDIUM.matcher(medium).matches() || MAIL_MEDIUM.matcher(source).matches()) {
            return MAIL;
        }
        if (SOCIAL_MEDIUM.matcher(medium).matches()) {
            return SOCIAL;
        }
        if (AI_SOURCES.contains(source) || AI_HOST.matcher(source).matches()) {
            return AI;
        }
        return host == null ? ofSource(source) : ofHost(host);
    }

    private static Channel ofSource(String source) {
        if (source.isEmpty()) {
            return DIRECT;
        }
        var asHost = source.indexOf('.') < 0 ? source + ".com" : source;
        return ofHost(asHost);
    }

    private static Channel ofHost(String host) {
        if (AI_HOST.matcher(host).matches()) {
            return AI;
        }
        if (MAIL_HOST.matcher(host).matches()) {
            return MAIL;
        }
        if (SOCIAL_HOSTS.contains(host) || SOCIAL_HOST.matcher(host).matches()) {
            return SOCIAL;
        }
        return SEARCH_HOST.matcher(host).matches() ? SEARCH : REFERRAL;
    }

    private static String text(String text) {
        return text == null ? "" : text.toLowerCase(Locale.ROOT);
    }
}
