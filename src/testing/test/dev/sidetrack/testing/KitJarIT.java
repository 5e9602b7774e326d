// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Opens the packed kit, as the library's own test opens its jars. */
class KitJarIT {

    @ParameterizedTest
    @MethodSource("licences")
    void jar_ofTheKit_holdsLicenceAndNoticeOfTheRepository(String entry, Path original) throws IOException {
        try (var jar = new ZipFile(System.getProperty("jar"))) {
            assertNotNull(jar.getEntry(entry), entry);
            var packed = jar.getInputStream(jar.getEntry(entry)).readAllBytes();
            assertEquals(Files.readString(original), new String(packed, StandardCharsets.UTF_8));
        }
    }

    static Stream<Arguments> licences() {
        return Stream.of(
                arguments("META-INF/LICENSE", Path.of("LICENSE")), arguments("META-INF/NOTICE", Path.of("NOTICE")));
    }

    @Test
    void jar_ofTheKit_holdsNothingOfTheLibrary() throws IOException {
        try (var jar = new ZipFile(System.getProperty("jar"))) {
            var others = jar.stream()
                    .map(entry -> entry.getName())
                    .filter(name -> !name.startsWith("META-INF/") && !name.startsWith("dev/sidetrack/testing/"))
                    .toList();
            assertEquals(List.of("dev/", "dev/sidetrack/"), others);
        }
    }
}
