// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.fault;

import java.nio.file.Path;
import java.time.Duration;

/** What the build says about this run: where things are, and whether there is time. */
final class FaultRun {

    static final Path WILDFLY = path("fault.wildfly");
    static final Path ARTEMIS = path("fault.artemis");
    static final Path DOCKER = path("fault.docker");
    static final Path WAR = path("it.war");
    static final Path DIRECTORY = path("fault.directory");
    static final Path TABLE = path("fault.table");

    /** Whether this is the long form. */
    static final boolean LONG = Boolean.getBoolean("fault.long");

    /** How long an outage lasts. */
    static final Duration OUTAGE = LONG ? Duration.ofMinutes(1) : Duration.ofSeconds(4);

    /** Enough for anything on a busy machine. */
    static final Duration PATIENCE = Duration.ofMinutes(3);

    private FaultRun() {}

    private static Path path(String property) {
        return Path.of(System.getProperty(property));
    }
}
