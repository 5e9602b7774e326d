// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.store;

import dev.sidetrack.ClientHints;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Recognizes browser, system and device by the {@code User-Agent} header: the first matching line of user-agents.txt
 * decides. Browsers pretend to be each other, so the order matters. Client hints decide if the header only says what
 * all browsers of a kind say: {@code Chrome}, {@code Linux}, a desktop.
 */
final class UserAgents {

    private static final String GENERIC_BROWSER = "Chrome";
    private static final String GENERIC_SYSTEM = "Linux";
    private static final String DESKTOP = "desktop";
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

    /** The client described by this header and these hints, either of which may be {@code null}. */
    Agent of(String header, ClientHints hints) {
        var said = of(header);
        if (hints == null) {
            return said;
        }
        var system = better(said.system(), GENERIC_SYSTEM, "platform", hints.platform());
        return new Agent(
                better(said.browser(), GENERIC_BROWSER, "brand", hints.brands()),
                system,
                device(said.device(), system, hints.mobile()));
    }

    private Agent of(String header) {
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

    private static String better(String said, String generic, String what, String hint) {
        if (hint == null || said != null && !said.equals(generic)) {
            return said;
        }
        var hinted = first(what, hint);
        return hinted == null ? said : hinted;
    }

    /** A phone or a tablet may request desktop pages, with a desktop's header. */
    private static String device(String said, String system, Boolean mobile) {
        if (mobile == null || said != null && !said.equals(DESKTOP)) {
            return said;
        }
        return mobile ? "mobile" : "Android".equals(system) ? "tablet" : DESKTOP;
    }

    private static Agent read(String header) {
        return new Agent(first("browser", header), first("system", header), first("device", header));
    }

    private static String first(String what, String text) {
        return RULES.stream()
                .filter(rule ->
                        rule.what().equals(what) && rule.pattern().matcher(text).find())
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
     * The client that a visitor uses.
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
