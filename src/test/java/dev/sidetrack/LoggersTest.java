// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LoggersTest {

    private static final Path SOURCES = Path.of("src/main/java");
    private static final Pattern LOGGER = Pattern.compile("getLogger\\(([^)]*\\)?)\\)");
    private static final Pattern ROW =
            Pattern.compile("^\\| `(dev\\.sidetrack[^`]*)` \\|([^|]*)\\|([^|]*)\\|", Pattern.MULTILINE);
    /** What operators ask for by itself. */
    private static final Set<String> APART = Set.of("\"dev.sidetrack.hits\"", "\"dev.sidetrack.dry-run\"");

    @Test
    void loggers_ofAllClasses_haveNamesOfPackages() throws IOException {
        var packages = new HashSet<String>();
        var names = new HashSet<String>();
        for (var file : sources()) {
            var home = SOURCES.relativize(file.getParent()).toString().replace('/', '.');
            packages.add('"' + home + '"');
            LOGGER.matcher(Files.readString(file)).results().forEach(logger -> names.add(logger.group(1)));
        }
        names.removeAll(APART);
        assertThat(names).isNotEmpty().isSubsetOf(packages);
    }

    /** Operators look up here what may come, and at which level. */
    @ParameterizedTest
    @CsvSource({"INFO, 1", "WARNING, 2"})
    void loggers_ofAllClasses_areDocumentedWithTheirLevels(String level, int column) throws IOException {
        var logs = new TreeSet<String>();
        var all = new TreeSet<String>();
        for (var file : sources()) {
            var text = Files.readString(file);
            LOGGER.matcher(text)
                    .results()
                    .map(logger -> logger.group(1).replace("\"", ""))
                    .forEach(name -> {
                        all.add(name);
                        if (text.contains("Level." + level)) {
                            logs.add(name);
                        }
                    });
        }
        var rows = ROW.matcher(Files.readString(Path.of("docs/logging.md")))
                .results()
                .toList();
        assertThat(rows).extracting(row -> row.group(1)).containsExactlyInAnyOrderElementsOf(all);
        assertThat(rows)
                .filteredOn(row -> !row.group(column + 1).isBlank())
                .extracting(row -> row.group(1))
                .containsExactlyInAnyOrderElementsOf(logs);
    }

    private static List<Path> sources() throws IOException {
        try (var files = Files.walk(SOURCES)) {
            return files.filter(file -> file.toString().endsWith(".java")).toList();
        }
    }
}
