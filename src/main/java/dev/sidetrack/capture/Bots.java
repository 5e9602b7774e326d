// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.capture;

import dev.sidetrack.config.BotKind;
import dev.sidetrack.config.Keys;
import dev.sidetrack.config.Settings;
import dev.sidetrack.config.Shared;
import jakarta.inject.Inject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Tells programs from people by the user agent. The list ({@code bots.txt}) comes from the well-kept npm package {@code
 * crawler-user-agents}; {@code src/bots/update.sh} renews it.
 */
@Shared
class Bots {

    private static final int MOST_REMEMBERED = 10_000;
    private static final int LONGEST_USER_AGENT = 512;
    private static final Pattern ESCAPE = Pattern.compile("\\\\([^A-Za-z0-9])");
    private static final Pattern SPECIAL = Pattern.compile("[.^$|?*+()\\[\\]{}\\\\]");

    private final List<String> names = new ArrayList<>();
    private final List<Pattern> expressions = new ArrayList<>();
    private final Map<String, Boolean> remembered = new ConcurrentHashMap<>();

    @Inject
    Bots(Settings settings) {
        if (settings.get(Keys.BOTS_EXCLUDED)) {
            read(settings.get(Keys.BOT_KINDS));
        }
    }

    /** Whether this user agent is a bot of one of the kinds that are left out. */
    boolean isBot(String userAgent) {
        if (userAgent == null) {
            return false;
        }
        var known = remembered.get(userAgent);
        return known != null ? known : judge(userAgent);
    }

    /** Fifteen hundred expressions take a while: the few user agents that make up most of the traffic are judged once. */
    private boolean judge(String userAgent) {
        var beginning = userAgent.substring(0, Math.min(userAgent.length(), LONGEST_USER_AGENT));
        var bot = names.stream().anyMatch(beginning::contains)
                || expressions.stream().anyMatch(expression -> expression.matcher(beginning).find());
        if (userAgent.length() <= LONGEST_USER_AGENT) {
            if (remembered.size() >= MOST_REMEMBERED) {
                remembered.clear();
            }
            remembered.put(userAgent, bot);
        }
        return bot;
    }

    private void read(Set<BotKind> kinds) {
        var wanted = kinds.stream().map(kind -> kind.name().toLowerCase(Locale.ROOT).replace('_', '-')).collect(Collectors.toSet());
        try (var lines = new BufferedReader(new InputStreamReader(Bots.class.getResourceAsStream("bots.txt"), StandardCharsets.UTF_8))) {
            lines.lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split("\t", 2))
                    .filter(bot -> Arrays.stream(bot[0].split(",")).anyMatch(wanted::contains))
                    .forEach(bot -> add(bot[1]));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Nearly all expressions are names and nothing more, which are found many times as fast. */
    private void add(String expression) {
        if (SPECIAL.matcher(ESCAPE.matcher(expression).replaceAll("")).find()) {
            expressions.add(Pattern.compile(expression));
        } else {
            names.add(ESCAPE.matcher(expression).replaceAll("$1"));
        }
    }
}
