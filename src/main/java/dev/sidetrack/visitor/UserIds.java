// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.visitor;

import dev.sidetrack.Texts;
import dev.sidetrack.config.ConfigurationException;
import dev.sidetrack.config.Keys;
import dev.sidetrack.config.Settings;
import dev.sidetrack.config.Shared;
import dev.sidetrack.config.UserIdMode;
import jakarta.inject.Inject;

/** The id of a person who has signed in, as far as {@code sidetrack.user-id} lets hits carry it. */
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

    /** Whether the authenticated principal is asked for at all. */
    public boolean needsPrincipal() {
        return mode != UserIdMode.NONE;
    }

    /**
     * What a hit carries: what the application has said, else what is allowed of the principal's name; {@code null} for
     * nothing.
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
