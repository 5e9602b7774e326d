// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.provider;

import dev.sidetrack.Hit;
import dev.sidetrack.config.ProviderSettings;
import dev.sidetrack.json.HitJson;
import dev.sidetrack.json.JsonWriter;
import dev.sidetrack.spi.Outcome;
import dev.sidetrack.spi.Provider;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Named;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;

/**
 * {@code log}: one JSON line per hit to the logger {@code dev.sidetrack.hits}, at level INFO. The default, so that a
 * first try needs no account.
 */
@Dependent
@Named("log")
public class LogProvider implements Provider {

    private static final Logger LOG = System.getLogger("dev.sidetrack.hits");

    @Override
    public void configure(ProviderSettings settings) {
        // There are no settings.
    }

    @Override
    public String destination() {
        return "the logger dev.sidetrack.hits";
    }

    @Override
    public List<Outcome> send(List<Hit> hits) {
        for (var hit : hits) {
            LOG.log(Level.INFO, line(hit));
        }
        return Outcome.forAll(hits, Outcome.ACCEPTED);
    }

    static String line(Hit hit) {
        var json = new JsonWriter().object();
        json.time("at", hit.time()).field("hit", hit.isEvent() ? "event" : "page-view");
        HitJson.writeMembers(json, hit);
        return json.end().toString();
    }
}
