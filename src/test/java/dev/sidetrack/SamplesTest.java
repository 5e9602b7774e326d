// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What people have written for a released version compiles against this one: {@code src/test/samples} has a folder for
 * each version. Whoever has to change a file there breaks others' code, and says in the changelog how to follow.
 */
class SamplesTest {

    private static final Path SAMPLES = Path.of("src/test/samples");

    @TempDir
    Path classes;

    @Test
    void samples_ofEarlierVersions_compile() throws IOException {
        var said = new StringWriter();
        for (var version : versions()) {
            var compiles = compile(said, sources(version));
            assertThat(compiles).as("%s: %s", version.getFileName(), said).isTrue();
        }
    }

    private boolean compile(StringWriter said, List<Path> sources) {
        var compiler = ToolProvider.getSystemJavaCompiler();
        var options = List.of(
                "-proc:none",
                "-implicit:none",
                "-d",
                classes.toString(),
                "-classpath",
                System.getProperty("java.class.path"));
        try (var files = compiler.getStandardFileManager(null, null, null)) {
            return compiler.getTask(said, files, null, options, null, files.getJavaFileObjectsFromPaths(sources))
                    .call();
        } catch (IOException unclosed) {
            throw new AssertionError(unclosed);
        }
    }

    private static List<Path> versions() throws IOException {
        try (var folders = Files.list(SAMPLES)) {
            var versions = folders.sorted().toList();
            assertThat(versions).isNotEmpty();
            return versions;
        }
    }

    private static List<Path> sources(Path version) throws IOException {
        try (var files = Files.walk(version)) {
            var sources =
                    files.filter(file -> file.toString().endsWith(".java")).toList();
            assertThat(sources).isNotEmpty();
            return sources;
        }
    }
}
