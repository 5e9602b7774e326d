// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.visitor;

import dev.sidetrack.Texts;
import dev.sidetrack.config.ConfigurationException;
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
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ThreadFactory;

/**
 * Looks up the country of an address in the operator's file ({@code sidetrack.countries}), which is read into memory
 * when the application starts, and again within a minute after it has changed, by a thread that no request waits for.
 */
@Shared
public class Countries {

    private static final Logger LOG = System.getLogger("dev.sidetrack.visitor");
    private static final Duration PAUSE = Duration.ofMinutes(1);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Path file;
    private final RepeatedTask rounds = new RepeatedTask("countries", PAUSE, this::renew, () -> {});
    private volatile CountryFile known;
    private boolean failureIsTold;

    @Inject
    Countries(Settings settings) {
        file = settings.get(Keys.COUNTRIES);
    }

    /**
     * The country of this address as two letters of ISO 3166-1, such as {@code AT}, or {@code null}; all of the address
     * is needed, as the server gives it.
     */
    public String of(String address) {
        var countries = known;
        var bytes = countries == null || address == null ? null : IpAddress.parse(address);
        return bytes == null ? null : countries.country(bytes);
    }

    /** The credit that pages with countries must show, or {@code null}. */
    public Attribution attribution() {
        var countries = known;
        return countries == null ? null : countries.attribution();
    }

    /** Runs before the first request, because it may fail the deployment. */
    void start(@Observes @Priority(Interceptor.Priority.LIBRARY_BEFORE) ServingStarted web) {
        // Called for each web application of an EAR.
        if (file != null && known == null) {
            read();
            start(ManagedThreads.hereOrOwn());
        }
    }

    void start(ThreadFactory threads) {
        rounds.start(threads);
    }

    void stop(@Observes ServingEnded web) {
        rounds.stop(PATIENCE);
    }

    /** Reads the file for the first time. */
    void read() {
        try {
            known = CountryFile.read(file);
        } catch (IOException wrong) {
            throw new ConfigurationException(Keys.COUNTRIES.name() + " is '" + file + "', which cannot be used: "
                    + wrong.getMessage() + ". Name " + Keys.COUNTRIES.type() + ".");
        }
    }

    /** Reads the file again if it has changed; if that fails, the old content stays in use. */
    void renew() {
        try {
            if (!known.isStill(file)) {
                known = CountryFile.read(file);
                LOG.log(Level.INFO, "Reloaded the country file {0}, which has changed.", file);
            }
            failureIsTold = false;
        } catch (IOException wrong) {
            if (!failureIsTold) {
                failureIsTold = true;
                LOG.log(
                        Level.WARNING,
                        "Reloading the country file {0} failed: {1}. The version read before stays in use, and"
                                + " reloading is retried every minute.",
                        file,
                        Texts.printable(wrong.getMessage()));
            }
        }
    }
}
