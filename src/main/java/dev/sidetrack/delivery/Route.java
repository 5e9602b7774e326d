// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.delivery;

import dev.sidetrack.Hit;
import dev.sidetrack.config.HitType;
import dev.sidetrack.config.ProviderSettings;
import java.util.Set;

/**
 * Which hits a provider gets: those of some sites, of some types, of a share of the visitors, of visitors who have
 * agreed.
 *
 * @param provider the provider's name
 * @param sites the sites, by key or host name; empty for all
 * @param types the types of hits; empty for all
 * @param percent the share of visitors, from 0 to 100
 * @param purposes what visitors must have agreed to
 */
public record Route(String provider, Set<String> sites, Set<HitType> types, int percent, Set<String> purposes) {

    /** The route of a provider that needs consent to these purposes, if nothing else is configured. */
    static Route of(ProviderSettings settings, Set<String> needed) {
        return new Route(
                settings.name(),
                settings.sites(),
                settings.types(),
                settings.percentOfVisitors(),
                settings.neededPurposes(needed));
    }

    /** A route for every hit. */
    public static Route ofAll(String provider) {
        return new Route(provider, Set.of(), Set.of(), 100, Set.of());
    }

    /** Whether the provider gets this hit. */
    public boolean takes(Hit hit) {
        return isOfSite(hit) && isOfType(hit) && isSampled(hit) && isAllowed(hit);
    }

    private boolean isOfSite(Hit hit) {
        return sites.isEmpty()
                || hit.site() != null && sites.contains(hit.site())
                || hit.page().host() != null && sites.contains(hit.page().host());
    }

    private boolean isOfType(Hit hit) {
        return types.isEmpty() || types.contains(hit.isEvent() ? HitType.EVENT : HitType.PAGE_VIEW);
    }

    /** A visitor is in the sample with all hits or with none. */
    private boolean isSampled(Hit hit) {
        return percent == 100
                || hit.visitor() == null
                || Math.floorMod(hash(hit.visitor().clientId()), 100) < percent;
    }

    private boolean isAllowed(Hit hit) {
        return purposes.isEmpty()
                || hit.visitor() != null && hit.visitor().purposes().containsAll(purposes);
    }

    /** String's hash with its bits mixed, since its low ones alone are those of the last characters. */
    private static int hash(String id) {
        var hash = id.hashCode() * 0x9E3779B9;
        return hash ^ hash >>> 16;
    }
}
