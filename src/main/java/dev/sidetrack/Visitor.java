// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack;

import java.util.Map;
import java.util.Objects;

/**
 * What a hit says about who did it, already trimmed to what the settings and the visitor allow.
 *
 * @param clientId the random id of one browser, the same over all its requests
 * @param session the visit this hit belongs to, or {@code null}
 * @param address the client's IP address, shortened by default; {@code null} if {@code sidetrack.client-ip=none}
 * @param userAgent the {@code User-Agent} header, or {@code null}
 * @param language the preferred language as a BCP 47 tag, such as {@code de-AT}, or {@code null}
 * @param consent what the visitor has said to being measured
 * @param userId the application's own id of a person who has signed in, or {@code null}
 * @param aliases ids that a provider's own script has given the browser, by the names of their cookies; empty by default
 */
public record Visitor(
        String clientId,
        Session session,
        String address,
        String userAgent,
        String language,
        Consent consent,
        String userId,
        Map<String, String> aliases) {

    /** Checks that there is an id, and takes no word on consent for {@link Consent#UNASKED}. */
    public Visitor {
        Objects.requireNonNull(clientId, "a visitor needs a client id");
        consent = consent == null ? Consent.UNASKED : consent;
        aliases = Map.copyOf(aliases);
    }

    /** A visitor who has not signed in. */
    public Visitor(String clientId, Session session, String address, String userAgent, String language, Consent consent) {
        this(clientId, session, address, userAgent, language, consent, null, Map.of());
    }
}
