// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * All that is public in the packages that are API has javadoc. The compiler's check for that would also want a tag for
 * each parameter and result, where a sentence says it.
 */
class ApiJavadocTest {

    private static final Pattern PUBLIC = Pattern.compile(" {0,8}(public|protected) .*");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "src/main/java/dev/sidetrack",
                "src/main/java/dev/sidetrack/spi",
                "src/main/java/dev/sidetrack/spi/http",
                "src/main/java/dev/sidetrack/stats",
                "src/testing/java/dev/sidetrack/testing"
            })
    void public_ofAnApiPackage_hasJavadoc(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            var bare = new ArrayList<String>();
            for (var file :
                    files.filter(file -> file.toString().endsWith(".java")).toList()) {
                bare(Files.readAllLines(file)).forEach(line -> bare.add(file.getFileName() + ": " + line));
            }
            assertThat(bare).isEmpty();
        }
    }

    @Test
    void bare_withoutJavadoc_isFound() {
        var lines = List.of("/** Told. */", "@Tag", "public class A {", "", "    @Tag(1)", "    public void b() {}");
        assertThat(bare(lines)).containsExactly("public void b() {}");
    }

    private static List<String> bare(List<String> lines) {
        var bare = new ArrayList<String>();
        for (var i = 0; i < lines.size(); i++) {
            if (PUBLIC.matcher(lines.get(i)).matches() && !isTold(lines, i)) {
                bare.add(lines.get(i).strip());
            }
        }
        return bare;
    }

    /** What stands before it, over annotations; overriding methods inherit their javadoc. */
    private static boolean isTold(List<String> lines, int declaration) {
        for (var i = declaration - 1; i >= 0 && !endsOtherCode(lines.get(i)); i--) {
            var line = lines.get(i).strip();
            if (line.endsWith("*/") || line.equals("@Override")) {
                return true;
            }
        }
        return false;
    }

    private static boolean endsOtherCode(String line) {
        return line.isBlank() || line.endsWith(";") || line.endsWith("{") || line.endsWith("}");
    }
}
