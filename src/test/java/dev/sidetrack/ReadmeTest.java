// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sidetrack.config.Key;
import dev.sidetrack.config.Keys;
import dev.sidetrack.config.ProviderSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Holds the README's tables and the code together. */
class ReadmeTest {

    private static final int LONGEST = 280;

    @Test
    void configurationTable_ofAllKeys_saysNameDefaultAndValues() throws IOException {
        assertThat(rows("| `sidetrack.")).containsExactlyElementsOf(Keys.ALL.stream().map(ReadmeTest::row).toList());
    }

    @Test
    void readme_ofTheKeysOfEveryProvider_namesEach() throws IOException {
        var text = String.join("\n", readme());
        ProviderSettings.OF_EVERY_PROVIDER.forEach(key -> assertThat(text).contains("`" + key.name() + "`"));
    }

    @Test
    void exampleProvider_inTheReadme_isTheOneThatIsTested() throws IOException {
        var example = Files.readString(Path.of("src/test/java/dev/sidetrack/example/ChatProvider.java"));
        assertThat(String.join("\n", readme())).contains(example.substring(example.indexOf("@Dependent\n")).strip());
    }

    @Test
    void readme_forNewcomers_isShort() throws IOException {
        assertThat(readme().size()).isLessThan(LONGEST);
    }

    private static String row(Key<?> key) {
        var fallback = key.fallback() == null || key.fallback().isEmpty() ? "–" : "`" + key.fallback() + "`";
        return "| `" + key.name() + "` | " + fallback + " | " + key.type();
    }

    /** The rows of a table of four columns, without the last one. */
    private static List<String> rows(String beginning) throws IOException {
        return readme().stream()
                .filter(line -> line.startsWith(beginning) && line.chars().filter(c -> c == '|').count() == 5)
                .map(line -> line.substring(0, line.lastIndexOf(" | ", line.length() - 3)))
                .toList();
    }

    private static List<String> readme() throws IOException {
        return Files.readAllLines(Path.of("README.md"));
    }
}
