// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.config;

import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.spi.ConfigProviderResolver;
import org.eclipse.microprofile.config.spi.ConfigSource;

/** Settings for tests: {@code SettingsOf.map(Map.of("sidetrack.site", "shop.example"))}. */
public final class SettingsOf {

    private SettingsOf() {}

    /** Every key has its default. */
    public static Settings nothing() {
        return map(Map.of());
    }

    /** This key has this value, every other one its default. */
    public static Settings one(String key, String value) {
        return map(Map.of(key, value));
    }

    /** These keys have these values, every other one its default. */
    public static Settings map(Map<String, String> values) {
        return source(new MapSource(values));
    }

    /** A configuration that holds these values and nothing else. */
    public static Config config(Map<String, String> values) {
        return ConfigProviderResolver.instance()
                .getBuilder()
                .withSources(new MapSource(values))
                .build();
    }

    static Settings source(ConfigSource source) {
        return new Settings(ConfigProviderResolver.instance()
                .getBuilder()
                .withSources(source)
                .build());
    }

    private record MapSource(Map<String, String> values) implements ConfigSource {

        @Override
        public Set<String> getPropertyNames() {
            return values.keySet();
        }

        @Override
        public String getValue(String name) {
            return values.get(name);
        }

        @Override
        public String getName() {
            return "test";
        }
    }
}
