// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.visitor;

import dev.sidetrack.config.Settings;

/** What recognises a visitor, for benchmarks of other packages. */
public final class BenchVisitors {

    public final VisitorCookie visitorCookie;
    public final SessionCookie sessionCookie;
    public final ClientAddress clientAddress;
    public final CookielessIds cookielessIds;
    public final UserIds userIds;
    public final GoogleCookies googleCookies;

    public BenchVisitors(Settings settings) {
        visitorCookie = new VisitorCookie(settings);
        sessionCookie = new SessionCookie(settings);
        clientAddress = new ClientAddress(settings);
        cookielessIds = new CookielessIds(settings);
        userIds = new UserIds(settings);
        googleCookies = new GoogleCookies(settings);
    }
}
