// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.provider;

import dev.sidetrack.Hit;
import dev.sidetrack.config.ProviderSettings;
import dev.sidetrack.spi.Outcome;
import java.util.List;
import java.util.Map;

/** The tracking ids of the sites. */
final class TrackingIds {

    private final Map<String, String> bySite;

    TrackingIds(ProviderSettings settings) {
        bySite = settings.requiredTrackingIds();
    }

    /** The id for these hits of one site, or {@code null} if the configuration no longer knows their site. */
    String of(List<Hit> hits) {
        return of(hits.get(0));
    }

    /** The id for this hit, or {@code null} if the configuration no longer knows its site. */
    String of(Hit hit) {
        return bySite.get(hit.site());
    }

    /** The outcomes of hits without an id. */
    static List<Outcome> missing(List<Hit> hits) {
        return Outcome.forAll(hits, missing(hits.get(0)));
    }

    /** The outcome of a hit without an id. */
    static Outcome missing(Hit hit) {
        return Outcome.rejected("no tracking id for the host " + hit.page().host());
    }
}
