// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.store;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Tells browser, system and device by the {@code User-Agent} header: the first line of user-agents.txt that fits says
 * it. Browsers pretend to be each other, so the order matters.
 */
final class UserAgents {

    private static final int REMEMBERED = 2_000;
    private static final int LONGEST = 1_000;
    private static final List<Rule> RULES = rules();

    private final Map<String, Agent> known = Collections.synchronizedMap(new LinkedHashMap<>(256, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Agent> eldest) {
            return size() > REMEMBERED;
        }
    });

    /** What this header says; {@code null} says nothing. */
    Agent of(String header) {
        if (header == null) {
            return Agent.UNKNOWN;
        }
        var cut = header.length() > LONGEST ? header.substring(0, LONGEST) : header;
        var agent = known.get(cut);
        if (agent == null) {
            agent = read(cut);
            known.put(cut, agent);
        }
        return agent;
    }

    private static Agent read(String header) {
        return new Agent(first("browser", header), first("system", header), first("device", header));
    }

    private static String first(String what, String header) {
        return RULES.stream()
                .filter(rule -> rule.what().equals(what)
                        && rule.pattern().matcher(header).find())
                .map(Rule::name)
                .findFirst()
                .orElse(null);
    }

    private static List<Rule> rules() {
        var rules = new ArrayList<Rule>();
        for (var line : Scripts.read("user-agents.txt").split("\n")) {
            if (!line.isBlank() && !line.startsWith("#")) {
                var parts = line.split(" *\\| *", 3);
                rules.add(new Rule(parts[0], parts[1], Pattern.compile(parts[2])));
            }
        }
        return List.copyOf(rules);
    }

    /**
     * With what somebody came.
     *
     * @param browser the browser's family, or {@code null}
     * @param system the operating system, or {@code null}
     * @param device {@code desktop}, {@code mobile} or {@code tablet}, or {@code null}
     */
    record Agent(String browser, String system, String device) {
        static final Agent UNKNOWN = new Agent(null, null, null);
    }

    private record Rule(String what, String name, Pattern pattern) {}
}
