// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack;

/**
 * The campaign that brought a visitor, from the parameters of the page's address ({@code utm_*}, {@code mtm_*},
 * {@code pk_*}, click ids).
 *
 * <pre>{@code hit.withCampaign(Campaign.builder().source("newsletter").medium("email").build())}</pre>
 *
 * <p>The constructor is not API, since each new field changes it: {@link #builder()} makes a campaign, the {@code with}
 * methods make changed copies.
 *
 * @param source who sent the visitor, such as {@code newsletter}
 * @param medium the channel, such as {@code email}
 * @param name the campaign
 * @param term the words searched for
 * @param content which of several links or ads
 * @param id the campaign's id
 * @param sourcePlatform where the campaign is managed, such as {@code Search Ads 360} ({@code utm_source_platform})
 * @param creativeFormat the kind of creative, such as {@code skyscraper} ({@code utm_creative_format})
 * @param marketingTactic the targeting, such as {@code remarketing} ({@code utm_marketing_tactic})
 * @param clickIdName the name of the advertiser's click id, such as {@code gclid}
 * @param clickId the click id, always whole
 * @see <a href="https://support.google.com/analytics/answer/10917952">Google on its utm parameters</a>
 */
public record Campaign(
        String source,
        String medium,
        String name,
        String term,
        String content,
        String id,
        String sourcePlatform,
        String creativeFormat,
        String marketingTactic,
        String clickIdName,
        String clickId) {

    /**
     * Takes plain texts only. Not API, like all constructors.
     *
     * @param source see {@link #source()}
     * @param medium see {@link #medium()}
     * @param name see {@link #name()}
     * @param term see {@link #term()}
     * @param content see {@link #content()}
     * @param id see {@link #id()}
     * @param sourcePlatform see {@link #sourcePlatform()}
     * @param creativeFormat see {@link #creativeFormat()}
     * @param marketingTactic see {@link #marketingTactic()}
     * @param clickIdName see {@link #clickIdName()}
     * @param clickId see {@link #clickId()}
     */
    public Campaign {
        source = Texts.plain(source);
        medium = Texts.plain(medium);
        name = Texts.plain(name);
        term = Texts.plain(term);
        content = Texts.plain(content);
        id = Texts.plain(id);
        sourcePlatform = Texts.plain(sourcePlatform);
        creativeFormat = Texts.plain(creativeFormat);
        marketingTactic = Texts.plain(marketingTactic);
        clickIdName = Texts.plain(clickIdName);
        clickId = Texts.plain(clickId);
    }

    /**
     * Not API, like all constructors.
     *
     * @param source see {@link #source()}
     * @param medium see {@link #medium()}
     * @param name see {@link #name()}
     * @param term see {@link #term()}
     * @param content see {@link #content()}
     * @param id see {@link #id()}
     * @param clickIdName see {@link #clickIdName()}
     * @param clickId see {@link #clickId()}
     */
    public Campaign(
            String source,
            String medium,
            String name,
            String term,
            String content,
            String id,
            String clickIdName,
            String clickId) {
        this(source, medium, name, term, content, id, null, null, null, clickIdName, clickId);
    }

    /** {@return a builder with nothing set} */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * {@return this campaign from another source}
     *
     * @param source the copy's source
     */
    public Campaign withSource(String source) {
        return copy().source(source).build();
    }

    /**
     * {@return this campaign by another medium}
     *
     * @param medium the copy's medium
     */
    public Campaign withMedium(String medium) {
        return copy().medium(medium).build();
    }

    /**
     * {@return this campaign by another name}
     *
     * @param name the copy's name
     */
    public Campaign withName(String name) {
        return copy().name(name).build();
    }

    /**
     * {@return this campaign with another term}
     *
     * @param term the copy's term
     */
    public Campaign withTerm(String term) {
        return copy().term(term).build();
    }

    /**
     * {@return this campaign with other content}
     *
     * @param content the copy's content
     */
    public Campaign withContent(String content) {
        return copy().content(content).build();
    }

    /**
     * {@return this campaign with another id}
     *
     * @param id the copy's id
     */
    public Campaign withId(String id) {
        return copy().id(id).build();
    }

    /**
     * {@return this campaign on another platform}
     *
     * @param sourcePlatform the copy's source platform
     */
    public Campaign withSourcePlatform(String sourcePlatform) {
        return copy().sourcePlatform(sourcePlatform).build();
    }

    /**
     * {@return this campaign with another format}
     *
     * @param creativeFormat the copy's creative format
     */
    public Campaign withCreativeFormat(String creativeFormat) {
        return copy().creativeFormat(creativeFormat).build();
    }

    /**
     * {@return this campaign with another tactic}
     *
     * @param marketingTactic the copy's marketing tactic
     */
    public Campaign withMarketingTactic(String marketingTactic) {
        return copy().marketingTactic(marketingTactic).build();
    }

    /**
     * {@return this campaign with another click id, of that name}
     *
     * @param clickIdName the parameter's name, such as {@code gclid}
     * @param clickId its value
     */
    public Campaign withClickId(String clickIdName, String clickId) {
        return copy().clickId(clickIdName, clickId).build();
    }

    /**
     * {@return this campaign without the click id, which identifies a visitor; {@code null} if nothing else is known}
     */
    public Campaign anonymous() {
        var anonymous = clickId == null && clickIdName == null ? this : withClickId(null, null);
        return anonymous.isUnknown() ? null : anonymous;
    }

    private boolean isUnknown() {
        return source == null
                && medium == null
                && name == null
                && term == null
                && content == null
                && id == null
                && sourcePlatform == null
                && creativeFormat == null
                && marketingTactic == null
                && clickId == null;
    }

    private Builder copy() {
        return new Builder()
                .source(source)
                .medium(medium)
                .name(name)
                .term(term)
                .content(content)
                .id(id)
                .sourcePlatform(sourcePlatform)
                .creativeFormat(creativeFormat)
                .marketingTactic(marketingTactic)
                .clickId(clickIdName, clickId);
    }

    /** Builds a campaign; what is not set is unknown. */
    public static final class Builder {
        private String source;
        private String medium;
        private String name;
        private String term;
        private String content;
        private String id;
        private String sourcePlatform;
        private String creativeFormat;
        private String marketingTactic;
        private String clickIdName;
        private String clickId;

        private Builder() {}

        /**
         * Sets {@link Campaign#source()}.
         *
         * @param source the source
         * @return this builder
         */
        public Builder source(String source) {
            this.source = source;
            return this;
        }

        /**
         * Sets {@link Campaign#medium()}.
         *
         * @param medium the medium
         * @return this builder
         */
        public Builder medium(String medium) {
            this.medium = medium;
            return this;
        }

        /**
         * Sets {@link Campaign#name()}.
         *
         * @param name the name
         * @return this builder
         */
        public Builder name(String name) {
            this.name = name;
            return this;
        }

        /**
         * Sets {@link Campaign#term()}.
         *
         * @param term the term
         * @return this builder
         */
        public Builder term(String term) {
            this.term = term;
            return this;
        }

        /**
         * Sets {@link Campaign#content()}.
         *
         * @param content the content
         * @return this builder
         */
        public Builder content(String content) {
            this.content = content;
            return this;
        }

        /**
         * Sets {@link Campaign#id()}.
         *
         * @param id the id
         * @return this builder
         */
        public Builder id(String id) {
            this.id = id;
            return this;
        }

        /**
         * Sets {@link Campaign#sourcePlatform()}.
         *
         * @param sourcePlatform the source platform
         * @return this builder
         */
        public Builder sourcePlatform(String sourcePlatform) {
            this.sourcePlatform = sourcePlatform;
            return this;
        }

        /**
         * Sets {@link Campaign#creativeFormat()}.
         *
         * @param creativeFormat the creative format
         * @return this builder
         */
        public Builder creativeFormat(String creativeFormat) {
            this.creativeFormat = creativeFormat;
            return this;
        }

        /**
         * Sets {@link Campaign#marketingTactic()}.
         *
         * @param marketingTactic the marketing tactic
         * @return this builder
         */
        public Builder marketingTactic(String marketingTactic) {
            this.marketingTactic = marketingTactic;
            return this;
        }

        /**
         * Sets {@link Campaign#clickIdName()} and {@link Campaign#clickId()}.
         *
         * @param name the parameter's name, such as {@code gclid}
         * @param value its value
         * @return this builder
         */
        public Builder clickId(String name, String value) {
            clickIdName = name;
            clickId = value;
            return this;
        }

        /** {@return the campaign; {@code null} if nothing was set} */
        public Campaign buildOrNull() {
            var campaign = build();
            return campaign.isUnknown() ? null : campaign;
        }

        /** {@return the campaign} */
        public Campaign build() {
            return new Campaign(
                    source,
                    medium,
                    name,
                    term,
                    content,
                    id,
                    sourcePlatform,
                    creativeFormat,
                    marketingTactic,
                    clickIdName,
                    clickId);
        }
    }
}
