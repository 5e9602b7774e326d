// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.store;

import dev.sidetrack.Hit;
import dev.sidetrack.config.ConfigurationException;
import dev.sidetrack.config.Key;
import dev.sidetrack.config.Keys;
import dev.sidetrack.config.ProviderSettings;
import dev.sidetrack.config.Settings;
import dev.sidetrack.spi.Limits;
import dev.sidetrack.spi.Outcome;
import dev.sidetrack.spi.Provider;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * {@code database}: hits in the operator's own database, each exactly once, using the server's default data source or
 * the one that {@code data-source} names. It creates its own tables. {@code dev.sidetrack.stats.Stats} queries them.
 */
@Dependent
@Named("database")
public class DatabaseProvider implements Provider {

    private static final Logger LOG = System.getLogger("dev.sidetrack.store");
    /** Even if several nodes each lock this many visitors at once, PostgreSQL does not run out of locks. */
    private static final int MOST_HITS = 200;

    private static final int DAYS_OF_MONTH = 28;

    private final Stores stores;
    private final boolean dryRun;
    private final HitCheck check;
    private String name;
    private StoreKeys keys;
    private HitRows rows;

    @Inject
    DatabaseProvider(Stores stores, Settings settings) {
        this(stores, settings, Clock.systemUTC());
    }

    DatabaseProvider(Stores stores, Settings settings, Clock clock) {
        this.stores = stores;
        this.dryRun = settings.get(Keys.DRY_RUN);
        this.check = new HitCheck(clock);
    }

    @Override
    public void configure(ProviderSettings settings) {
        name = settings.name();
        keys = StoreKeys.of(settings);
        rows = new HitRows(new VisitorFacts());
        stores.add(name, keys);
    }

    @Override
    public List<Key<?>> keys() {
        return StoreKeys.ALL;
    }

    @Override
    public Limits limits() {
        // Retention would remove older hits at once.
        var kept = Duration.ofDays(keys.keepHits().toTotalMonths() * DAYS_OF_MONTH
                + keys.keepHits().getDays());
        var lateness = kept.compareTo(Limits.NONE.lateness()) < 0 ? kept : Limits.NONE.lateness();
        return Limits.NONE.hits(MOST_HITS).lateness(lateness).deduplicating();
    }

    @Override
    public String destination() {
        return "the schema " + keys.schema() + " of " + keys.dataSource();
    }

    @Override
    public List<Outcome> send(List<Hit> hits) {
        if (dryRun) {
            LOG.log(Level.INFO, "Dry run, not stored (sidetrack.dry-run=true): {0} hits.", hits.size());
            return Outcome.forAll(hits, Outcome.ACCEPTED);
        }
        var outcomes = new ArrayList<Outcome>(Collections.nCopies(hits.size(), null));
        var good = new ArrayList<StoredHit>(hits.size());
        for (var i = 0; i < hits.size(); i++) {
            if (ErasureOrder.is(hits.get(i))) {
                outcomes.set(i, erase(hits.get(i).visitor().clientId()));
                continue;
            }
            var properties = HitRows.properties(hits.get(i));
            var refusal = check.refusal(hits.get(i), properties);
            if (refusal == null) {
                good.add(rows.row(hits.get(i), properties));
            } else {
                outcomes.set(i, Outcome.rejected(refusal));
            }
        }
        var outcome = good.isEmpty() ? Outcome.ACCEPTED : store(good);
        outcomes.replaceAll(known -> known == null ? outcome : known);
        return outcomes;
    }

    private Outcome store(List<StoredHit> good) {
        return outcome(store -> store.write(good));
    }

    /** Hits of the visitor that follow, or are in the same request, are not stored any more. */
    private Outcome erase(String clientId) {
        return outcome(store -> store.erase(clientId));
    }

    private Outcome outcome(Work work) {
        try {
            work.on(stores.open(name));
            return Outcome.ACCEPTED;
        } catch (ConfigurationException wrong) {
            return Outcome.stop(wrong.getMessage());
        } catch (SQLException failed) {
            LOG.log(Level.DEBUG, "Storing or erasing hits failed", failed);
            return SqlFailure.outcome(failed);
        }
    }

    private interface Work {
        void on(Store store) throws SQLException;
    }
}
