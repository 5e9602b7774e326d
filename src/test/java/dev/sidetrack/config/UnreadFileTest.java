// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.eclipse.microprofile.config.Config;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnreadFileTest {

    private static final String ID = "sidetrack.tracking-id";

    @TempDir
    Path classes;

    @Test
    void file_thatTheServerHasNotRead_isRead() throws IOException {
        assertThat(id(with(Map.of("other", "x"), "sidetrack.tracking-id=UA-1\n")))
                .isEqualTo("UA-1");
    }

    @Test
    void file_thatTheServerHasRead_changesNothing() throws IOException {
        var read = config(Map.of(ID, "UA-1"), 100);

        assertThat(UnreadFile.with(loader("sidetrack.tracking-id=UA-1\nsidetrack.site=x\n"), read))
                .isSameAs(read);
    }

    @Test
    void file_withNothingOfOurs_changesNothing() throws IOException {
        var some = config(Map.of(), 100);

        assertThat(UnreadFile.with(loader("shop.name=x\n"), some)).isSameAs(some);
    }

    @Test
    void setting_ofTheServerToo_isTheServers() throws IOException {
        var overridden = UnreadFile.with(
                loader("sidetrack.tracking-id=UA-1\nsidetrack.site=Größe\n"), config(Map.of(ID, "UA-2"), 400));

        assertThat(id(overridden)).isEqualTo("UA-2");
        assertThat(overridden.getValue("sidetrack.site", String.class)).isEqualTo("Größe");
    }

    @Test
    void setting_withAnExpression_isExpanded() throws IOException {
        assertThat(id(with(Map.of("id", "UA-3"), "sidetrack.tracking-id=${id}\n")))
                .isEqualTo("UA-3");
    }

    private Config with(Map<String, String> server, String file) throws IOException {
        return UnreadFile.with(loader(file), config(server, 400));
    }

    private ClassLoader loader(String file) throws IOException {
        Files.writeString(
                Files.createDirectories(classes.resolve("META-INF")).resolve("microprofile-config.properties"), file);
        return new URLClassLoader(new URL[] {classes.toUri().toURL()}, null);
    }

    private static String id(Config config) {
        return config.getValue(ID, String.class);
    }

    private static Config config(Map<String, String> properties, int ordinal) {
        return new SmallRyeConfigBuilder()
                .withSources(new PropertiesConfigSource(properties, "server", ordinal))
                .build();
    }
}
