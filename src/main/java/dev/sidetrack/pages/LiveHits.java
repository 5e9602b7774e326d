// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.pages;

import dev.sidetrack.Hit;
import dev.sidetrack.HitOutcomes;
import dev.sidetrack.HitOutcomes.State;
import dev.sidetrack.config.Shared;
import dev.sidetrack.delivery.Destinations;
import dev.sidetrack.stats.Stats;
import dev.sidetrack.stats.StatsException;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/**
 * The latest hits of this node and their outcomes. They are recorded only while somebody has the view open, and dropped
 * ten minutes after the last request; earlier hits are shown if they are in the database.
 */
@Shared
class LiveHits implements HitOutcomes.Watcher {

    static final int MOST = 500;
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final String STORE = "database";

    private final HitOutcomes outcomes;
    private final Destinations destinations;
    private final Stats stats;
    private final Clock clock;
    private final Map<String, LiveHit> hits = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, LiveHit> eldest) {
            return size() > MOST;
        }
    };
    /** The removed fields of hits that are not complete yet; only a few, because most are completed at once. */
    private final Map<String, List<String>> leftOut = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, List<String>> eldest) {
            return size() > MOST;
        }
    };

    private volatile Instant looked;

    @Inject
    LiveHits(HitOutcomes outcomes, Destinations destinations, Stats stats) {
        this(outcomes, destinations, stats, Clock.systemUTC());
    }

    LiveHits(HitOutcomes outcomes, Destinations destinations, Stats stats, Clock clock) {
        this.outcomes = outcomes;
        this.destinations = destinations;
        this.stats = stats;
        this.clock = clock;
    }

    /**
     * The latest hits that match these parameters ({@code site}, {@code path}, {@code event}, {@code visitor}), newest
     * first.
     */
    List<LiveHit> latest(Parameters parameters, String onlyVisitor, int limit) {
        look();
        var found = new ArrayList<LiveHit>();
        synchronized (hits) {
            hits.values().forEach(hit -> found.add(hit.copy()));
        }
        var site = View.site(parameters);
        addStored(found, site);
        return found.stream()
                .filter(hit -> onlyVisitor == null || onlyVisitor.equals(hit.visitor()))
                .filter(hit -> site == null || site.equals(hit.site()))
                .filter(hit -> holds(hit.path(), parameters.one("path"))
                        && holds(hit.event(), parameters.one("event"))
                        && holds(hit.visitor(), parameters.one("visitor")))
                .sorted(Comparator.comparing(LiveHit::time).reversed().thenComparing(LiveHit::id))
                .limit(limit)
                .toList();
    }

    @Override
    public void leftOut(UUID id, List<String> fields) {
        synchronized (hits) {
            leftOut.put(id.toString(), List.copyOf(fields));
        }
    }

    @Override
    public void made(Hit hit) {
        if (clock.instant().isAfter(looked.plus(PATIENCE))) {
            outcomes.watch(null);
            synchronized (hits) {
                hits.clear();
                leftOut.clear();
            }
            return;
        }
        List<String> fields;
        synchronized (hits) {
            fields = leftOut.remove(hit.id().toString());
        }
        var live = LiveHit.of(hit, fields == null ? List.of() : fields);
        destinations.routes().stream()
                .filter(route -> route.takes(hit))
                .forEach(route -> live.outcomes().put(route.provider(), new LiveHit.Outcome(State.WAITING, null)));
        synchronized (hits) {
            hits.put(live.id(), live);
        }
    }

    @Override
    public void settled(String provider, Hit hit, State state, String reason) {
        synchronized (hits) {
            var live = hits.get(hit.id().toString());
            if (live != null) {
                live.outcomes().put(provider, new LiveHit.Outcome(state, reason));
            }
        }
    }

    private void look() {
        looked = clock.instant();
        outcomes.watch(this);
    }

    private void addStored(List<LiveHit> found, String site) {
        if (!stats.isAvailable()) {
            return;
        }
        var known = new HashSet<String>();
        found.forEach(hit -> known.add(hit.id()));
        try {
            stats.latest(site, MOST).stream()
                    .map(hit -> LiveHit.of(hit, STORE))
                    .filter(hit -> known.add(hit.id()))
                    .forEach(found::add);
        } catch (StatsException away) {
            // Hits in memory are still shown: their outcomes may explain why.
        }
    }

    private static boolean holds(String value, String wanted) {
        return wanted == null
                || value != null && value.toLowerCase(Locale.ROOT).contains(wanted.toLowerCase(Locale.ROOT));
    }
}
