// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class LoggersTest {

    private static final Path SOURCES = Path.of("src/main/java");
    private static final Pattern LOGGER = Pattern.compile("getLogger\\(([^)]*\\)?)\\)");
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

    private static List<Path> sources() throws IOException {
        try (var files = Files.walk(SOURCES)) {
            return files.filter(file -> file.toString().endsWith(".java")).toList();
        }
    }
}
