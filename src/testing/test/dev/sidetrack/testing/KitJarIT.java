// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Opens the packed kit, as the library's own test opens its jars; with {@code -Prelease} those beside it too. */
class KitJarIT {

    @ParameterizedTest
    @MethodSource("kinds")
    void jar_ofEveryKind_holdsLicenceAndNoticeOfTheRepository(String kind) throws IOException {
        for (var original : List.of("LICENSE", "NOTICE")) {
            try (var jar = open(kind)) {
                var entry = jar.getEntry("META-INF/" + original);
                assertNotNull(entry, original);
                var packed = jar.getInputStream(entry).readAllBytes();
                assertEquals(Files.readString(Path.of(original)), new String(packed, StandardCharsets.UTF_8));
            }
        }
    }

    @Test
    void jar_ofTheKit_holdsNothingOfTheLibrary() throws IOException {
        try (var jar = open(".jar")) {
            var others = jar.stream()
                    .map(entry -> entry.getName())
                    .filter(name -> !name.startsWith("META-INF/") && !name.startsWith("dev/sidetrack/testing/"))
                    .toList();
            assertEquals(List.of("dev/", "dev/sidetrack/"), others);
        }
    }

    /** All that the build makes. */
    static Stream<String> kinds() {
        return Stream.of(System.getProperty("jar.kinds").split(" "));
    }

    private static ZipFile open(String kind) throws IOException {
        return new ZipFile(System.getProperty("jar") + kind);
    }
}
