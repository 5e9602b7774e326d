// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.capture;

import dev.sidetrack.consent.Choice;
import dev.sidetrack.consent.Notice;
import dev.sidetrack.consent.Permission;
import dev.sidetrack.consent.Signals;

/**
 * What a request says about its visitor, and what follows from it.
 *
 * @param origin where the request comes from
 * @param contextPath where the application begins; kept because Open Liberty may have taken the application away from
 *     the request when another thread goes on with it
 * @param cookieHeader all its cookies, or {@code null}; as the next two it is kept because Payara decodes a header
 *     again each time that somebody asks for it
 * @param userAgent its user agent, or {@code null}
 * @param referrer the page that it comes from, or {@code null}
 * @param visitorId the id in the visitor's cookie, or {@code null}
 * @param choice the visitor's choice
 * @param signals the browser's signals
 * @param permission how much may be tracked
 * @param ruledOut why it is not tracked, whatever the visitor says, or {@code null}
 * @param leftToBeacon whether a view of its page is counted by the beacon
 * @param notice the notice that its page has to show, or {@code null}
 * @param userId the application's id of the signed-in user, or {@code null}
 * @param screen the size of the visitor's screen, reported by a beacon, or {@code null}
 */
record Admitted(
        ClientOrigin origin,
        String contextPath,
        String cookieHeader,
        String userAgent,
        String referrer,
        String visitorId,
        Choice choice,
        Signals signals,
        Permission permission,
        String ruledOut,
        boolean leftToBeacon,
        Notice notice,
        String userId,
        String screen) {

    /** For a request that cannot be read: nothing is known and nothing is tracked. */
    static final Admitted UNREADABLE = ruledOut(
            new ClientOrigin(null, null, null, 0), "", null, null, null, Choice.NONE, Signals.NONE, "unreadable");

    /** Of a request that is not tracked for this reason, whatever its visitor says. */
    static Admitted ruledOut(
            ClientOrigin origin,
            String contextPath,
            String cookieHeader,
            String userAgent,
            String referrer,
            Choice choice,
            Signals signals,
            String why) {
        return new Admitted(
                origin,
                contextPath,
                cookieHeader,
                userAgent,
                referrer,
                null,
                choice,
                signals,
                Permission.ALL,
                why,
                false,
                null,
                null,
                null);
    }

    /** A copy with another choice of the visitor, and with this permission. */
    Admitted decided(Choice now, Permission allowed) {
        return copy(now, allowed, userId, screen);
    }

    /** A copy with this signed-in user. */
    Admitted by(String userId) {
        return copy(choice, permission, userId, screen);
    }

    /** A copy with this screen size. */
    Admitted on(String screen) {
        return copy(choice, permission, userId, screen);
    }

    private Admitted copy(Choice choice, Permission permission, String userId, String screen) {
        return new Admitted(
                origin,
                contextPath,
                cookieHeader,
                userAgent,
                referrer,
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
