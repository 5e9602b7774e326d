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
import java.util.Arrays;
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

    private final Pattern bots;
    private final Map<String, Boolean> remembered = new ConcurrentHashMap<>();

    @Inject
    Bots(Settings settings) {
        bots = settings.get(Keys.BOTS_EXCLUDED) ? read(settings.get(Keys.BOT_KINDS)) : null;
    }

    /** Whether this user agent is a bot of one of the kinds that are left out. */
    boolean isBot(String userAgent) {
        if (bots == null || userAgent == null) {
            return false;
        }
        var known = remembered.get(userAgent);
        return known != null ? known : judge(userAgent);
    }

    /** Fifteen hundred expressions take a while: the few user agents that make up most of the traffic are judged once. */
    private boolean judge(String userAgent) {
        var beginning = userAgent.substring(0, Math.min(userAgent.length(), LONGEST_USER_AGENT));
        var bot = bots.matcher(beginning).find();
        if (userAgent.length() <= LONGEST_USER_AGENT) {
            if (remembered.size() >= MOST_REMEMBERED) {
                remembered.clear();
            }
            remembered.put(userAgent, bot);
        }
        return bot;
    }

    private static Pattern read(Set<BotKind> kinds) {
        var names = kinds.stream().map(kind -> kind.name().toLowerCase(Locale.ROOT).replace('_', '-')).collect(Collectors.toSet());
        try (var lines = new BufferedReader(new InputStreamReader(Bots.class.getResourceAsStream("bots.txt"), StandardCharsets.UTF_8))) {
            var expressions = lines.lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split("\t", 2))
                    .filter(bot -> Arrays.stream(bot[0].split(",")).anyMatch(names::contains))
                    .map(bot -> bot[1])
                    .collect(Collectors.joining("|"));
            return expressions.isEmpty() ? null : Pattern.compile(expressions);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
