// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Opens the packed jars: what a user's war receives, and with {@code -Prelease} those beside it. */
class JarIT {

    private static final Pattern SHADED = Pattern.compile("dev/sidetrack/shaded/(\\w+)/.*\\.class");

    @ParameterizedTest
    @MethodSource("kinds")
    void jar_ofEveryKind_holdsLicenceAndNoticeOfTheRepository(String kind) throws IOException {
        try (var jar = open(kind)) {
            assertThat(text(jar, "META-INF/LICENSE")).isEqualTo(Files.readString(Path.of("LICENSE")));
            assertThat(text(jar, "META-INF/NOTICE")).isEqualTo(Files.readString(Path.of("NOTICE")));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {".jar", "-broker.jar"})
    void jar_withForeignCodeOrLists_holdsTheirLicencesAndNamesThemInTheNotice(String kind) throws IOException {
        try (var jar = open(kind)) {
            var shaded = names(jar).stream()
                    .map(SHADED::matcher)
                    .filter(found -> found.matches())
                    .map(found -> found.group(1))
                    .collect(Collectors.toSet());
            assertThat(shaded).contains("jte", "maxmind");

            var notice = text(jar, "META-INF/NOTICE").toLowerCase();
            for (var part : union(shaded, Set.of("crawler-user-agents", "html-standard"))) {
                assertThat(text(jar, "META-INF/licenses/" + part + ".txt"))
                        .as(part)
                        .containsIgnoringCase("copyright");
                assertThat(notice).contains(part);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {".jar", "-broker.jar"})
    void jar_ofAWar_holdsNothingAtPlacesThatOthersMayUse(String kind) throws IOException {
        try (var jar = open(kind)) {
            assertThat(names(jar))
                    .allMatch(name ->
                            name.startsWith("META-INF/") || name.startsWith("dev/sidetrack/") || "dev/".equals(name));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {".jar", "-broker.jar"})
    void jar_withTheServersQueue_isTheOneForServersWithJms(String kind) throws IOException {
        try (var jar = open(kind)) {
            var beans = names(jar).stream()
                    .filter(name -> name.endsWith("/ServerQueue.class"))
                    .toList();
            assertThat(beans).hasSize(".jar".equals(kind) ? 1 : 0);
        }
    }

    /** All that the build makes. */
    static Stream<String> kinds() {
        return Stream.of(System.getProperty("jar.kinds").split(" "));
    }

    private static ZipFile open(String kind) throws IOException {
        return new ZipFile(System.getProperty("jar") + kind);
    }

    private static List<String> names(ZipFile jar) {
        return jar.stream().map(entry -> entry.getName()).toList();
    }

    private static String text(ZipFile jar, String name) throws IOException {
        var entry = jar.getEntry(name);
        assertThat(entry).as(name).isNotNull();
        return new String(jar.getInputStream(entry).readAllBytes(), StandardCharsets.UTF_8);
    }

    private static Set<String> union(Set<String> some, Set<String> others) {
        return Stream.concat(some.stream(), others.stream()).collect(Collectors.toSet());
    }
}
