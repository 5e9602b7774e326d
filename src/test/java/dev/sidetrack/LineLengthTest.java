// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * No line of Java has more than 120 columns: the formatter breaks code, but neither literals nor text blocks. Longer
 * may be what cannot be broken: everywhere a link of javadoc, and in tests the row of a table (a line in a text block)
 * and a literal that has its line to itself.
 */
class LineLengthTest {

    private static final int COLUMNS = 120;
    private static final String BLOCK = "\"\"\"";
    private static final Pattern LINK = Pattern.compile("\\s*\\*\\s+href=\"\\S+\\s?\\S*");
    private static final Pattern LITERAL = Pattern.compile("\\s*(\\+ )?\"([^\"\\\\]|\\\\.)*\"[,;)]*");

    @Test
    void line_ofAnyJavaFile_hasAtMost120Columns() throws IOException {
        var tooLong = new ArrayList<String>();
        for (var file : files()) {
            var lines = Files.readAllLines(file);
            tooLong(lines, isTest(file)).forEach(line -> tooLong.add(file + ":" + line));
        }
        assertThat(tooLong).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', textBlock = """
            var x = f(x);                 | false | 1
            var x = f(x);                 | true  | 1
            "x",                          | false | 1
            "x",                          | true  | 0
            + "a \\" x"));                | true  | 0
            f("x");                       | true  | 1
            /** x */                      | true  | 1
            \\ *     href="https://x">Y</a> | false | 0
            """, delimiter = '|')
    void tooLong_120ColumnsAndMore_allowsWhatCannotBeBroken(String line, boolean isTest, int found) {
        var longer = line.strip().replace("\\ *", " *").replace("x", "x".repeat(COLUMNS));
        assertThat(tooLong(List.of(longer), isTest)).hasSize(found);
    }

    @Test
    void tooLong_aRowOfATextBlock_isAllowedInTestsOnly() {
        var lines = List.of("var rows = " + BLOCK, "x".repeat(COLUMNS + 1), BLOCK + ";", "x".repeat(COLUMNS + 1));
        assertThat(tooLong(lines, true)).containsExactly("4");
        assertThat(tooLong(lines, false)).containsExactly("2", "4");
    }

    /** The numbers of these lines. */
    private static List<String> tooLong(List<String> lines, boolean isTest) {
        var tooLong = new ArrayList<String>();
        var isRow = false;
        for (var i = 0; i < lines.size(); i++) {
            var line = lines.get(i);
            var delimiters = line.split(BLOCK, -1).length - 1;
            var isAllowed =
                    isTest && (isRow && delimiters == 0 || LITERAL.matcher(line).matches());
            if (line.length() > COLUMNS && !isAllowed && !LINK.matcher(line).matches()) {
                tooLong.add(String.valueOf(i + 1));
            }
            isRow ^= delimiters % 2 == 1;
        }
        return tooLong;
    }

    private static boolean isTest(Path file) {
        return file.startsWith("src/test") || file.startsWith("src-it");
    }

    private static List<Path> files() throws IOException {
        var files = new ArrayList<Path>();
        for (var folder : List.of("src", "src-it", "docker")) {
            try (var all = Files.walk(Path.of(folder))) {
                files.addAll(javaOf(all));
            }
        }
        assertThat(files).hasSizeGreaterThan(500);
        return files;
    }

    private static List<Path> javaOf(Stream<Path> all) {
        return all.filter(file -> file.toString().endsWith(".java"))
                .filter(file -> !file.toString().contains("/target/"))
                .sorted()
                .toList();
    }
}
