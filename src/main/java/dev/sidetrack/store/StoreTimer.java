// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.store;

import dev.sidetrack.Texts;
import dev.sidetrack.config.Keys;
import dev.sidetrack.config.ManagedThreads;
import dev.sidetrack.config.RepeatedTask;
import dev.sidetrack.config.ServingEnded;
import dev.sidetrack.config.ServingStarted;
import dev.sidetrack.config.Settings;
import dev.sidetrack.config.Shared;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptor;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.ThreadFactory;

/**
 * Opens the stores when the application starts, which fails the deployment if one can never work, and maintains them:
 * every ten seconds it updates the roll-ups and erases visitors who asked for it, every hour it removes old data. It
 * uses a thread instead of a session bean because servers do not find session beans in every place where this jar may
 * be.
 */
@Shared
class StoreTimer {

    private static final Logger LOG = System.getLogger("dev.sidetrack.store");
    private static final Duration PAUSE = Duration.ofSeconds(10);
    private static final int ROUNDS_OF_AN_HOUR = 360;

    private final Settings settings;
    private final Stores stores;
    private final Forgetting forgetting;
    private final RepeatedTask rounds = new RepeatedTask("store", PAUSE, this::keepUp, this::end);
    private boolean isStarted;
    private int round;
    private String version;

    @Inject
    StoreTimer(Settings settings, Stores stores, Forgetting forgetting) {
        this.settings = settings;
        this.stores = stores;
        this.forgetting = forgetting;
    }

    /** Runs before the rest of the application starts, because it may fail the deployment. */
    void start(@Observes @Priority(Interceptor.Priority.LIBRARY_BEFORE) ServingStarted web) {
        // Called for each web application of an EAR and again by the filter; a failure must not fail a request.
        if (!isStarted && stores.areConfigured() && !settings.get(Keys.DRY_RUN)) {
            isStarted = true;
            stores.names().forEach(this::open);
            version = settings.get(Keys.STATS_VERSION) == null ? web.version() : settings.get(Keys.STATS_VERSION);
            start(ManagedThreads.hereOrOwn());
        }
    }

    void start(ThreadFactory threads) {
        rounds.start(threads);
    }

    void stop(@Observes ServingEnded web) {
        rounds.stop(PAUSE);
    }

    private void keepUp() {
        forgetting.run();
        forEachStore("Updating the statistics failed and will be retried", Store::rollUp);
        forEachStore("Noting the new version failed and will be retried", store -> store.deployed(version));
        if (round++ % ROUNDS_OF_AN_HOUR == 0) {
            forEachStore("Removing old data failed and will be retried", Store::removeOld);
        }
    }

    private void end() {
        forgetting.end();
        forEachStore("Releasing the lease failed, it expires by itself", Store::release);
    }

    private void open(String name) {
        try {
            stores.open(name);
        } catch (SQLException away) {
            LOG.log(
                    Level.WARNING,
                    "Opening the store of the provider {0} failed and will be retried with the next hits: {1}.",
                    name,
                    SqlFailure.sentence(away));
        }
    }

    private void forEachStore(String consequence, Work work) {
        for (var store : stores.opened()) {
            try {
                work.on(store);
            } catch (SQLException failed) {
                LOG.log(Level.WARNING, "{0}: {1}.", consequence, SqlFailure.sentence(failed));
            } catch (RuntimeException failed) {
                LOG.log(Level.WARNING, consequence + ": " + Texts.printable(failed.toString()));
                LOG.log(Level.DEBUG, "Stack trace of the failure", failed);
            }
        }
    }

    private interface Work {
        void on(Store store) throws SQLException;
    }
}
