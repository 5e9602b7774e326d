// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.capture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sidetrack.config.SettingsOf;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BotsTest {

    private static final Bots BOTS = new Bots(SettingsOf.nothing());
    private static final Bots EVERY_KIND = new Bots(SettingsOf.one("sidetrack.bot-kinds", "search-engine, seo, monitoring, scanner, "
            + "advertising, social-preview, feed-reader, ai-crawler, archiver, academic, http-library, browser-automation"));

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', textBlock = """
            search-engine  | Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)
            search-engine  | Mozilla/5.0 (compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm)
            search-engine  | Mozilla/5.0 (compatible; YandexBot/3.0; +http://yandex.com/bots)
            search-engine  | DuckDuckBot/1.1; (+http://duckduckgo.com/duckduckbot.html)
            seo            | Mozilla/5.0 (compatible; AhrefsBot/7.0; +http://ahrefs.com/robot/)
            seo            | Mozilla/5.0 (compatible; SemrushBot/7~bl; +http://www.semrush.com/bot.html)
            monitoring     | Mozilla/5.0+(compatible; UptimeRobot/2.0; http://www.uptimerobot.com/)
            monitoring     | Pingdom.com_bot_version_1.4_(http://www.pingdom.com/)
            scanner        | Mozilla/5.0 (compatible; CensysInspect/1.1; +https://about.censys.io/)
            advertising    | AdsBot-Google (+http://www.google.com/adsbot.html)
            social-preview | facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)
            social-preview | Twitterbot/1.0
            social-preview | Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)
            feed-reader    | Feedly/1.0 (+http://www.feedly.com/fetcher.html; 1 subscribers)
            ai-crawler     | Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; GPTBot/1.2; +https://openai.com/gptbot)
            ai-crawler     | Mozilla/5.0 (compatible; ClaudeBot/1.0; +claudebot@anthropic.com)
            archiver       | Mozilla/5.0 (compatible; archive.org_bot +http://archive.org/details/archive.org_bot)
            """)
    void isBot_oneOfEachKind_isLeftOutUnlessItsKindIsNot(String kind, String agent) {
        assertThat(BOTS.isBot(agent)).isTrue();
        assertThat(new Bots(SettingsOf.one("sidetrack.bot-kinds", kind)).isBot(agent)).isTrue();
        assertThat(new Bots(SettingsOf.one("sidetrack.exclude-bots", "false")).isBot(agent)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"curl/8.5.0", "Wget/1.21.4", "python-requests/2.32.3", "Go-http-client/2.0", "okhttp/4.12.0", "axios/1.7.2",
            "Apache-HttpClient/5.3 (Java/17)",
            "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) HeadlessChrome/126.0.0.0 Safari/537.36"})
    void isBot_programOfSomebodys_isLeftOutOnlyWhenConfigured(String agent) {
        assertThat(BOTS.isBot(agent)).isFalse();
        assertThat(EVERY_KIND.isBot(agent)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36",
        "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36 Edg/126.0.0.0",
        "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:127.0) Gecko/20100101 Firefox/127.0",
        "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Safari/605.1.15",
        "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1",
        "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) CriOS/126.0 Mobile/15E148 Safari/604.1",
        "Mozilla/5.0 (Linux; Android 14; SM-S918B) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/25.0 Chrome/121.0.0.0 Mobile Safari/537.36",
        "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Mobile Safari/537.36 OPR/83.0",
        "Mozilla/5.0 (X11; Ubuntu; Linux x86_64; rv:127.0) Gecko/20100101 Firefox/127.0",
        "Mozilla/5.0 (Linux; Android 9; CUBOT_X19) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Mobile Safari/537.36",
        "Mozilla/5.0 (Linux; Android 14; Pixel 8; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/126.0.0.0 Mobile Safari/537.36",
        "Mozilla/5.0 (Windows NT 6.1; WOW64; Trident/7.0; rv:11.0) like Gecko",
        "Opera/9.80 (J2ME/MIDP; Opera Mini/9.80) Presto/2.12.423 Version/12.16",
        "Lynx/2.9.0 libwww-FM/2.14 SSL-MM/1.4.1", "ShopApp/3.1 (Android 14)", ""})
    void isBot_ordinaryBrowser_isNone(String agent) {
        assertThat(BOTS.isBot(agent)).isFalse();
    }

    @Test
    void isBot_noUserAgent_isNone() {
        assertThat(BOTS.isBot(null)).isFalse();
    }

    @Test
    void isBot_askedAgain_isTheSame() {
        for (var i = 0; i < 3; i++) {
            assertThat(BOTS.isBot("Mozilla/5.0 (compatible; Googlebot/2.1)")).isTrue();
            assertThat(BOTS.isBot("Mozilla/5.0 (X11)")).isFalse();
        }
    }

    @Test
    void isBot_nameBehindTheFirst512Characters_isNotLookedFor() {
        assertThat(BOTS.isBot("x".repeat(505) + "Googlebot/2.1")).isFalse();
        assertThat(BOTS.isBot("Googlebot/2.1" + "x".repeat(100_000))).isTrue();
    }

    @ParameterizedTest(name = "{0}: {1}: {2}")
    @CsvSource({
        "Sec-Purpose, prefetch,           prefetch",
        "Sec-Purpose, prefetch;prerender, prefetch",
        "Purpose,     prefetch,           prefetch",
        "Purpose,     preview,            prefetch",
        "X-Moz,       prefetch,           prefetch",
        "Sec-Purpose, navigate,           ",
        "Purpose,     '',                 ",
        "User-Agent,  Googlebot/2.1,      bot",
    })
    void exclusion_pageThatNobodyLooksAt_isLeftOutByReason(String header, String value, String reason) {
        var request = new FakeRequest("/shop/products").header(header, value);
        assertThat(rules(Map.of()).exclusion(request.http)).isEqualTo(reason);
        assertThat(rules(Map.of("sidetrack.exclude-bots", "false")).exclusion(request.http)).isNull();
    }

    @Property(tries = 100)
    void isBot_anyUserAgent_isSaid(@ForAll String agent) {
        assertThat(BOTS.isBot(agent)).isEqualTo(BOTS.isBot(agent));
    }

    private static PageRules rules(Map<String, String> keys) {
        var settings = SettingsOf.map(keys);
        return new PageRules(settings, new Bots(settings));
    }
}
