// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.queue;

import dev.sidetrack.config.Keys;
import dev.sidetrack.config.Settings;
import dev.sidetrack.config.Shared;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The lines to all providers. */
@Shared
public class Lines {

    private final Map<String, Line> byName = new LinkedHashMap<>();

    @Inject
    Lines(Settings settings, Providers providers) {
        var failures = settings.get(Keys.CIRCUIT_FAILURES);
        var pause = settings.get(Keys.CIRCUIT_PAUSE);
        providers.byName().forEach((name, provider) -> byName.put(name,
                new Line(name, provider, settings.provider(name).concurrency(), failures, pause, Clock.systemUTC())));
    }

    Lines(Collection<Line> lines) {
        lines.forEach(line -> byName.put(line.name(), line));
    }

    /** The line to the provider of that name, or {@code null}. */
    Line to(String provider) {
        return byName.get(provider);
    }

    /** How the delivery to each provider goes. */
    public List<ProviderState> states() {
        return byName.values().stream().map(Line::state).toList();
    }
}
