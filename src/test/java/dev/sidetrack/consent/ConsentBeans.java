// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.consent;

import dev.sidetrack.ConsentChanged;
import dev.sidetrack.ConsentChoices;
import dev.sidetrack.VisitorForgotten;
import dev.sidetrack.config.Settings;
import jakarta.enterprise.event.Event;

/** Makes the beans of this package for the tests of others. */
public final class ConsentBeans {

    private ConsentBeans() {}

    public static ConsentCookie consentCookie(Settings settings) {
        return new ConsentCookie(settings, new CookieScope(settings));
    }

    public static CookieScope scope(Settings settings) {
        return new CookieScope(settings);
    }

    public static Permissions permissions(Settings settings) {
        return new Permissions(settings);
    }

    public static Notices notices(Settings settings) {
        return new Notices(settings);
    }

    public static ConsentChoices tracking(
            Settings settings, Event<ConsentChanged> changes, Event<VisitorForgotten> forgotten) {
        return new ConsentTracking(settings, changes, forgotten);
    }

    public static ConsentEndpoint endpoint(ConsentChoices choices) {
        return new ConsentEndpoint(choices);
    }
}
