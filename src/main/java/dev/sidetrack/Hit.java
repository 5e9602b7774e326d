// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;

/**
 * One thing that happened: a page view or an event. Nothing but its content can leave the server.
 *
 * <p>A hit has its id and its time from the moment it is made, and both stay the same over every retry.
 *
 * <pre>{@code hit.withPage(hit.page().withTitle("Blue mug"))}</pre>
 *
 * <p>The constructors are not API, since each new field changes them: {@link #builder()} makes a hit, the {@code with}
 * methods make changed copies.
 *
 * @param id unique and time-ordered (UUID version 7, RFC 9562 section 5.7)
 * @param time when it happened
 * @param site the key of {@code sidetrack.sites.<key>}, or {@code null} for the only or the default site
 * @param page where it happened
 * @param visitor who did it, or {@code null} outside a request
 * @param event what happened, or {@code null} for a page view
 * @param serverTime how long the server took for the request, or {@code null} outside a request
 * @param campaign what brought the visitor, or {@code null}
 */
public record Hit(
        UUID id,
        Instant time,
        String site,
        Page page,
        Visitor visitor,
        TrackedEvent event,
        Duration serverTime,
        Campaign campaign) {

    /**
     * Checks that the required parts are there, and makes all texts plain. Not API, like all constructors.
     *
     * @param id see {@link #id()}
     * @param time see {@link #time()}
     * @param site see {@link #site()}
     * @param page see {@link #page()}
     * @param visitor see {@link #visitor()}
     * @param event see {@link #event()}
     * @param serverTime see {@link #serverTime()}
     * @param campaign see {@link #campaign()}
     */
    public Hit {
        Objects.requireNonNull(id, "a hit needs an id");
        Objects.requireNonNull(time, "a hit needs a time");
        Objects.requireNonNull(page, "a hit needs a page");
        site = Texts.plain(site);
    }

    /**
     * Not API, like all constructors.
     *
     * @param id see {@link #id()}
     * @param time see {@link #time()}
     * @param site see {@link #site()}
     * @param page see {@link #page()}
     * @param visitor see {@link #visitor()}
     * @param event see {@link #event()}
     * @param serverTime see {@link #serverTime()}
     */
    public Hit(
            UUID id, Instant time, String site, Page page, Visitor visitor, TrackedEvent event, Duration serverTime) {
        this(id, time, site, page, visitor, event, serverTime, null);
    }

    /** {@return a builder, which needs an id, a time and a page} */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * {@return this hit with another id}
     *
     * @param id the copy's id
     */
    public Hit withId(UUID id) {
        return copy().id(id).build();
    }

    /**
     * {@return this hit at another time}
     *
     * @param time the copy's time
     */
    public Hit withTime(Instant time) {
        return copy().time(time).build();
    }

    /**
     * {@return this hit of another site}
     *
     * @param site the copy's site
     */
    public Hit withSite(String site) {
        return copy().site(site).build();
    }

    /**
     * {@return this hit on another page}
     *
     * @param page the copy's page
     */
    public Hit withPage(Page page) {
        return copy().page(page).build();
    }

    /**
     * {@return this hit of another visitor}
     *
     * @param visitor the copy's visitor
     */
    public Hit withVisitor(Visitor visitor) {
        return copy().visitor(visitor).build();
    }

    /**
     * {@return this hit with another event; {@code null} makes it a page view}
     *
     * @param event the copy's event
     */
    public Hit withEvent(TrackedEvent event) {
        return copy().event(event).build();
    }

    /**
     * {@return this hit with another server time}
     *
     * @param serverTime the copy's server time
     */
    public Hit withServerTime(Duration serverTime) {
        return copy().serverTime(serverTime).build();
    }

    /**
     * {@return this hit of another campaign}
     *
     * @param campaign the copy's campaign
     */
    public Hit withCampaign(Campaign campaign) {
        return copy().campaign(campaign).build();
    }

    /** {@return whether this is an event; if not, it is a page view} */
    public boolean isEvent() {
        return event != null;
    }

    /** {@return the id of the page view that this hit is or belongs to; {@code null} for an event outside a request} */
    public UUID viewId() {
        return page.viewId() != null ? page.viewId() : isEvent() ? null : id;
    }

    private Builder copy() {
        return new Builder()
                .id(id)
                .time(time)
                .site(site)
                .page(page)
                .visitor(visitor)
                .event(event)
                .serverTime(serverTime)
                .campaign(campaign);
    }

    /** Builds a hit; what is not set is {@code null}. */
    public static final class Builder {
        private UUID id;
        private Instant time;
        private String site;
        private Page page;
        private Visitor visitor;
        private TrackedEvent event;
        private Duration serverTime;
        private Campaign campaign;

        private Builder() {}

        /**
         * Sets {@link Hit#id()}; required.
         *
         * @param id the id
         * @return this builder
         */
        public Builder id(UUID id) {
            this.id = id;
            return this;
        }

        /**
         * Sets {@link Hit#time()}; required.
         *
         * @param time the time
         * @return this builder
         */
        public Builder time(Instant time) {
            this.time = time;
            return this;
        }

        /**
         * Sets {@link Hit#site()}.
         *
         * @param site the site
         * @return this builder
         */
        public Builder site(String site) {
            this.site = site;
            return this;
        }

        /**
         * Sets {@link Hit#page()}; required.
         *
         * @param page the page
         * @return this builder
         */
        public Builder page(Page page) {
            this.page = page;
            return this;
        }

        /**
         * Sets {@link Hit#visitor()}.
         *
         * @param visitor the visitor
         * @return this builder
         */
        public Builder visitor(Visitor visitor) {
            this.visitor = visitor;
            return this;
        }

        /**
         * Sets {@link Hit#event()}.
         *
         * @param event the event
         * @return this builder
         */
        public Builder event(TrackedEvent event) {
            this.event = event;
            return this;
        }

        /**
         * Sets {@link Hit#serverTime()}.
         *
         * @param serverTime the server time
         * @return this builder
         */
        public Builder serverTime(Duration serverTime) {
            this.serverTime = serverTime;
            return this;
        }

        /**
         * Sets {@link Hit#campaign()}.
         *
         * @param campaign the campaign
         * @return this builder
         */
        public Builder campaign(Campaign campaign) {
            this.campaign = campaign;
            return this;
        }

        /** {@return the hit; {@link NullPointerException} without an id, a time or a page} */
        public Hit build() {
            return new Hit(id, time, site, page, visitor, event, serverTime, campaign);
        }
    }
}
