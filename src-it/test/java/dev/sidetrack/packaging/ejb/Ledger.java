// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.packaging.ejb;

import dev.sidetrack.Tracked;
import jakarta.ejb.Stateless;

/** A session bean in a module of its own: each entry is as lasting as the transaction of whoever calls. */
@Stateless
public class Ledger implements Runnable {

    @Override
    @Tracked(value = "booked", durable = true)
    public void run() {
        // That it is called is all.
    }
}
