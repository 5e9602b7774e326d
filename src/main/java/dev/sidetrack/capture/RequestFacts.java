// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.capture;

import dev.sidetrack.consent.Choice;
import dev.sidetrack.consent.Notice;
import dev.sidetrack.consent.Permission;
import dev.sidetrack.consent.Signals;

/**
 * What a request says of its visitor when it comes in, and what follows from that.
 *
 * @param origin where it comes from
 * @param cookieHeader all its cookies, or {@code null}
 * @param visitorId what the visitor's cookie says, or {@code null}
 * @param choice what the visitor has said
 * @param signals what the browser says by itself
 * @param permission how much may be tracked
 * @param ruledOut why it is not tracked whatever the visitor says, or {@code null}
 * @param leftToBeacon whether a view of its page is counted by the beacon
 * @param notice what its page has to tell or to ask, or {@code null}
 */
record RequestFacts(
        ClientOrigin origin,
        String cookieHeader,
        String visitorId,
        Choice choice,
        Signals signals,
        Permission permission,
        String ruledOut,
        boolean leftToBeacon,
        Notice notice) {

    /** Of a request that cannot be read: nothing is known of it, and nothing tracked. */
    static final RequestFacts UNREADABLE = new RequestFacts(
            new ClientOrigin(null, null, null, 0),
            null,
            null,
            Choice.NONE,
            Signals.NONE,
            Permission.ALL,
            "unreadable",
            false,
            null);
}
