// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.visitor;

import dev.sidetrack.config.Keys;
import dev.sidetrack.config.Settings;
import dev.sidetrack.consent.ConsentBeans;

/** Makes the beans of this package for the tests of others. */
public final class VisitorBeans {

    private VisitorBeans() {}

    public static VisitorCookie visitorCookie(Settings settings) {
        return new VisitorCookie(settings, ConsentBeans.scope(settings));
    }

    public static SessionCookie sessionCookie(Settings settings) {
        return new SessionCookie(settings, ConsentBeans.scope(settings));
    }

    public static ClientAddress clientAddress(Settings settings) {
        return new ClientAddress(settings);
    }

    public static Countries countries(Settings settings) {
        var countries = new Countries(settings);
        if (settings.get(Keys.COUNTRIES) != null) {
            countries.read();
        }
        return countries;
    }

    public static CookielessIds cookielessIds(Settings settings) {
        return new CookielessIds(settings);
    }

    public static UserIds userIds(Settings settings) {
        return new UserIds(settings);
    }

    public static GoogleCookies googleCookies(Settings settings) {
        return new GoogleCookies(settings);
    }
}
