// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What people have written for a released version compiles against this one: {@code src/test/samples} has a folder for
 * each version. Whoever has to change a file there breaks others' code, and says in the changelog how to follow.
 */
class SamplesTest {

    private static final Path SAMPLES = Path.of("src/test/samples");

    static final Set<String> API_PACKAGES = Set.of(
            "dev.sidetrack",
            "dev.sidetrack.spi",
            "dev.sidetrack.spi.http",
            "dev.sidetrack.stats",
            "dev.sidetrack.testing");
    static final Map<String, List<String>> API_OF_OTHERS = Map.of(
            "config",
            List.of("ProviderSettings", "Key", "ConfigurationException"),
            "json",
            List.of("JsonWriter"),
            "queue",
            List.of("DeadLetters"));
    private static final Set<String> NOT_API = Set.of(
            "dev.sidetrack.Hmac",
            "dev.sidetrack.Hosts",
            "dev.sidetrack.OnceAMinute",
            "dev.sidetrack.Texts",
            "dev.sidetrack.Uuids");
    private static final Pattern IMPORT =
            Pattern.compile("import (?:static )?((dev\\.sidetrack[a-z.]*)\\.[A-Z]\\w*).*;");

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

    @Test
    void samples_ofEarlierVersions_importOnlyWhatIsApi() throws IOException {
        for (var version : versions()) {
            for (var source : sources(version)) {
                assertThat(IMPORT.matcher(Files.readString(source)).results())
                        .as(source.toString())
                        .allMatch(found -> isApi(found.group(1), found.group(2)));
            }
        }
    }

    /** Whoever reads one of these pages learns the same. */
    @Test
    void api_outsideItsPackages_isNamedOnEveryPageThatSaysWhatIsApi() throws IOException {
        var main = Path.of("src/main/java/dev/sidetrack");
        for (var other : API_OF_OTHERS.entrySet()) {
            var own = main.resolve(other.getKey()).resolve("package-info.java");
            var pages = List.of(
                    Path.of("CHANGELOG.md"), Path.of("CONTRIBUTING.md"), main.resolve("package-info.java"), own);
            for (var page : pages) {
                assertThat(Files.readString(page)).as(page.toString()).contains(other.getValue());
            }
        }
    }

    @Test
    void packages_thatAreNoApi_sayThatTheyAreInternal() throws IOException {
        try (var files = Files.walk(Path.of("src/main/java"))) {
            for (var file :
                    files.filter(path -> path.endsWith("package-info.java")).toList()) {
                var text = Files.readString(file);
                var name = text.substring(text.lastIndexOf("package ") + "package ".length(), text.lastIndexOf(';'));
                var simple = name.substring(name.lastIndexOf('.') + 1);
                var isInternal = API_OF_OTHERS.containsKey(simple) ? "Internal, but for" : "Internal[.;:]";
                assertThat(Pattern.compile("<p>" + isInternal).matcher(text).find())
                        .as(name)
                        .isEqualTo(!API_PACKAGES.contains(name));
            }
        }
    }

    private static boolean isApi(String type, String inPackage) {
        return !NOT_API.contains(type)
                && (API_PACKAGES.contains(inPackage)
                        || API_OF_OTHERS.entrySet().stream()
                                .flatMap(other -> other.getValue().stream()
                                        .map(name -> "dev.sidetrack." + other.getKey() + "." + name))
                                .anyMatch(type::equals));
    }

    /** What the compiler is told of a folder for its classes and of where others are. */
    static List<String> optionsInto(Path classes) {
        return List.of(
                "-proc:none",
                "-implicit:none",
                "-d",
                classes.toString(),
                "-classpath",
                System.getProperty("java.class.path"));
    }

    private boolean compile(StringWriter said, List<Path> sources) {
        var compiler = ToolProvider.getSystemJavaCompiler();
        var options = optionsInto(classes);
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
