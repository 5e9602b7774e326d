// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.pages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class HtmlTest {

    private static final Path TEMPLATES = Path.of("src/main/jte");
    private static final Pattern USE = Pattern.compile("Html\\.of\\(\\s*\"(\\w+)\"");
    private static final Pattern GENERATED = Pattern.compile("Jte\\w+Generated");

    @Test
    void of_template_escapesItsParameters() {
        assertThat(Html.of("logo", "/a", "<b>")).contains("href=\"/a\"").contains("&lt;b");
    }

    @Test
    void of_failureInATemplate_isThrownAsItIs() {
        assertThatThrownBy(() -> Html.of("live", (Object) null)).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> Html.of("overview", "no overview")).isInstanceOf(ClassCastException.class);
    }

    @Test
    void of_unknownTemplate_namesIt() {
        assertThatThrownBy(() -> Html.of("none")).hasMessageContaining("none");
    }

    /** The compiler would not find these: pages name templates by a text. */
    @Test
    void pages_theTemplatesThatTheyName_exist() throws IOException {
        try (var files = Files.list(Path.of("src/main/java/dev/sidetrack/pages"))) {
            var uses = files.map(HtmlTest::read)
                    .peek(source -> assertThat(GENERATED.matcher(source).find()).isFalse())
                    .flatMap(source -> USE.matcher(source).results())
                    .map(use -> TEMPLATES.resolve(use.group(1) + ".jte"))
                    .toList();
            assertThat(uses).hasSizeGreaterThan(10).allMatch(Files::exists);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException failed) {
            throw new AssertionError(failed);
        }
    }
}
