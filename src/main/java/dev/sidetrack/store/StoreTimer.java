// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.store;

import dev.sidetrack.config.Keys;
import dev.sidetrack.config.Settings;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.ejb.Lock;
import jakarta.ejb.LockType;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.SQLException;

/**
 * Opens the stores when the application starts, which fails the deployment where none can work, and keeps them up to
 * date: every ten seconds the numbers and who is to be forgotten, every hour what is too old.
 */
@Startup
@Singleton(name = "SidetrackStore")
@Lock(LockType.READ)
@TransactionManagement(TransactionManagementType.BEAN)
public class StoreTimer {

    private static final Logger LOG = System.getLogger("dev.sidetrack.store");

    @Inject
    Stores stores;

    @Inject
    Forgetting forgetting;

    @Inject
    Settings settings;

    private boolean isOn;

    @PostConstruct
    void start() {
        isOn = settings.get(Keys.ENABLED) && !settings.get(Keys.DRY_RUN);
        if (isOn) {
            stores.names().forEach(this::open);
        }
    }

    @Schedule(hour = "*", minute = "*", second = "*/10", persistent = false)
    void keepUp() {
        if (isOn) {
            forgetting.run();
            stores.opened().forEach(store -> quietly("The numbers are not up to date", store::rollUp));
        }
    }

    @Schedule(hour = "*", minute = "17", second = "5", persistent = false)
    void cleanUp() {
        if (isOn) {
            stores.opened().forEach(store -> quietly("What is too old is not removed", store::removeOld));
        }
    }

    @PreDestroy
    void stop() {
        if (isOn) {
            forgetting.run();
            stores.opened().forEach(store -> quietly("The lease runs out by itself", store::release));
        }
    }

    private void open(String name) {
        try {
            stores.open(name);
        } catch (SQLException away) {
            LOG.log(
                    Level.WARNING,
                    "The store of the provider {0} cannot be opened yet, which is tried again with the next hits: {1}.",
                    name,
                    SqlFailure.sentence(away));
        }
    }

    private static void quietly(String consequence, Work work) {
        try {
            work.run();
        } catch (SQLException failed) {
            LOG.log(Level.WARNING, "{0}, which is tried again: {1}.", consequence, SqlFailure.sentence(failed));
        } catch (RuntimeException failed) {
            LOG.log(Level.WARNING, consequence + ", which is tried again", failed);
        }
    }

    private interface Work {
        void run() throws SQLException;
    }
}
