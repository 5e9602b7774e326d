// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.provider;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sidetrack.StandardEvents;
import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds the documentation's table of fields and the samples together. */
class FieldTableTest {

    private static final Path SAMPLES = Path.of("src/test/resources/samples");
    private static final Pattern NAME = Pattern.compile("`([^`]+)`");
    /** Of JSON, also within a text of JSON; and of a form or a query. */
    private static final Pattern MEMBER =
            Pattern.compile("(?m)\\\\?\"([A-Za-z_$][\\w$.:/-]*)\\\\?\":|(?:^|[?&])\\s*([a-z_]+)=");

    private static final Pattern TABLE = Pattern.compile("(?s)sidetrack[.](?:hit|origin|client) [(]\n(.*?)\n[)];");
    private static final Pattern COLUMN = Pattern.compile("(?m)^ +([a-z_]+) (?!key)");
    private static final Pattern OF_A_CAMPAIGN = Pattern.compile("utm_.*|gclid");
    private static final Pattern ROW = Pattern.compile("\\| ([a-z-]+) \\| ([a-z ]+) \\| (yes|no) \\| (.+) \\|");

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("rows")
    void row_ofAFieldThatIsSent_namesWhatIsInASample(String service, String field, boolean sent, String text)
            throws IOException {
        if (sent) {
            var samples = samples(service);
            NAME.matcher(text)
                    .results()
                    .map(name -> name.group(1))
                    .forEach(name -> assertThat(samples)
                            .containsPattern("(?m)[\"?&/.]" + Pattern.quote(name) + "[\"=\\\\/]|^" + Pattern.quote(name)
                                    + ": |^" + Pattern.quote(name) + "="));
        }
        assertThat(text).isNotBlank();
    }

    /** The other way round: what is sent is said. */
    @ParameterizedTest
    @MethodSource("services")
    void sample_ofAService_hasOnlyNamesThatTheTableHas(String service) throws IOException {
        var said = rows().filter(row -> row[0].equals(service))
                .flatMap(row -> NAME.matcher((String) row[3]).results())
                .map(name -> name.group(1))
                .collect(toSet());
        said.addAll(namesOfProperties());
        assertThat(MEMBER.matcher(samples(service)).results())
                .map(found -> found.group(1) == null ? found.group(2) : found.group(1))
                .filteredOn(name -> !OF_A_CAMPAIGN.matcher(name).matches())
                .isNotEmpty()
                .isSubsetOf(said);
    }

    @Test
    void table_ofEachService_hasEachField() throws IOException {
        var fields = rows().collect(groupingBy(row -> (String) row[0], mapping(row -> (String) row[1], toList())));
        try (var folders = Files.list(SAMPLES)) {
            assertThat(Stream.concat(
                            folders.map(folder -> folder.getFileName().toString()), Stream.of("log", "database")))
                    .containsExactlyInAnyOrderElementsOf(fields.keySet());
        }
        assertThat(new HashSet<>(fields.values())).as("the same fields for all").hasSize(1);
        assertThat(fields.values())
                .allSatisfy(names -> assertThat(names).hasSizeGreaterThan(20).doesNotHaveDuplicates());
    }

    static Stream<Object[]> rows() throws IOException {
        return Files.readAllLines(Path.of("docs/providers.md")).stream()
                .map(ROW::matcher)
                .filter(row -> row.matches())
                .map(row -> new Object[] {row.group(1), row.group(2), "yes".equals(row.group(3)), row.group(4)});
    }

    static Stream<String> services() throws IOException {
        return rows().map(row -> (String) row[0]).distinct();
    }

    /** Of the samples' events: those of a shop and the like, and three of an application's. */
    private static Set<String> namesOfProperties() {
        return Stream.concat(
                        Stream.of("id", "sku", "gift"),
                        Arrays.stream(StandardEvents.class.getFields()).map(FieldTableTest::text))
                .collect(toSet());
    }

    private static String text(Field constant) {
        try {
            return (String) constant.get(null);
        } catch (IllegalAccessException notPublic) {
            throw new IllegalStateException(notPublic);
        }
    }

    private static String samples(String service) throws IOException {
        if ("database".equals(service)) {
            return columns();
        }
        if ("log".equals(service)) {
            return FieldChange.all().stream()
                    .map(change -> LogProvider.line(change.before()))
                    .collect(joining("\n"));
        }
        try (var files = Files.list(SAMPLES.resolve(service))) {
            var texts = new StringBuilder();
            for (var file : files.sorted().toList()) {
                texts.append(Files.readString(file)).append('\n');
            }
            return texts.toString();
        }
    }

    /** Of the tables that have something of each hit. */
    private static String columns() throws IOException {
        var tables = Files.readString(Path.of("src/main/resources/dev/sidetrack/store/h2/1.sql"));
        return TABLE.matcher(tables)
                .results()
                .flatMap(table -> COLUMN.matcher(table.group(1)).results())
                .map(column -> "\"" + column.group(1) + "\":")
                .collect(joining("\n"));
    }
}
