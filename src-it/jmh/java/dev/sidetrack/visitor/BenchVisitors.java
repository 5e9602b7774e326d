// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.visitor;

import dev.sidetrack.BenchSettings;
import dev.sidetrack.config.Settings;
import dev.sidetrack.consent.BenchConsent;
import dev.sidetrack.consent.CookieScope;

/** What recognises a visitor, for benchmarks of other packages. */
public final class BenchVisitors {

    public final VisitorCookie visitorCookie;
    public final SessionCookie sessionCookie;
    public final ClientAddress clientAddress;
    public final Countries countries;
    public final CookielessIds cookielessIds;
    public final UserIds userIds;
    public final GoogleCookies googleCookies;

    static BenchVisitors withDefaults() {
        var settings = BenchSettings.defaults();
        return new BenchVisitors(settings, new BenchConsent(settings).scope);
    }

    public BenchVisitors(Settings settings, CookieScope scope) {
        visitorCookie = new VisitorCookie(settings, scope);
        sessionCookie = new SessionCookie(settings, scope);
        clientAddress = new ClientAddress(settings);
        countries = new Countries(settings);
        cookielessIds = new CookielessIds(settings);
        userIds = new UserIds(settings);
        googleCookies = new GoogleCookies(settings);
    }
}
