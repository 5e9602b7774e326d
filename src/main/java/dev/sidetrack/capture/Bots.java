// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.capture;

import dev.sidetrack.config.BotKind;
import dev.sidetrack.config.Key;
import dev.sidetrack.config.Keys;
import dev.sidetrack.config.Settings;
import dev.sidetrack.config.Shared;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Distinguishes programs from people by the user agent. The list ({@code bots.txt}) comes from the well-maintained npm
 * package {@code crawler-user-agents} and is updated by {@code src/bots/update.sh}. Two lists of our own remove
 * expressions that match people's browsers ({@code bots-dropped.txt}) and add missing ones ({@code bots-added.txt}).
 */
@Shared
class Bots {

    private static final int LONGEST_USER_AGENT = 512;
    /** User agents of clients that do not identify themselves, and never of browsers. */
    private static final Set<String> NO_AGENTS = Set.of("-", "null", "(null)", "undefined", "none");

    private static final int LONGEST_OF_NONE = 12;

    private final boolean excluded;
    private final boolean excludesAgents;
    private final WordMatcher words;
    private final List<List<BotRule>> rules;
    private final KnownAgents known = new KnownAgents();

    @Inject
    Bots(Settings settings) {
        excluded = settings.get(Keys.BOTS_EXCLUDED);
        excludesAgents = settings.get(Keys.BOT_KINDS).contains(BotKind.AI_CRAWLER);
        var byWord = excluded ? rules(settings.get(Keys.BOT_KINDS)) : Map.<String, List<BotRule>>of();
        words = new WordMatcher(List.copyOf(byWord.keySet()));
        rules = List.copyOf(byWord.values());
    }

    /**
     * Whether the request comes from a bot according to this user agent of it, or from an AI agent, which uses an
     * ordinary browser and signs its requests.
     *
     * @see <a href="https://datatracker.ietf.org/doc/draft-meunier-web-bot-auth-architecture/">Web Bot Auth</a>
     */
    boolean isBot(String userAgent, HttpServletRequest request) {
        return isBot(userAgent) || excluded && excludesAgents && request.getHeader("Signature-Agent") != null;
    }

    /** Whether this user agent is a bot of an excluded kind, or is empty, as no browser's is. */
    boolean isBot(String userAgent) {
        if (!excluded) {
            return false;
        }
        if (userAgent == null || userAgent.isBlank() || saysNothing(userAgent)) {
            return true;
        }
        if (userAgent.length() > LONGEST_USER_AGENT) {
            return judge(userAgent);
        }
        var remembered = known.get(userAgent);
        if (remembered != null) {
            return remembered;
        }
        var bot = judge(userAgent);
        known.put(userAgent, bot);
        return bot;
    }

    private static boolean saysNothing(String userAgent) {
        return userAgent.length() <= LONGEST_OF_NONE
                && NO_AGENTS.contains(userAgent.strip().toLowerCase(Locale.ROOT));
    }

    private boolean judge(String userAgent) {
        var beginning = userAgent.substring(0, Math.min(userAgent.length(), LONGEST_USER_AGENT));
        return words.anyMatch(beginning, beginning.length(), (word, end) -> {
            for (var rule : rules.get(word)) {
                if (rule.matches(beginning, end)) {
                    return true;
                }
            }
            return false;
        });
    }

    private static Map<String, List<BotRule>> rules(Set<BotKind> kinds) {
        var wanted = kinds.stream().map(Key::word).collect(Collectors.toSet());
        var dropped = lines("bots-dropped.txt").stream().map(line -> line[0]).collect(Collectors.toSet());
        var byWord = new LinkedHashMap<String, List<BotRule>>();
        for (var file : List.of("bots.txt", "bots-added.txt")) {
            lines(file).stream()
                    .filter(line ->
                            Arrays.stream(line[0].split(",")).anyMatch(wanted::contains) && !dropped.contains(line[1]))
                    .flatMap(line -> BotRule.of(line[1], file.equals("bots-added.txt")).stream())
                    .forEach(rule -> byWord.computeIfAbsent(rule.word(), any -> new ArrayList<>())
                            .add(rule));
        }
        return byWord;
    }

    /** The columns of each line. */
    private static List<String[]> lines(String file) {
        try (var lines = new BufferedReader(
                new InputStreamReader(Bots.class.getResourceAsStream(file), StandardCharsets.UTF_8))) {
            return lines.lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split("\t", 2))
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
