// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.consent;

import dev.sidetrack.config.Settings;

/** What knows the visitor's choice, for benchmarks of other packages. */
public final class BenchConsent {

    public final CookieScope scope;
    public final ConsentCookie consentCookie;
    public final Permissions permissions;
    public final Notices notices;

    public BenchConsent(Settings settings) {
        scope = new CookieScope(settings);
        consentCookie = new ConsentCookie(settings, scope);
        permissions = new Permissions(settings);
        notices = new Notices(settings);
    }
}
