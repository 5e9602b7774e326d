// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * What a hit contains about its visitor, already reduced to what the settings and the visitor allow.
 *
 * <pre>{@code hit.withVisitor(hit.visitor().withUserId(null))}</pre>
 *
 * <p>The constructors are not API, since each new field changes them: {@link #builder(String)} makes a visitor, the
 * {@code with} methods make changed copies.
 *
 * @param clientId the random id of one browser, the same in all its requests
 * @param session the visit this hit belongs to, or {@code null}
 * @param address the client's IP address, shortened by default; {@code null} if {@code sidetrack.client-ip=none}
 * @param userAgent the {@code User-Agent} header, or {@code null}
 * @param language the preferred language as a BCP 47 tag, such as {@code de-AT}, or {@code null}
 * @param consent the visitor's answer to being measured
 * @param purposes what the visitor has agreed to, by the names in {@code sidetrack.consent.purposes}; always with
 *     {@code analytics} after a yes
 * @param userId the application's own id of a person who has signed in, or {@code null}
 * @param aliases ids that a provider's own script has given the browser, by the names of their cookies; empty by
 *     default
 * @param hints what the browser says in addition to its user agent, or {@code null}
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
     * Checks that there is an id, makes all texts plain, and reads no consent as {@link Consent#UNASKED}. Not API, like
     * all constructors.
     *
     * @param clientId see {@link #clientId()}
     * @param session see {@link #session()}
     * @param address see {@link #address()}
     * @param userAgent see {@link #userAgent()}
     * @param language see {@link #language()}
     * @param consent see {@link #consent()}
     * @param purposes see {@link #purposes()}
     * @param userId see {@link #userId()}
     * @param aliases see {@link #aliases()}
     * @param hints see {@link #hints()}
     * @param screen see {@link #screen()}
     * @param country see {@link #country()}
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

    /**
     * Not API, like all constructors.
     *
     * @param clientId see {@link #clientId()}
     * @param session see {@link #session()}
     * @param address see {@link #address()}
     * @param userAgent see {@link #userAgent()}
     * @param language see {@link #language()}
     * @param consent see {@link #consent()}
     */
    public Visitor(
            String clientId, Session session, String address, String userAgent, String language, Consent consent) {
        this(clientId, session, address, userAgent, language, consent, null, null, Map.of(), null, null, null);
    }

    /**
     * Not API, like all constructors.
     *
     * @param clientId see {@link #clientId()}
     * @param session see {@link #session()}
     * @param address see {@link #address()}
     * @param userAgent see {@link #userAgent()}
     * @param language see {@link #language()}
     * @param consent see {@link #consent()}
     * @param userId see {@link #userId()}
     * @param aliases see {@link #aliases()}
     */
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

    /**
     * {@return a builder with only the client id set}
     *
     * @param clientId the random id of the browser
     */
    public static Builder builder(String clientId) {
        return new Builder().clientId(clientId);
    }

    /**
     * {@return this visitor with another client id}
     *
     * @param clientId the copy's client id
     */
    public Visitor withClientId(String clientId) {
        return copy().clientId(clientId).build();
    }

    /**
     * {@return this visitor on another visit}
     *
     * @param session the copy's session
     */
    public Visitor withSession(Session session) {
        return copy().session(session).build();
    }

    /**
     * {@return this visitor at another address}
     *
     * @param address the copy's address
     */
    public Visitor withAddress(String address) {
        return copy().address(address).build();
    }

    /**
     * {@return this visitor with another user agent}
     *
     * @param userAgent the copy's user agent
     */
    public Visitor withUserAgent(String userAgent) {
        return copy().userAgent(userAgent).build();
    }

    /**
     * {@return this visitor with another language}
     *
     * @param language the copy's language
     */
    public Visitor withLanguage(String language) {
        return copy().language(language).build();
    }

    /**
     * {@return this visitor with another consent, and with a yes to {@code analytics} alone}
     *
     * @param consent the copy's consent
     */
    public Visitor withConsent(Consent consent) {
        return copy().consent(consent).purposes(null).build();
    }

    /**
     * {@return this visitor with consent to other purposes}
     *
     * @param purposes the copy's purposes
     */
    public Visitor withPurposes(Set<String> purposes) {
        return copy().purposes(purposes).build();
    }

    /**
     * {@return this visitor as another user}
     *
     * @param userId the copy's user id
     */
    public Visitor withUserId(String userId) {
        return copy().userId(userId).build();
    }

    /**
     * {@return this visitor with other aliases}
     *
     * @param aliases the copy's aliases
     */
    public Visitor withAliases(Map<String, String> aliases) {
        return copy().aliases(aliases).build();
    }

    /**
     * {@return this visitor with other client hints}
     *
     * @param hints the copy's hints
     */
    public Visitor withHints(ClientHints hints) {
        return copy().hints(hints).build();
    }

    /**
     * {@return this visitor with another screen}
     *
     * @param screen the copy's screen
     */
    public Visitor withScreen(String screen) {
        return copy().screen(screen).build();
    }

    /**
     * {@return this visitor in another country}
     *
     * @param country the copy's country
     */
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

    /** A yes always includes analytics. */
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

        /**
         * Sets {@link Visitor#clientId()}; required.
         *
         * @param clientId the client id
         * @return this builder
         */
        public Builder clientId(String clientId) {
            this.clientId = clientId;
            return this;
        }

        /**
         * Sets {@link Visitor#session()}.
         *
         * @param session the session
         * @return this builder
         */
        public Builder session(Session session) {
            this.session = session;
            return this;
        }

        /**
         * Sets {@link Visitor#address()}.
         *
         * @param address the address
         * @return this builder
         */
        public Builder address(String address) {
            this.address = address;
            return this;
        }

        /**
         * Sets {@link Visitor#userAgent()}.
         *
         * @param userAgent the user agent
         * @return this builder
         */
        public Builder userAgent(String userAgent) {
            this.userAgent = userAgent;
            return this;
        }

        /**
         * Sets {@link Visitor#language()}.
         *
         * @param language the language
         * @return this builder
         */
        public Builder language(String language) {
            this.language = language;
            return this;
        }

        /**
         * Sets {@link Visitor#consent()}; {@link Consent#UNASKED} by default.
         *
         * @param consent the consent
         * @return this builder
         */
        public Builder consent(Consent consent) {
            this.consent = consent;
            return this;
        }

        /**
         * Sets {@link Visitor#purposes()}; by default {@code analytics} for a visitor who said yes, none for others.
         *
         * @param purposes the purposes
         * @return this builder
         */
        public Builder purposes(Set<String> purposes) {
            this.purposes = purposes;
            return this;
        }

        /**
         * Sets {@link Visitor#userId()}.
         *
         * @param userId the user id
         * @return this builder
         */
        public Builder userId(String userId) {
            this.userId = userId;
            return this;
        }

        /**
         * Sets {@link Visitor#aliases()}; none by default.
         *
         * @param aliases the aliases
         * @return this builder
         */
        public Builder aliases(Map<String, String> aliases) {
            this.aliases = aliases;
            return this;
        }

        /**
         * Sets {@link Visitor#hints()}.
         *
         * @param hints the hints
         * @return this builder
         */
        public Builder hints(ClientHints hints) {
            this.hints = hints;
            return this;
        }

        /**
         * Sets {@link Visitor#screen()}.
         *
         * @param screen the screen
         * @return this builder
         */
        public Builder screen(String screen) {
            this.screen = screen;
            return this;
        }

        /**
         * Sets {@link Visitor#country()}.
         *
         * @param country the country
         * @return this builder
         */
        public Builder country(String country) {
            this.country = country;
            return this;
        }

        /** {@return the visitor; {@link NullPointerException} without a client id} */
        public Visitor build() {
            return new Visitor(
                    clientId, session, address, userAgent, language, consent, purposes, userId, aliases, hints, screen,
                    country);
        }
    }
}
