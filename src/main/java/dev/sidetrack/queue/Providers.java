// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.queue;

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
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** The providers that {@code sidetrack.providers} names, opened and checked. */
@Shared
class Providers {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,60}");

    private final Map<String, Provider> byName = new LinkedHashMap<>();
    private final List<Route> routes;

    @Inject
    Providers(Settings settings, @Any Instance<Provider> beans) {
        for (var name : settings.get(Keys.PROVIDERS)) {
            // Looked up for each name, since a handle gives the same instance every time.
            byName.put(name, open(name, settings, types(beans)));
        }
        routes = byName.keySet().stream().map(settings::provider).map(Route::of).toList();
    }

    Providers(Map<String, Provider> byName) {
        this.byName.putAll(byName);
        this.routes = byName.keySet().stream().map(Route::ofAll).toList();
    }

    /** Which hits each provider gets. */
    List<Route> routes() {
        return routes;
    }

    /** The providers by the names the configuration gives them, in its order. */
    Map<String, Provider> byName() {
        return Collections.unmodifiableMap(byName);
    }

    private static Provider open(String name, Settings settings, Map<String, Instance.Handle<Provider>> types) {
        if (!NAME.matcher(name).matches()) {
            throw new ConfigurationException("sidetrack.providers holds '" + name + "': a name has letters, digits, - and _ only.");
        }
        var own = settings.provider(name);
        ProviderSettings.OF_EVERY_PROVIDER.forEach(own::get);
        var type = types.get(own.type());
        if (type == null) {
            var key = own.type().equals(name) ? "sidetrack.providers" : "sidetrack.provider." + name + ".type";
            throw new ConfigurationException(
                    key + " names '" + own.type() + "', which is no provider: known are " + String.join(", ", types.keySet()) + ".");
        }
        if (type.getBean().getScope() != Dependent.class) {
            throw new ConfigurationException(type.getBean().getBeanClass().getName() + " must be @Dependent: each name in "
                    + "sidetrack.providers gets an instance of its own.");
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
