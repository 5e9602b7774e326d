// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.delivery;

import dev.sidetrack.config.ConfigurationException;
import dev.sidetrack.config.Keys;
import dev.sidetrack.config.ProviderSettings;
import dev.sidetrack.config.Settings;
import dev.sidetrack.config.Shared;
import dev.sidetrack.spi.Provider;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Clock;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Where hits go: the providers that {@code sidetrack.providers} names, opened and checked. */
@Shared
public class Destinations {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,60}");

    private final Map<String, Destination> byName = new LinkedHashMap<>();

    @Inject
    Destinations(Settings settings, @Any Instance<Provider> beans) {
        var failures = settings.get(Keys.CIRCUIT_FAILURES);
        var pause = settings.get(Keys.CIRCUIT_PAUSE);
        var backoff = new Backoff(settings.get(Keys.BACKOFF), pause, new Random());
        for (var name : settings.providers()) {
            // Looked up for each name, since a handle gives the same instance every time.
            var provider = open(name, settings, types(beans));
            var own = settings.provider(name);
            var circuit = new Circuit(name, failures, pause, backoff, Clock.systemUTC());
            byName.put(
                    name,
                    new Destination(
                            name,
                            provider,
                            Route.of(own, provider.neededPurposes()),
                            circuit,
                            own.concurrency(provider.concurrency())));
        }
    }

    /** These and no others. */
    public Destinations(Collection<Destination> destinations) {
        destinations.forEach(destination -> byName.put(destination.name(), destination));
    }

    /** The destination of that name, or {@code null}. */
    public Destination named(String name) {
        return byName.get(name);
    }

    /** All of them, in the order of the configuration. */
    public Collection<Destination> all() {
        return Collections.unmodifiableCollection(byName.values());
    }

    /** Which hits each provider gets. */
    public List<Route> routes() {
        return byName.values().stream().map(Destination::route).toList();
    }

    /** How the delivery to each provider goes. */
    public List<ProviderState> states() {
        return byName.values().stream()
                .map(destination -> destination.circuit().state())
                .toList();
    }

    private static Provider open(String name, Settings settings, Map<String, Instance.Handle<Provider>> types) {
        if (!NAME.matcher(name).matches()) {
            throw new ConfigurationException(
                    "sidetrack.providers contains '" + name + "': a name has letters, digits, - and _ only.");
        }
        var own = settings.provider(name);
        ProviderSettings.OF_EVERY_PROVIDER.forEach(own::get);
        var type = types.get(own.type());
        if (type == null) {
            var key = own.type().equals(name) ? "sidetrack.providers" : "sidetrack.provider." + name + ".type";
            throw new ConfigurationException(key + " names '" + own.type() + "', an unknown provider type: known are "
                    + String.join(", ", types.keySet()) + ".");
        }
        if (type.getBean().getScope() != Dependent.class) {
            throw new ConfigurationException(type.getBean().getBeanClass().getName()
                    + " must be @Dependent: each name in " + "sidetrack.providers gets an instance of its own.");
        }
        var provider = type.get();
        provider.configure(own);
        return provider;
    }

    private static Map<String, Instance.Handle<Provider>> types(Instance<Provider> beans) {
        var types = new TreeMap<String, Instance.Handle<Provider>>();
        for (var handle : beans.handles()) {
            for (var qualifier : handle.getBean().getQualifiers()) {
                if (qualifier instanceof Named named) {
                    types.put(named.value(), handle);
                }
            }
        }
        return types;
    }
}
