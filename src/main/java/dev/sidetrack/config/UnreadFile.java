// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.config;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URL;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.StreamSupport;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.spi.ConfigProviderResolver;
import org.eclipse.microprofile.config.spi.ConfigSource;

/**
 * Finds a {@code META-INF/microprofile-config.properties} with our settings that the server has not read: Payara has
 * one configuration per EAR, without the files of its wars.
 */
final class UnreadFile implements ConfigSource {

    private static final String NAME = "META-INF/microprofile-config.properties";
    private static final String OURS = "sidetrack.";

    private final URL file;
    private final Map<String, String> properties;

    private UnreadFile(URL file) throws IOException {
        this.file = file;
        var read = new Properties();
        // Without a cache, which would keep the jar open after the application has ended.
        var connection = file.openConnection();
        connection.setUseCaches(false);
        try (var text = new InputStreamReader(connection.getInputStream(), UTF_8)) {
            read.load(text);
        }
        properties = new TreeMap<>();
        read.stringPropertyNames().forEach(name -> properties.put(name, read.getProperty(name)));
    }

    /** The configuration, combined with such files of this class loader. */
    static Config with(ClassLoader loader, Config config) {
        var unread = new ArrayList<ConfigSource>();
        try {
            for (var found : Collections.list(loader.getResources(NAME))) {
                var file = new UnreadFile(found);
                if (file.isMissingIn(config)) {
                    unread.add(file);
                }
            }
        } catch (IOException unreadable) {
            throw new ConfigurationException(NAME + " cannot be read: " + unreadable.getMessage());
        }
        if (unread.isEmpty()) {
            return config;
        }
        var all = ConfigProviderResolver.instance().getBuilder().forClassLoader(loader);
        config.getConfigSources().forEach(all::withSources);
        unread.forEach(all::withSources);
        return all.build();
    }

    /** Whether none of these settings is in any source. */
    private boolean isMissingIn(Config config) {
        var ours = properties.keySet().stream()
                .filter(name -> name.startsWith(OURS))
                .toList();
        return !ours.isEmpty() && ours.stream().noneMatch(name -> isReadBy(config, name));
    }

    private boolean isReadBy(Config config, String name) {
        return StreamSupport.stream(config.getConfigSources().spliterator(), false)
                .anyMatch(source -> properties.get(name).equals(source.getValue(name)));
    }

    @Override
    public Set<String> getPropertyNames() {
        return properties.keySet();
    }

    @Override
    public String getValue(String name) {
        return properties.get(name);
    }

    @Override
    public String getName() {
        return file.toString();
    }
}
