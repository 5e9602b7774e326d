// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.capture;

import dev.sidetrack.config.Shared;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.atomic.AtomicBoolean;

/** Logs once that Sidetrack is switched off, however many web applications and filters of an EAR start. */
@Shared
class SwitchedOff {

    private static final Logger LOG = System.getLogger("dev.sidetrack");

    private final AtomicBoolean isTold = new AtomicBoolean();

    void tell() {
        if (!isTold.getAndSet(true)) {
            LOG.log(Level.INFO, "Sidetrack is switched off (sidetrack.enabled=false).");
        }
    }
}
