// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * What a hit says about who did it, already trimmed to what the settings and the visitor allow.
 *
 * <pre>{@code hit.withVisitor(hit.visitor().withUserId(null))}</pre>
 *
 * <p>The constructors are not API, since each new field changes them: {@link #builder(String)} makes a visitor, the
 * {@code with} methods make changed copies.
 *
 * @param clientId the random id of one browser, the same over all its requests
 * @param session the visit this hit belongs to, or {@code null}
 * @param address the client's IP address, shortened by default; {@code null} if {@code sidetrack.client-ip=none}
 * @param userAgent the {@code User-Agent} header, or {@code null}
 * @param language the preferred language as a BCP 47 tag, such as {@code de-AT}, or {@code null}
 * @param consent what the visitor has said to being measured
 * @param purposes what the visitor has agreed to, by the names of {@code sidetrack.consent.purposes}; {@code analytics}
 *     with every yes
 * @param userId the application's own id of a person who has signed in, or {@code null}
 * @param aliases ids that a provider's own script has given the browser, by the names of their cookies; empty by
 *     default
 * @param hints what the browser says besides its user agent, or {@code null}
 * @param screen the screen's size in CSS pixels, such as {@code 1920x1080}, or {@code null}: only the beacon can tell
 *     it
 * @param country the country of the client's address by ISO 3166-1, such as {@code AT}, or {@code null}: known only
 *     where {@code sidetrack.countries} names a file
 */
public record Visitor(
        String clientId,
        Session session,
        String address,
        String userAgent,
        String language,
        Consent consent,
        Set<String> purposes,
        String userId,
        Map<String, String> aliases,
        ClientHints hints,
        String screen,
        String country) {

    private static final Set<String> ANALYTICS_ONLY = Set.of("analytics");

    /**
     * Checks that there is an id, takes plain texts only, and no word on consent for {@link Consent#UNASKED}. Not API,
     * as all constructors.
     */
    public Visitor {
        Objects.requireNonNull(clientId, "a visitor needs a client id");
        clientId = Objects.requireNonNullElse(Texts.plain(clientId), "");
        address = Texts.plain(address);
        userAgent = Texts.plain(userAgent);
        language = Texts.plain(language);
        userId = Texts.plain(userId);
        screen = Texts.plain(screen);
        country = Texts.plain(country);
        consent = consent == null ? Consent.UNASKED : consent;
        purposes = purposes(consent, purposes);
        aliases = aliases(aliases);
    }

    /** Not API, like all constructors. */
    public Visitor(
            String clientId, Session session, String address, String userAgent, String language, Consent consent) {
        this(clientId, session, address, userAgent, language, consent, null, null, Map.of(), null, null, null);
    }

    /** Not API, like all constructors. */
    public Visitor(
            String clientId,
            Session session,
            String address,
            String userAgent,
            String language,
            Consent consent,
            String userId,
            Map<String, String> aliases) {
        this(clientId, session, address, userAgent, language, consent, null, userId, aliases, null, null, null);
    }

    /** A builder of a visitor of whom nothing but the client id is known. */
    public static Builder builder(String clientId) {
        return new Builder().clientId(clientId);
    }

    /** This visitor with another client id. */
    public Visitor withClientId(String clientId) {
        return copy().clientId(clientId).build();
    }

    /** This visitor on another visit. */
    public Visitor withSession(Session session) {
        return copy().session(session).build();
    }

    /** This visitor at another address. */
    public Visitor withAddress(String address) {
        return copy().address(address).build();
    }

    /** This visitor with another user agent. */
    public Visitor withUserAgent(String userAgent) {
        return copy().userAgent(userAgent).build();
    }

    /** This visitor with another language. */
    public Visitor withLanguage(String language) {
        return copy().language(language).build();
    }

    /** This visitor with another consent, and with a yes to {@code analytics} alone. */
    public Visitor withConsent(Consent consent) {
        return copy().consent(consent).purposes(null).build();
    }

    /** This visitor with consent to other purposes. */
    public Visitor withPurposes(Set<String> purposes) {
        return copy().purposes(purposes).build();
    }

    /** This visitor as another user. */
    public Visitor withUserId(String userId) {
        return copy().userId(userId).build();
    }

    /** This visitor with other aliases. */
    public Visitor withAliases(Map<String, String> aliases) {
        return copy().aliases(aliases).build();
    }

    /** This visitor with other client hints. */
    public Visitor withHints(ClientHints hints) {
        return copy().hints(hints).build();
    }

    /** This visitor with another screen. */
    public Visitor withScreen(String screen) {
        return copy().screen(screen).build();
    }

    /** This visitor in another country. */
    public Visitor withCountry(String country) {
        return copy().country(country).build();
    }

    private static Map<String, String> aliases(Map<String, String> aliases) {
        if (aliases == null || aliases.isEmpty()) {
            return Map.of();
        }
        var plain = new HashMap<String, String>();
        aliases.forEach((cookie, id) -> plain.put(cookie, Objects.requireNonNullElse(Texts.plain(id), "")));
        return Map.copyOf(plain);
    }

    /** A yes is one to analytics at least. */
    private static Set<String> purposes(Consent consent, Set<String> purposes) {
        if (consent != Consent.GRANTED) {
            return purposes == null ? Set.of() : Set.copyOf(purposes);
        }
        if (purposes == null || purposes.isEmpty() || purposes.equals(ANALYTICS_ONLY)) {
            return ANALYTICS_ONLY;
        }
        var all = new HashSet<>(purposes);
        all.addAll(ANALYTICS_ONLY);
        return Set.copyOf(all);
    }

    private Builder copy() {
        return new Builder()
                .clientId(clientId)
                .session(session)
                .address(address)
                .userAgent(userAgent)
                .language(language)
                .consent(consent)
                .purposes(purposes)
                .userId(userId)
                .aliases(aliases)
                .hints(hints)
                .screen(screen)
                .country(country);
    }

    /** Builds a visitor; what is not set is unknown. */
    public static final class Builder {
        private String clientId;
        private Session session;
        private String address;
        private String userAgent;
        private String language;
        private Consent consent;
        private Set<String> purposes;
        private String userId;
        private Map<String, String> aliases;
        private ClientHints hints;
        private String screen;
        private String country;

        private Builder() {}

        /** {@link Visitor#clientId()}; required. */
        public Builder clientId(String clientId) {
            this.clientId = clientId;
            return this;
        }

        /** {@link Visitor#session()}. */
        public Builder session(Session session) {
            this.session = session;
            return this;
        }

        /** {@link Visitor#address()}. */
        public Builder address(String address) {
            this.address = address;
            return this;
        }

        /** {@link Visitor#userAgent()}. */
        public Builder userAgent(String userAgent) {
            this.userAgent = userAgent;
            return this;
        }

        /** {@link Visitor#language()}. */
        public Builder language(String language) {
            this.language = language;
            return this;
        }

        /** {@link Visitor#consent()}; {@link Consent#UNASKED} by default. */
        public Builder consent(Consent consent) {
            this.consent = consent;
            return this;
        }

        /** {@link Visitor#purposes()}; {@code analytics} alone by default for who has said yes, nothing for others. */
        public Builder purposes(Set<String> purposes) {
            this.purposes = purposes;
            return this;
        }

        /** {@link Visitor#userId()}. */
        public Builder userId(String userId) {
            this.userId = userId;
            return this;
        }

        /** {@link Visitor#aliases()}; none by default. */
        public Builder aliases(Map<String, String> aliases) {
            this.aliases = aliases;
            return this;
        }

        /** {@link Visitor#hints()}. */
        public Builder hints(ClientHints hints) {
            this.hints = hints;
            return this;
        }

        /** {@link Visitor#screen()}. */
        public Builder screen(String screen) {
            this.screen = screen;
            return this;
        }

        /** {@link Visitor#country()}. */
        public Builder country(String country) {
            this.country = country;
            return this;
        }

        /** The visitor; {@link NullPointerException} without a client id. */
        public Visitor build() {
            return new Visitor(
                    clientId, session, address, userAgent, language, consent, purposes, userId, aliases, hints, screen,
                    country);
        }
    }
}
