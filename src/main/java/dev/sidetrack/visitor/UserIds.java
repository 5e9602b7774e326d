// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.visitor;

import dev.sidetrack.Texts;
import dev.sidetrack.config.ConfigurationException;
import dev.sidetrack.config.Keys;
import dev.sidetrack.config.Settings;
import dev.sidetrack.config.Shared;
import dev.sidetrack.config.UserIdMode;
import jakarta.inject.Inject;

/** The user id that hits may carry according to {@code sidetrack.user-id}. */
@Shared
public class UserIds {

    private static final int LONGEST = 100;

    private final UserIdMode mode;
    private final String secret;

    @Inject
    UserIds(Settings settings) {
        mode = settings.get(Keys.USER_ID);
        secret = settings.get(Keys.SECRET);
        if (mode == UserIdMode.HASHED && secret == null && settings.isEnabled()) {
            throw new ConfigurationException("sidetrack.secret is missing: sidetrack.user-id=hashed needs it.");
        }
    }

    /** Whether the authenticated principal is used at all. */
    public boolean needsPrincipal() {
        return mode != UserIdMode.NONE;
    }

    /**
     * The user id for a hit: the application's, otherwise the principal's name or its hash as configured; {@code null}
     * for none.
     */
    public String of(String identified, String principal) {
        if (identified != null) {
            return Texts.cut(identified, LONGEST);
        }
        if (principal == null || mode == UserIdMode.NONE) {
            return null;
        }
        return mode == UserIdMode.PRINCIPAL
                ? Texts.cut(principal, LONGEST)
                : KeyedHash.of(secret, "sidetrack user " + principal);
    }
}
