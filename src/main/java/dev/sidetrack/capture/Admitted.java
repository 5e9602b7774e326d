// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.capture;

import dev.sidetrack.consent.Choice;
import dev.sidetrack.consent.Notice;
import dev.sidetrack.consent.Permission;
import dev.sidetrack.consent.Signals;

/**
 * What a request says of its visitor, and what follows from that.
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
 * @param userId who has signed in, as the application says, or {@code null}
 * @param screen the size of the visitor's screen, which a beacon tells of, or {@code null}
 */
record Admitted(
        ClientOrigin origin,
        String cookieHeader,
        String visitorId,
        Choice choice,
        Signals signals,
        Permission permission,
        String ruledOut,
        boolean leftToBeacon,
        Notice notice,
        String userId,
        String screen) {

    /** Of a request that cannot be read: nothing is known of it, and nothing tracked. */
    static final Admitted UNREADABLE = new Admitted(
            new ClientOrigin(null, null, null, 0),
            null,
            null,
            Choice.NONE,
            Signals.NONE,
            Permission.ALL,
            "unreadable",
            false,
            null,
            null,
            null);

    /** The same after the visitor has made another choice, by which this much may be tracked. */
    Admitted decided(Choice now, Permission allowed) {
        return copy(now, allowed, userId, screen);
    }

    /** The same, of who has signed in. */
    Admitted by(String userId) {
        return copy(choice, permission, userId, screen);
    }

    /** The same, with a screen of that size. */
    Admitted on(String screen) {
        return copy(choice, permission, userId, screen);
    }

    private Admitted copy(Choice choice, Permission permission, String userId, String screen) {
        return new Admitted(
                origin,
                cookieHeader,
                visitorId,
                choice,
                signals,
                permission,
                ruledOut,
                leftToBeacon,
                notice,
                userId,
                screen);
    }
}
