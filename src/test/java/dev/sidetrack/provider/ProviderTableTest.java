// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.provider;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import dev.sidetrack.spi.Provider;
import jakarta.inject.Named;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds the table of providers and their classes together. */
class ProviderTableTest {

    @ParameterizedTest(name = "{0}")
    @MethodSource("providers")
    void table_ofEachProvider_namesItsKeys(String type, Provider provider) throws IOException {
        var row = row(type);
        provider.keys().forEach(key -> assertThat(row).contains("`" + key.name() + "`"));
    }

    /** The row of that type. */
    static String row(String type) throws IOException {
        var rows = Files.readAllLines(Path.of("docs/providers.md")).stream()
                .filter(line -> line.startsWith("| `" + type + "` |"))
                .toList();
        assertThat(rows).hasSize(1);
        return rows.get(0);
    }

    static List<Object[]> providers() {
        var classes = new ClassFileImporter().importPackages("dev.sidetrack.provider");
        return classes.stream()
                .filter(each -> each.isAnnotatedWith(Named.class))
                .map(each -> each.reflect())
                .map(each -> new Object[] {each.getAnnotation(Named.class).value(), instance(each)})
                .toList();
    }

    private static Object instance(Class<?> provider) {
        return Stream.of(provider.getDeclaredConstructors())
                .filter(constructor -> constructor.getParameterCount() < 2)
                .map(constructor -> {
                    try {
                        return constructor.newInstance(new Object[constructor.getParameterCount()]);
                    } catch (ReflectiveOperationException impossible) {
                        throw new IllegalStateException(impossible);
                    }
                })
                .findFirst()
                .orElseThrow();
    }
}
