// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.testing;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigValue;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.eclipse.microprofile.config.spi.Converter;

/**
 * A configuration of these texts and nothing else: no file, no environment variable, and no implementation of
 * MicroProfile Config.
 */
record FixedConfig(Map<String, String> texts) implements Config, ConfigSource {

    @Override
    public <T> Optional<T> getOptionalValue(String name, Class<T> type) {
        return Optional.ofNullable(texts.get(name)).map(type::cast);
    }

    @Override
    public <T> T getValue(String name, Class<T> type) {
        return getOptionalValue(name, type).orElseThrow();
    }

    @Override
    public String getValue(String name) {
        return texts.get(name);
    }

    @Override
    public Set<String> getPropertyNames() {
        return texts.keySet();
    }

    @Override
    public Iterable<ConfigSource> getConfigSources() {
        return List.of(this);
    }

    @Override
    public String getName() {
        return "test";
    }

    @Override
    public ConfigValue getConfigValue(String name) {
        throw new UnsupportedOperationException();
    }

    @Override
    public <T> Optional<Converter<T>> getConverter(Class<T> type) {
        return Optional.empty();
    }

    @Override
    public <T> T unwrap(Class<T> type) {
        return type.cast(this);
    }
}
