// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.consent;

import dev.sidetrack.Consent;
import dev.sidetrack.config.BeforeConsent;
import dev.sidetrack.config.ConsentMode;
import dev.sidetrack.config.Keys;
import dev.sidetrack.config.Settings;
import dev.sidetrack.config.Shared;
import dev.sidetrack.config.SignalMode;
import dev.sidetrack.consent.Permission.Level;
import jakarta.inject.Inject;

/**
 * Decides how much of a request may be tracked from the visitor's choice and the browser's signals; the strictest wins.
 */
@Shared
public class Permissions {

    private final ConsentMode mode;
    private final BeforeConsent before;
    private final SignalMode gpc;
    private final SignalMode dnt;

    @Inject
    Permissions(Settings settings) {
        mode = settings.get(Keys.CONSENT);
        before = settings.get(Keys.CONSENT_BEFORE);
        gpc = settings.get(Keys.GPC);
        dnt = settings.get(Keys.DNT);
    }

    /** The permission for a visitor with this choice and these signals. */
    public Permission of(Choice choice, Signals signals) {
        var byChoice = byChoice(choice.consent());
        var byGpc = bySignal(signals.gpc(), gpc, "gpc");
        var byDnt = bySignal(signals.dnt(), dnt, "dnt");
        return stricter(byChoice, stricter(byGpc, byDnt));
    }

    /** Whether to ask the visitor. */
    public boolean isAsking(Choice choice) {
        return (choice.consent() == Consent.UNASKED || choice.isOutdated())
                && (mode == ConsentMode.OPT_IN || mode == ConsentMode.OPT_OUT);
    }

    private Permission byChoice(Consent consent) {
        if (consent == Consent.DENIED) {
            return new Permission(Level.NOTHING, "declined");
        }
        if (mode != ConsentMode.OPT_IN || consent == Consent.GRANTED) {
            return Permission.ALL;
        }
        return new Permission(before == BeforeConsent.NOTHING ? Level.NOTHING : Level.ANONYMOUS, "no-consent");
    }

    private static Permission bySignal(boolean isSent, SignalMode mode, String reason) {
        if (mode == SignalMode.IGNORE || !isSent) {
            return Permission.ALL;
        }
        return new Permission(mode == SignalMode.DROP ? Level.NOTHING : Level.ANONYMOUS, reason);
    }

    private static Permission stricter(Permission one, Permission other) {
        return one.level().compareTo(other.level()) >= 0 ? one : other;
    }
}
