// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sidetrack.ClientHints;
import dev.sidetrack.store.UserAgents.Agent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UserAgentsTest {

    private static final String CHROME =
            "Mozilla/5.0 (%s) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 %sSafari/537.36%s";
    private static final double ENOUGH = 0.98;

    /** What ua-parser-js calls otherwise than we do. */
    private static final Map<String, String> NAMES = Map.ofEntries(
            Map.entry("Mobile Safari", "Safari"),
            Map.entry("Mobile Chrome", "Chrome"),
            Map.entry("Mobile Firefox", "Firefox"),
            Map.entry("GSA", "Google Search"),
            Map.entry("IE", "Internet Explorer"),
            Map.entry("Opera Touch", "Opera"),
            Map.entry("QQBrowser", "QQ Browser"),
            Map.entry("UCBrowser", "UC Browser"),
            Map.entry("NAVER", "Naver"),
            Map.entry("Mac OS", "macOS"),
            Map.entry("Chromium OS", "Chrome OS"));

    private final UserAgents agents = new UserAgents();

    @Test
    void agent_ofSamples_hasBrowserSystemAndDeviceRightInNearlyAll() throws IOException {
        var samples = samples();

        assertThat(samples).hasSizeGreaterThan(400);
        assertRight(samples, Agent::browser);
        assertRight(samples, Agent::system);
        assertRight(samples, Agent::device);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Windows NT 10.0; Win64; x64 |         |                | Chrome  | Windows   | desktop
            Windows NT 10.0; Win64; x64 |         |  Edg/131.0.0.0 | Edge    | Windows   | desktop
            X11; CrOS x86_64 14541.0.0  |         |                | Chrome  | Chrome OS | desktop
            Linux; Android 10; K        | Mobile_ |                | Chrome  | Android   | mobile
            Linux; Android 10; K        |         |                | Chrome  | Android   | tablet
            Linux; Android 10; K        | Mobile_ |  OPR/86.0.0.0  | Opera   | Android   | mobile
            X11; Ubuntu; Linux x86_64   |         |                | Chrome  | Ubuntu    | desktop
            """)
    void agent_withoutHints_isWhatTheHeaderSays(
            String platform, String mobile, String more, String browser, String system, String device) {
        assertThat(agents.of(header(platform, mobile, more), null)).isEqualTo(new Agent(browser, system, device));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Windows NT 10.0; Win64; x64 | "Brave";v="131", "Chromium";v="131"          | Windows     | false | Brave   | Windows   | desktop
            Windows NT 10.0; Win64; x64 | "Google Chrome";v="131", "Chromium";v="131"  | Windows     | false | Chrome  | Windows   | desktop
            Windows NT 10.0; Win64; x64 | "Not A(Brand";v="8", "Chromium";v="131"      | Windows     | false | Chrome  | Windows   | desktop
            Macintosh                   | "Opera GX";v="115", "Chromium";v="131"       | macOS       | false | Opera   | macOS     | desktop
            X11; Linux x86_64           | "Google Chrome";v="131"                      | Android     | false | Chrome  | Android   | tablet
            X11; Linux x86_64           | "Google Chrome";v="131"                      | Android     | true  | Chrome  | Android   | mobile
            X11; Linux x86_64           | "Google Chrome";v="131"                      | Chromium OS | false | Chrome  | Chrome OS | desktop
            X11; Linux x86_64           | "Google Chrome";v="131"                      | Linux       | false | Chrome  | Linux     | desktop
            X11; Linux x86_64           | "Google Chrome";v="131"                      | Unknown     |       | Chrome  | Linux     | desktop
            X11; Ubuntu; Linux x86_64   | "Google Chrome";v="131"                      | Linux       | false | Chrome  | Ubuntu    | desktop
            Linux; Android 10; K        | "Android WebView";v="131", "Chromium";v="131" | Android    |       | Chrome WebView | Android | tablet
            X11; Linux x86_64           |                                              |             |       | Chrome  | Linux     | desktop
            """)
    void agent_withHints_isWhatTheyAddToAVagueHeader(
            String header,
            String brands,
            String platform,
            Boolean mobile,
            String browser,
            String system,
            String device) {
        var hints = new ClientHints(brands, mobile, platform, null, null, null);

        assertThat(agents.of(header(header, null, null), hints)).isEqualTo(new Agent(browser, system, device));
    }

    @Test
    void agent_ofHintsThatContradictAClearHeader_isWhatTheHeaderSays() {
        var hints = new ClientHints("\"Brave\";v=\"131\"", false, "Windows", null, null, null);
        var phone = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) "
                + "Version/18.1 Mobile/15E148 Safari/604.1";

        assertThat(agents.of(phone, hints)).isEqualTo(new Agent("Safari", "iOS", "mobile"));
    }

    @Test
    void agent_ofHintsAlone_isWhatTheySay() {
        var hints = new ClientHints("\"Microsoft Edge\";v=\"131\"", false, "Windows", null, null, null);

        assertThat(agents.of(null, hints)).isEqualTo(new Agent("Edge", "Windows", "desktop"));
        assertThat(agents.of(null, null)).isEqualTo(Agent.UNKNOWN);
    }

    private void assertRight(List<Sample> samples, Function<Agent, String> field) {
        var wrong = new ArrayList<String>();
        for (var sample : samples) {
            var said = field.apply(agents.of(sample.header(), null));
            var expected = field.apply(sample.agent());
            if (!expected.equals(said == null ? "" : said)) {
                wrong.add(said + " instead of " + expected + ": " + sample.header());
            }
        }
        assertThat(1 - (double) wrong.size() / samples.size())
                .as(String.join("\n", wrong))
                .isGreaterThanOrEqualTo(ENOUGH);
    }

    private static String header(String platform, String mobile, String more) {
        return CHROME.formatted(
                platform, mobile == null ? "" : mobile.replace('_', ' '), more == null ? "" : " " + more.strip());
    }

    private static List<Sample> samples() throws IOException {
        return Files.readAllLines(Path.of("src/test/resources/dev/sidetrack/store/agents.tsv")).stream()
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.split("\t", -1))
                // Of what is neither telephone nor tablet ua-parser-js says nothing, unless it is a console or the
                // like.
                .map(parts -> new Sample(
                        parts[3], new Agent(name(parts[0]), name(parts[1]), parts[2].isEmpty() ? "desktop" : parts[2])))
                .toList();
    }

    private static String name(String theirs) {
        return NAMES.getOrDefault(theirs, theirs);
    }

    private record Sample(String header, Agent agent) {}
}
