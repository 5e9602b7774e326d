// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.docker;

import dev.sidetrack.config.Key;
import dev.sidetrack.config.Keys;
import dev.sidetrack.config.ProviderSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Which environment variables are settings of Sidetrack's, by MicroProfile Config's rule. */
final class KnownSettings {

    private KnownSettings() {}

    /** Variables that look like ours and are none. */
    static List<String> unknown(Map<String, String> environment) throws IOException {
        var providers = environment.getOrDefault("SIDETRACK_PROVIDERS", "").split(",");
        var table = Files.readAllLines(Path.of("docs/providers.md"));
        return environment.keySet().stream()
                .filter(name -> name.startsWith("SIDETRACK_"))
                .filter(name -> Keys.ALL.stream().noneMatch(key -> name.equals(variable(key.name()))))
                .filter(name -> List.of(providers).stream().noneMatch(provider -> isOf(provider, name, table)))
                .toList();
    }

    /** Variables whose values are secrets; the broker's URL only could hold one. */
    static List<String> secrets() {
        return Keys.ALL.stream()
                .filter(Key::secret)
                .filter(key -> key != Keys.BROKER_URL)
                .map(key -> variable(key.name()))
                .toList();
    }

    /** The table names each provider's own keys; ProviderTableTest holds it and the code together. */
    private static boolean isOf(String provider, String name, List<String> table) {
        var row = table.stream()
                .filter(line -> line.startsWith("| `" + provider + "` |"))
                .findFirst()
                .orElse("");
        var ofEvery = ProviderSettings.OF_EVERY_PROVIDER.stream().map(Key::name).toList();
        var prefix = "sidetrack.provider." + provider + ".";
        return ofEvery.stream().anyMatch(key -> name.equals(variable(prefix + key)))
                || List.of(row.split("`")).stream().anyMatch(key -> name.equals(variable(prefix + key)));
    }

    private static String variable(String key) {
        return key.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
    }
}
