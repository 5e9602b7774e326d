// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.config;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The settings of one provider: {@code sidetrack.provider.<name>.*}.
 *
 * <pre>{@code
 * static final Key<URI> URL = Key.url("url", "https://chat.example");
 * static final Key<String> TOKEN = Key.secret("token");
 *
 * var url = settings.get(URL);
 * var token = settings.required(TOKEN);
 * }</pre>
 */
public final class ProviderSettings {

    private static final Key<String> TYPE = Key.text("type", null);
    private static final Key<String> TRACKING_ID = Key.text("tracking-id", null);
    private static final Key<Integer> CONCURRENCY = Key.number("concurrency", null, 1, 1_000);
    private static final Key<Duration> REQUEST_TIMEOUT =
            Key.duration("request-timeout", null, Duration.ofMillis(1), Duration.ofMinutes(5));
    private static final Key<List<String>> SITES = Key.list("sites", "");
    private static final Key<Set<HitType>> HITS = Key.choices("hits", "", HitType.class);
    private static final Key<Integer> VISITORS_PERCENT = Key.number("visitors-percent", "100", 0, 100);
    private static final Key<Set<String>> NEEDS_CONSENT =
            new Key<>("needs-consent", null, "true, false, or list of purposes", false, PurposeNames::needed, true);
    /** The settings that every provider has. */
    public static final List<Key<?>> OF_EVERY_PROVIDER =
            List.of(TYPE, TRACKING_ID, CONCURRENCY, REQUEST_TIMEOUT, SITES, HITS, VISITORS_PERCENT, NEEDS_CONSENT);

    private final String name;
    private final String prefix;
    private final Values values;

    ProviderSettings(String name, String prefix, Values values) {
        this.name = name;
        this.prefix = prefix;
        this.values = values;
    }

    /** {@return the provider's name in {@code sidetrack.providers}} */
    public String name() {
        return name;
    }

    /** {@return the kind of provider: {@code sidetrack.provider.<name>.type}, by default the name itself} */
    public String type() {
        var type = get(TYPE);
        return type == null ? name : type;
    }

    /**
     * {@return how many requests may run concurrently on a node}
     *
     * @param usual what holds unless it is configured
     */
    public int concurrency(int usual) {
        var configured = get(CONCURRENCY);
        return configured == null ? usual : configured;
    }

    /** {@return the longest wait for a complete answer, or {@code null} if it is not configured} */
    public Duration requestTimeout() {
        return get(REQUEST_TIMEOUT);
    }

    /** {@return the sites whose hits the provider gets, by key or host name; empty for all} */
    public Set<String> sites() {
        return Set.copyOf(get(SITES));
    }

    /** {@return the types of hits the provider gets; empty for all} */
    public Set<HitType> types() {
        return get(HITS);
    }

    /** {@return the percentage of visitors whose hits the provider gets} */
    public int percentOfVisitors() {
        return get(VISITORS_PERCENT);
    }

    /**
     * {@return the purposes that visitors must have agreed to for the provider to get their hits; empty for none}
     *
     * @param usual the default
     * @throws ConfigurationException if the site does not ask for one of them
     */
    public Set<String> neededPurposes(Set<String> usual) {
        var configured = get(NEEDS_CONSENT);
        var needed = configured == null ? usual : configured;
        if (!values.get(Keys.CONSENT_PURPOSES).containsAll(needed)) {
            throw new ConfigurationException(nameOf(NEEDS_CONSENT) + " is " + needed + ", of which "
                    + Keys.CONSENT_PURPOSES.name() + " does not contain all: no visitor could agree.");
        }
        return needed;
    }

    /** {@return the currency of values without one of their own, or {@code null}} */
    public String currency() {
        return values.get(Keys.CURRENCY);
    }

    /**
     * {@return the whole name of one of this provider's keys, for messages}
     *
     * @param key one of the provider's keys
     */
    public String nameOf(Key<?> key) {
        return prefix + key.name();
    }

    /**
     * {@return the value of one of this provider's keys, or its default, or {@code null}}
     *
     * @param <T> the type of its values
     * @param key one of the provider's keys
     */
    public <T> T get(Key<T> key) {
        return values.get(prefix + key.name(), key);
    }

    /**
     * {@return the value of a required key}
     *
     * @param <T> the type of its values
     * @param key one of the provider's keys
     * @throws ConfigurationException if it is not set
     */
    public <T> T required(Key<T> key) {
        var value = get(key);
        if (value == null) {
            throw new ConfigurationException(nameOf(key) + " is missing: the provider '" + name + "' needs it.");
        }
        return value;
    }

    /**
     * {@return the tracking ids by site key, with the one for all other hosts under {@code null}:
     * {@code sidetrack.sites.<key>.tracking-id}, then {@code sidetrack.provider.<name>.tracking-id}, then
     * {@code sidetrack.tracking-id}}
     *
     * @throws ConfigurationException if there is none, or a site has none
     */
    public Map<String, String> requiredTrackingIds() {
        var own = get(TRACKING_ID);
        var common = own == null ? values.get(Keys.TRACKING_ID) : own;
        var ids = new HashMap<String, String>();
        if (common != null) {
            ids.put(null, common);
        }
        var sites = Sites.of(values).all();
        for (var site : sites) {
            var id = site.trackingId() == null ? common : site.trackingId();
            if (id != null) {
                ids.put(site.key(), id);
            }
        }
        if (ids.isEmpty() || ids.size() < sites.size()) {
            throw new ConfigurationException("sidetrack.tracking-id is missing: the provider '" + name
                    + "' needs it (or " + prefix + "tracking-id).");
        }
        return ids;
    }

    /**
     * {@return the names of settings with this provider's prefix that are none of these keys, for a warning}
     *
     * @param known the keys that the provider reads
     */
    public List<String> unknown(List<Key<?>> known) {
        return values.namesUnder(prefix).stream()
                .filter(each -> !isNameOf(each, OF_EVERY_PROVIDER) && !isNameOf(each, known))
                .map(each -> prefix + each)
                .toList();
    }

    private static boolean isNameOf(String name, List<Key<?>> keys) {
        return keys.stream().anyMatch(key -> Values.dotted(key.name()).equals(Values.dotted(name)));
    }
}
