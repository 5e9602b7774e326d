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
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Holds the README, the pages in docs and the code together. */
class ReadmeTest {

    private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");
    private static final Path README = Path.of("README.md");
    private static final Path CONFIGURATION = Path.of("docs/configuration.md");
    private static final Path PROVIDERS = Path.of("docs/providers.md");

    @Test
    void configurationTables_ofAllKeys_sayNameDefaultAndValues() throws IOException {
        assertThat(rows("| `sidetrack."))
                .containsExactlyInAnyOrderElementsOf(
                        Keys.ALL.stream().map(ReadmeTest::row).toList());
    }

    @Test
    void configuration_ofTheKeysOfEveryProvider_namesEach() throws IOException {
        var text = Files.readString(CONFIGURATION);
        ProviderSettings.OF_EVERY_PROVIDER.forEach(key -> assertThat(text).contains("`" + key.name() + "`"));
    }

    @Test
    void exampleProvider_inTheDocs_isTheOneThatIsTested() throws IOException {
        var example = Files.readString(Path.of("src/test/java/dev/sidetrack/example/ChatProvider.java"));
        assertThat(Files.readString(PROVIDERS))
                .contains(example.substring(example.indexOf("@Dependent\n")).strip());
    }

    @Test
    void readme_forNewcomers_isShort() throws IOException {
        assertThat(Files.readAllLines(README)).hasSizeLessThanOrEqualTo(150);
        assertThat(Files.readString(README).split("\\s+")).hasSizeLessThanOrEqualTo(1300);
    }

    @Test
    void links_inReadmeAndDocs_leadToFiles() throws IOException {
        try (var pages = Files.walk(Path.of("docs"))) {
            var all = Stream.concat(pages.filter(page -> page.toString().endsWith(".md")), Stream.of(README))
                    .toList();
            for (var page : all) {
                LINK.matcher(Files.readString(page))
                        .results()
                        .map(link -> link.group(1))
                        .filter(link -> !link.contains(":") && !link.startsWith("#"))
                        .forEach(link -> assertThat(page.resolveSibling(link.replaceAll("#.*", "")))
                                .as(page + ": " + link)
                                .exists());
            }
        }
    }

    private static String row(Key<?> key) {
        var fallback = key.fallback() == null || key.fallback().isEmpty() ? "–" : "`" + key.fallback() + "`";
        return "| `" + key.name() + "` | " + fallback + " | " + key.type();
    }

    /** The rows of a table of four columns, without the last one. */
    private static List<String> rows(String beginning) throws IOException {
        return Files.readAllLines(CONFIGURATION).stream()
                .filter(line -> line.startsWith(beginning)
                        && line.chars().filter(c -> c == '|').count() == 5)
                .map(line -> line.substring(0, line.lastIndexOf(" | ", line.length() - 3)))
                .toList();
    }
}
