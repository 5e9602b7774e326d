// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.demo.probe;

import dev.sidetrack.Tracked;
import jakarta.enterprise.context.ApplicationScoped;

/** Stands for work that a timer starts and no visitor waits for. */
@ApplicationScoped
public class NightlyReport {

    @Tracked("nightly-report")
    public void run() {
        // the call is all there is to see
    }
}
