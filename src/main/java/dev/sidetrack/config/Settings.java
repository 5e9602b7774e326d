// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.config;

import jakarta.inject.Inject;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.stream.StreamSupport;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * The application's Sidetrack configuration, as MicroProfile Config has it. The deployment has failed before anybody
 * gets to read a wrong value here.
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
    private static final String SITES_PREFIX = "sidetrack.sites.";
    private static final String PROVIDER_PREFIX = "sidetrack.provider.";

    private final Config config;
    private final UnexpandedConfig written;

    @Inject
    Settings() {
        this(ofThisApplication());
    }

    /**
     * By our own class loader, the war's: while an EAR is deployed, the thread has the EAR's, which sees no file of a
     * war.
     */
    public static Config ofThisApplication() {
        var loader = Settings.class.getClassLoader();
        return UnreadFile.with(loader, ConfigProvider.getConfig(loader));
    }

    /** The settings that this configuration holds. */
    public Settings(Config config) {
        this.config = config;
        this.written = new UnexpandedConfig(config);
    }

    /**
     * The value of a key, or its default; {@code null} for a key without one.
     *
     * @throws ConfigurationException if what is written there is not valid
     */
    public <T> T get(Key<T> key) {
        return get(key.name(), key);
    }

    /** Whether anything is tracked at all; where not, nothing starts. */
    public boolean isEnabled() {
        return get(Keys.ENABLED);
    }

    /** The names of the providers that hits go to: none where Sidetrack is switched off, which needs no ids. */
    public List<String> providers() {
        return isEnabled() ? get(Keys.PROVIDERS) : List.of();
    }

    /** The settings of the provider of that name. */
    public ProviderSettings provider(String name) {
        return new ProviderSettings(name, PROVIDER_PREFIX + name + ".", this);
    }

    /** The sites of {@code sidetrack.sites.<key>.*}, in the order of their keys. */
    public Sites sites() {
        var keys = new TreeSet<String>(get(Keys.SITES));
        for (var name : names()) {
            var end = name.startsWith(SITES_PREFIX) ? name.indexOf('.', SITES_PREFIX.length()) : -1;
            // With a second dot it is an environment variable, whose dots may stand for dashes: SITES names its site.
            if (end > 0 && end == name.lastIndexOf('.')) {
                keys.add(name.substring(SITES_PREFIX.length(), end));
            }
        }
        return new Sites(keys.stream().map(this::site).toList());
    }

    /** Reads every key once, so that a wrong value shows now; returns the names nobody will ever read. */
    public List<String> validate() {
        checkExpressions();
        Keys.ALL.forEach(this::get);
        if (sites().all().isEmpty() && get(Keys.UNKNOWN_HOSTS) == UnknownHosts.DROP) {
            throw new ConfigurationException(
                    Keys.UNKNOWN_HOSTS.name() + " is 'drop', but sidetrack.sites.<key>.hosts lists no host.");
        }
        checkCookie();
        var known = new TreeSet<String>();
        Keys.ALL.forEach(key -> known.add(dotted(key.name())));
        return names().stream()
                .filter(name -> name.startsWith(PREFIX) && !known.contains(dotted(name)))
                .filter(name -> !name.startsWith(SITES_PREFIX) && !name.startsWith(PROVIDER_PREFIX))
                .toList();
    }

    <T> T get(String wholeName, Key<T> key) {
        var text = config.getOptionalValue(wholeName, String.class)
                .filter(some -> !some.isBlank())
                .orElse(null);
        if (text != null) {
            return key.parse(wholeName, text);
        }
        if (key.filled() && written.text(wholeName) != null) {
            throw new ConfigurationException(wholeName + " is empty: give it a value, or leave it out"
                    + (key.fallback() == null || key.fallback().isEmpty()
                            ? "."
                            : " for the default, " + key.fallback() + "."));
        }
        return key.fallback() == null ? null : key.parse(wholeName, key.fallback());
    }

    /** Names of this provider's settings as far as they can be listed, without the prefix. */
    List<String> namesUnder(String prefix) {
        return names().stream()
                .filter(name -> name.startsWith(prefix))
                .map(name -> name.substring(prefix.length()))
                .toList();
    }

    /**
     * The name as some servers list the environment variable for it: {@code SIDETRACK_TRACKING_ID} is
     * {@code sidetrack.tracking.id}.
     */
    static String dotted(String name) {
        return name.replace('-', '.');
    }

    /** Also of keys that nobody knows, and as they are written in environment variables. */
    private void checkExpressions() {
        var names = new TreeSet<>(names());
        Keys.ALL.forEach(key -> names.add(key.name()));
        for (var name : names) {
            var unexpanded = name.toLowerCase(Locale.ROOT).replace('_', '.').startsWith(PREFIX)
                    ? written.unexpanded(name)
                    : null;
            if (unexpanded != null) {
                throw new ConfigurationException(
                        name + " holds " + unexpanded + ", which cannot be expanded: " + remedy(unexpanded));
            }
        }
    }

    private static String remedy(String unexpanded) {
        return switch (unexpanded) {
            case UnexpandedConfig.ENDLESS -> "it does not end with }. Where no expression is meant, write \\${.";
            case UnexpandedConfig.NAMELESS -> "it names nothing. Where no expression is meant, write \\${.";
            default ->
                "no property and no environment variable has that name. Set it, or give it a default as in"
                        + " ${name:default}.";
        };
    }

    private void checkCookie() {
        var name = get(Keys.COOKIE_NAME);
        if (CookieText.isBoundToHost(name) && (get(Keys.COOKIE_DOMAIN) != null || !"/".equals(get(Keys.COOKIE_PATH)))) {
            throw new ConfigurationException(
                    Keys.COOKIE_NAME.name() + " is '" + name + "', which browsers accept only without "
                            + Keys.COOKIE_DOMAIN.name() + " and with " + Keys.COOKIE_PATH.name() + "=/.");
        }
    }

    private Site site(String key) {
        var prefix = SITES_PREFIX + key + ".";
        var hosts = get(prefix + "hosts", Site.HOSTS);
        if (hosts.isEmpty()) {
            throw new ConfigurationException(
                    prefix + "hosts is missing: it lists the host names of the site '" + key + "'.");
        }
        return new Site(key, hosts, get(prefix + "tracking-id", Site.TRACKING_ID));
    }

    private List<String> names() {
        return StreamSupport.stream(config.getPropertyNames().spliterator(), false)
                .sorted()
                .toList();
    }
}
