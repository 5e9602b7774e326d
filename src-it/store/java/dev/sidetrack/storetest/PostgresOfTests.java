// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.storetest;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/** Has a {@link PostgresServer} for as long as tests run, whose URL is the property {@code store.postgres}. */
public final class PostgresOfTests implements LauncherSessionListener {

    private PostgresServer server;

    @Override
    public void launcherSessionOpened(LauncherSession session) {
        try {
            server = PostgresServer.start(System.getProperty("store.given", ""));
            System.setProperty("store.postgres", server.url());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Override
    public void launcherSessionClosed(LauncherSession session) {
        if (server != null) {
            server.close();
        }
    }
}
