// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.fault;

import dev.sidetrack.server.Servers;
import java.nio.file.Path;
import java.time.Duration;

/** What the build says about this run: where its table goes, and whether there is time. */
final class FaultRun {

    static final Path TABLE = Path.of(System.getProperty("fault.table"));

    /** Whether this is the long form. */
    static final boolean LONG = Boolean.getBoolean("fault.long");

    /** How long an outage lasts. */
    static final Duration OUTAGE = LONG ? Duration.ofMinutes(1) : Duration.ofSeconds(4);

    /** Enough for anything on a busy machine. */
    static final Duration PATIENCE = Servers.PATIENCE;

    private FaultRun() {}
}
