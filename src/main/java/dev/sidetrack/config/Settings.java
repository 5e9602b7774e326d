// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.config;

import jakarta.inject.Inject;
import java.util.List;
import java.util.TreeSet;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * The application's Sidetrack configuration, from MicroProfile Config. Values are valid: a wrong one fails the
 * deployment.
 *
 * <pre>{@code
 * @Inject Settings settings;
 *
 * var linger = settings.get(Keys.BATCH_LINGER);
 * }</pre>
 */
@Shared
public class Settings {

    private static final String PREFIX = "sidetrack.";
    private static final String PROVIDER_PREFIX = "sidetrack.provider.";

    private final Values values;

    @Inject
    Settings() {
        this(ofThisApplication());
    }

    /**
     * Uses our own class loader, the war's: while an EAR is deployed, the thread has the EAR's, which does not see
     * files of a war.
     */
    public static Config ofThisApplication() {
        var loader = Settings.class.getClassLoader();
        return UnreadFile.with(loader, ConfigProvider.getConfig(loader));
    }

    /** The settings in this configuration. */
    public Settings(Config config) {
        this.values = new Values(config);
    }

    /**
     * The value of a key, or its default; {@code null} for a key without one.
     *
     * @throws ConfigurationException if the configured value is invalid
     */
    public <T> T get(Key<T> key) {
        return values.get(key);
    }

    /** Whether anything is tracked at all; if not, nothing starts. */
    public boolean isEnabled() {
        return get(Keys.ENABLED);
    }

    /** The names of the providers that get the hits; none if Sidetrack is switched off. */
    public List<String> providers() {
        return isEnabled() ? get(Keys.PROVIDERS) : List.of();
    }

    /** The settings of the provider with this name. */
    public ProviderSettings provider(String name) {
        return new ProviderSettings(name, PROVIDER_PREFIX + name + ".", values);
    }

    /** The sites in {@code sidetrack.sites.<key>.*}, sorted by key. */
    public Sites sites() {
        return Sites.of(values);
    }

    /** Reads every key once, so that a wrong value is found now; returns the names of settings that are never read. */
    public List<String> validate() {
        values.checkExpressions(PREFIX);
        Keys.ALL.forEach(this::get);
        if (sites().all().isEmpty() && get(Keys.UNKNOWN_HOSTS) == UnknownHosts.DROP) {
            throw new ConfigurationException(
                    Keys.UNKNOWN_HOSTS.name() + " is 'drop', but sidetrack.sites.<key>.hosts lists no host.");
        }
        checkCookie();
        var known = new TreeSet<String>();
        Keys.ALL.forEach(key -> known.add(Values.dotted(key.name())));
        return values.names().stream()
                .filter(name -> name.startsWith(PREFIX) && !known.contains(Values.dotted(name)))
                .filter(name -> !name.startsWith(Sites.PREFIX) && !name.startsWith(PROVIDER_PREFIX))
                .toList();
    }

    private void checkCookie() {
        var name = get(Keys.COOKIE_NAME);
        if (CookieText.isBoundToHost(name) && (get(Keys.COOKIE_DOMAIN) != null || !"/".equals(get(Keys.COOKIE_PATH)))) {
            throw new ConfigurationException(
                    Keys.COOKIE_NAME.name() + " is '" + name + "', which browsers accept only without "
                            + Keys.COOKIE_DOMAIN.name() + " and with " + Keys.COOKIE_PATH.name() + "=/.");
        }
    }
}
