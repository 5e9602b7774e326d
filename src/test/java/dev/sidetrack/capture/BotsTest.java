// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.capture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sidetrack.config.SettingsOf;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class BotsTest {

    private static final Bots BOTS = new Bots(SettingsOf.nothing());
    private static final Bots EVERY_KIND = new Bots(
            SettingsOf.one(
                    "sidetrack.bot-kinds",
                    "search-engine, seo, monitoring, scanner, "
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
        assertThat(new Bots(SettingsOf.one("sidetrack.bot-kinds", kind)).isBot(agent))
                .isTrue();
        assertThat(new Bots(SettingsOf.one("sidetrack.exclude-bots", "false")).isBot(agent))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "curl/8.5.0",
                "Wget/1.21.4",
                "python-requests/2.32.3",
                "Go-http-client/2.0",
                "okhttp/4.12.0",
                "axios/1.7.2",
                "Apache-HttpClient/5.3 (Java/17)",
                "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) HeadlessChrome/126.0.0.0 Safari/537.36"
            })
    void isBot_programOfSomebodys_isLeftOutOnlyWhenConfigured(String agent) {
        assertThat(BOTS.isBot(agent)).isFalse();
        assertThat(EVERY_KIND.isBot(agent)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
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
                "Mozilla/5.0 (Linux; Android 15; CPH2557 Build/AP3A.240617.008; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/142.0 Mobile Safari/537.36",
                "Mozilla/5.0 (Linux; Android 16; Pixel 10 Build/CP1A; wv) AppleWebKit/537.36 Version/4.0 Chrome/146.0 Mobile Safari/537.36 [FB_IAB/FB4A] MetaIAB Facebook",
                "Mozilla/5.0 (Linux; Android 7.1.2; G011A; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/66.0 Mobile Safari/537.36 Viber/11.9.5.8",
                "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Slack/4.4.2 Chrome/78.0 Electron/7.2.1 Safari/537.36 Sonic Slack_SSB/4.4.2",
                "Mozilla/5.0 (iPhone; CPU iPhone OS 16_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 SogouMobileBrowser/12.0",
                "Mozilla/5.0 (Linux; Android 5.0.2; HTC Butterfly s Build/LRX22G) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/70.0 Mobile Safari/537.36",
                "Mozilla/5.0 (Linux; Android 9; Fever Tab 10 Build/PPR1) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/99.0 Safari/537.36",
                "Mozilla/5.0 (Linux; Android 9; CUBOT) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Mobile Safari/537.36",
                "Mozilla/5.0 (Linux; Android 9; CUBOT NOTE 20) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Mobile Safari/537.36",
                "Mozilla/5.0 (iPhone; CPU iPhone OS 17_4 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 [Pinterest/iOS]",
                "Mozilla/5.0 (Windows NT 10.0; WOW64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/78.0.3904.108 Safari/537.36 SE 2.X MetaSr 1.0",
                "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) Notion/4.8.0 Chrome/134.0 Electron/35.1 Safari/537.36",
                "Mozilla/5.0 (Linux; Android 14; Pixel 8; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/137.0 Mobile Safari/537.36 WhatsApp/2.25.17.82",
                "Mozilla/5.0 (Linux; Android 14; Pixel 8; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/137.0 Mobile Safari/537.36 Mastodon",
                "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 Bluesky/1.104",
                "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/22F76 Barcelona 385.0.0.30.93 (iPhone16,1; iOS 18_5; IABMV/1)",
                "Mozilla/5.0 (Phone; OpenHarmony 5.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/114.0.0.0 Safari/537.36 ArkWeb/4.1.6.1 Mobile HuaweiBrowser/5.1.2.303",
                "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1 ChatGPT/1.2025.168",
                "Amazon CloudFront",
                "Lynx/2.9.0 libwww-FM/2.14 SSL-MM/1.4.1",
                "ShopApp/3.1 (Android 14)"
            })
    void isBot_ordinaryBrowser_isNone(String agent) {
        assertThat(BOTS.isBot(agent)).isFalse();
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", " ", "-", "null", "undefined"})
    void isBot_noUserAgent_isOne(String agent) {
        assertThat(BOTS.isBot(agent)).isTrue();
        assertThat(new Bots(SettingsOf.one("sidetrack.exclude-bots", "false")).isBot(agent))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ELB-HealthChecker/2.0",
                "kube-probe/1.29",
                "GoogleHC/1.0",
                "Mozilla/5.0 (compatible; GoogleHC/1.0; +http://goo.gl/x)",
                "Amazon-Route53-Health-Check-Service (ref 1; report http://amzn.to/1vsZADi)",
                "Prometheus/2.45.0",
                "Blackbox Exporter/0.24.0",
                "Blackbox-Exporter/0.19",
                "Consul Health Check",
                "Azure Traffic Manager Endpoint Monitor",
                "Edge Health Probe",
                "Envoy/HC",
                "AlwaysOn",
                "Load Balancer Agent",
                "Azure-Load-Balancer-Health",
                "F5 Health Monitor",
                "Fastly-Health",
                "Consul/1.16",
                "K-Network-Probe",
                "BigIP/HM"
            })
    void isBot_probeOfANode_isAHealthCheck(String agent) {
        assertThat(BOTS.isBot(agent)).isTrue();
        assertThat(new Bots(SettingsOf.one("sidetrack.bot-kinds", "health-check")).isBot(agent))
                .isTrue();
        assertThat(new Bots(SettingsOf.one("sidetrack.bot-kinds", "archiver")).isBot(agent))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "k6/0.49.0 (https://k6.io/)",
                "NewRelicPinger/1.0 (1234)",
                "hey/0.0.1",
                "oha/1.4.5",
                "Locust/2.2",
                "Gatus/1.0",
                "Mozilla/5.0 (compatible; GrokBot/1.0; +https://x.ai/bot)",
                "Mozilla/5.0 (Macintosh) AppleWebKit/537.36 Chrome/132.0 Safari/537.36; Manus-User/1.0",
                "Mozilla/5.0 (compatible; Bluesky Cardyb/1.1; +mailto:support@bsky.app)",
                "Viber",
                "Fever/1.38 (Feed Parser; http://feedafever.com; Allow like Gecko)",
                "Mozilla/5.0 (compatible; Butterfly/1.0; +http://labs.topsy.com/butterfly/) Gecko/2009032608",
                "008/0.83 (http://www.advancedwebranking.com)",
                "Mozilla/5.0 (compatible; Sonic/1.0; http://www.yama.info.waseda.ac.jp/~crawler/info.html)",
                "Sogou web spider/4.0",
                "vegeta 12.8",
                "wrk/4.1.0",
                "grafana-synthetic-monitoring-agent",
                "Kimi-User/1.0",
                "Google-Agent",
                "Microsoft-URLPreview",
                "kakaotalk-scrap/1.0",
                "Misskey/13.0",
                "NetNewsWire (RSS Reader; https://netnewswire.com/)",
                "Nuclei - Open-source project (github.com/projectdiscovery/nuclei)",
                "bedrockbot_0a1b2c3d-1b2c",
                "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/119 Safari/537.36 AmazonBuyForMe",
                "Google-CloudVertexBot",
                "Webzio-Extended",
                "LAIONDownloader",
                "opencode/1.0",
                "iTMS",
                "WhatsApp/2.25.17.82 A",
                "http.rb/5.1.1 (Mastodon/4.1.2; +https://mastodon.example/)",
                "Notion/1.0 (https://notion.so; team@makenotion.com)",
                "Cronitor/4.0",
                "Elastic-Heartbeat/8.11.0 (linux; amd64; abc)",
                "OpenStatus/1.0",
                "SomeNewBot/1.0",
                "SomeNewBot 1.0",
                "SomeNewBot"
            })
    void isBot_robotThatTheImportedListLacks_isOne(String agent) {
        assertThat(BOTS.isBot(agent)).isTrue();
    }

    /**
     * Of the kinds that are not left out by default, those that only crawl or test; rows of the lists and their
     * siblings.
     */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "newspaper/0.2.8",
                "Mozilla/4.5 (compatible; HTTrack 3.0x; Windows 98)",
                "colly - https://github.com/gocolly/colly",
                "phpcrawl",
                "larbin_2.6.2 (larbin@correa.org)",
                "Download Ninja/4.0",
                "Mechanize/2.9.1 Ruby/3.1.2 (http://github.com/sparklemotion/mechanize/)",
                "WWW-Mechanize/2.17",
                "2Bone_LinkChkr/1.0 libwww-perl/6.03",
                "lwp-trivial/1.35",
                "LWP::Simple/6.67 libwww-perl/6.67",
                "http_get",
                "httpunit/1.x",
                "ALittle Client",
                "BTWebClient/180B(9704)",
                "opencode-smartfetch/1.0",
                "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/107.0 Safari/537.36 Ghost Inspector (63c8)",
                "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/602.1 (KHTML, like Gecko) splash Version/10.0 Safari/602.1",
                "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/125.0 Safari/537.36 TestLocally/1.0",
                "Python-urllib/3.12",
                "Xenu Link Sleuth/1.3.8",
                "SiteSucker/3.2.5",
                "Wpull/2.0.1 (gzip)",
                "Teleport Pro/1.29"
            })
    void isBot_libraryThatOnlyCrawls_isOneByDefault(String agent) {
        assertThat(BOTS.isBot(agent)).isTrue();
    }

    /** Those look alike: apps of newspapers, and what shops' apps are written with. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "MyNewspaper/3.1 (iPhone; iOS 18.5)",
                "Mozilla/5.0 (Linux; Android 14; SM-A546B; wv) AppleWebKit/537.36 Version/4.0 Chrome/126.0 Mobile Safari/537.36 newspaper/5.2",
                "Mozilla/5.0 (Linux; Android 9; Splash Tab Build/PPR1) AppleWebKit/537.36 Chrome/99.0 Safari/537.36",
                "AHC/2.1",
                "Jersey/2.25.1 (HttpUrlConnection 1.8.0_141)",
                "Java-http-client/17.0.9",
                "Salesforce.com"
            })
    void isBot_whatLooksLikeALibraryThatCrawls_isNone(String agent) {
        assertThat(BOTS.isBot(agent)).isFalse();
    }

    /** Web Bot Auth (draft-meunier-web-bot-auth-architecture): ChatGPT's agent has Chrome's user agent. */
    @Test
    void isBot_agentThatSignsItsRequests_isAnAiCrawler() {
        var agent = new FakeRequest("/shop").header("Signature-Agent", "\"https://chatgpt.com\"");
        assertThat(isBot(BOTS, agent)).isTrue();
        assertThat(isBot(BOTS, new FakeRequest("/shop"))).isFalse();
        assertThat(isBot(new Bots(SettingsOf.one("sidetrack.bot-kinds", "monitoring")), agent))
                .isFalse();
        assertThat(isBot(new Bots(SettingsOf.one("sidetrack.exclude-bots", "false")), agent))
                .isFalse();
    }

    @Test
    void isBot_browsersOfRealLists_dropsNoneOfTenThousand() throws IOException {
        var browsers = agents("browsers.txt.gz");
        assertThat(browsers).hasSizeGreaterThan(1_000);
        assertThat(browsers.stream().filter(BOTS::isBot)).isEmpty();
    }

    @Test
    void isBot_crawlersThatTheListsAgreeOn_findsNearlyAllByDefaultAndAllOfEveryKind() throws IOException {
        var crawlers = agents("crawlers.txt.gz");
        assertThat(crawlers).hasSize(2_109);
        assertThat(crawlers.stream().filter(BOTS::isBot).count()).isGreaterThanOrEqualTo(crawlers.size() * 97L / 100);
        assertThat(crawlers.stream().filter(agent -> !EVERY_KIND.isBot(agent))).isEmpty();
    }

    @Test
    void droppedExpressions_areAllInTheImportedList() throws IOException {
        var imported = lines("bots.txt").map(line -> line.split("\t")[1]).toList();
        assertThat(imported)
                .containsAll(lines("bots-dropped.txt")
                        .map(line -> line.split("\t")[0])
                        .toList());
    }

    /** A flood of made-up agents, each once, must not push out who comes again. */
    @Test
    void knownAgents_afterAFlood_stillKnowWhoCameAgain() {
        var known = new KnownAgents();
        for (var honest = 0; honest < 100; honest++) {
            known.put("browser " + honest, false);
            assertThat(known.get("browser " + honest)).isFalse();
        }
        for (var i = 0; i < 50_000; i++) {
            assertThat(known.get("made up " + i)).isNull();
            known.put("made up " + i, false);
        }
        assertThat(known.get("made up 1")).isNull();
        for (var honest = 0; honest < 100; honest++) {
            assertThat(known.get("browser " + honest)).isFalse();
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = ';', textBlock = """
            abc\\/     ; abc/       ; x abc/1         ; abc
            [wW]get      ; get        ; Wget, wget      ; forget
            ^Seekbot     ; seekbot    ; Seekbot/1       ; x Seekbot
            Labs$        ; labs       ; SSL Labs        ; Labs 1
            a(b|c)de     ; de         ; abde, acde      ; ade
            ab+c         ; a          ; abbc            ; ac
            Bot[^-]      ; bot        ; Bot/            ; Bot-
            """)
    void rule_ofAnExpression_needsItsLongestWord(String expression, String word, String hits, String misses) {
        var rule = BotRule.of(expression, false).get(0);
        assertThat(rule.word()).isEqualTo(word);
        var words = new WordMatcher(List.of(rule.word()));
        for (var agent : hits.split(", ")) {
            assertThat(words.anyMatch(agent, agent.length(), (found, end) -> rule.matches(agent, end)))
                    .isTrue();
        }
        assertThat(words.anyMatch(misses, misses.length(), (found, end) -> rule.matches(misses, end)))
                .isFalse();
    }

    /** Words within words, and ends of words that begin others. */
    @Property
    void words_anyTextOfFewLetters_findsWhatContainsFinds(@ForAll @CharRange(from = 'a', to = 'c') String text) {
        var all = List.of("a", "ab", "bab", "bc", "bca", "c", "caa", "abcabc");
        var words = new WordMatcher(all);
        var found = new TreeSet<String>();
        words.anyMatch(text.toUpperCase(Locale.ROOT), text.length(), (word, end) -> {
            assertThat(text.substring(0, end)).endsWith(all.get(word));
            found.add(all.get(word));
            return false;
        });
        assertThat(found)
                .containsExactlyElementsOf(
                        new TreeSet<>(all.stream().filter(text::contains).toList()));
    }

    private static List<String> agents(String file) throws IOException {
        try (var lines = new BufferedReader(new InputStreamReader(
                new GZIPInputStream(BotsTest.class.getResourceAsStream("agents/" + file)), StandardCharsets.UTF_8))) {
            return lines.lines().toList();
        }
    }

    private static Stream<String> lines(String file) throws IOException {
        return new String(Bots.class.getResourceAsStream(file).readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .filter(line -> !line.startsWith("#"));
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
        assertThat(exclusion(rules(Map.of()), request)).isEqualTo(reason);
        // Nobody sees what is asked for ahead of time, whether bots count or not.
        assertThat(exclusion(rules(Map.of("sidetrack.exclude-bots", "false")), request))
                .isEqualTo("bot".equals(reason) ? null : reason);
    }

    @Property(tries = 100)
    void isBot_anyUserAgent_isSaid(@ForAll String agent) {
        assertThat(BOTS.isBot(agent)).isEqualTo(BOTS.isBot(agent));
    }

    private static boolean isBot(Bots bots, FakeRequest request) {
        return bots.isBot(request.http.getHeader("User-Agent"), request.http);
    }

    private static String exclusion(PageRules rules, FakeRequest request) {
        return rules.exclusion(request.http, PageRules.path(request.http), request.http.getHeader("User-Agent"));
    }

    private static PageRules rules(Map<String, String> keys) {
        var settings = SettingsOf.map(keys);
        return new PageRules(settings, new Bots(settings));
    }
}
