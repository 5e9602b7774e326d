// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.store;

import java.util.List;

/** What an export says of each hit, and from where: every text, so that an import needs nothing else. */
final class HitColumns {

    static final List<String> NAMES = List.of(
            "id",
            "time",
            "site",
            "visitor",
            "kind",
            "visit",
            "path",
            "title",
            "event",
            "category",
            "label",
            "value",
            "channel",
            "referrer",
            "referrerPage",
            "source",
            "medium",
            "campaign",
            "keyword",
            "content",
            "language",
            "country",
            "browser",
            "system",
            "device",
            "serverTimeMicros",
            "consent",
            "user",
            "properties");

    /** The hits of some time after an id, oldest first; their columns are those above. */
    static final String SELECT = """
            select h.id, h.at, site.name, h.visitor, h.kind, h.visit, path.name, title.name, event.name, category.name, label.name,
                h.amount, channel.name, referrer.name, page.name, source.name, medium.name, campaign.name, keyword.name, content.name,
                language.name, country.name, browser.name, system.name, device.name, h.server_time, h.consent, h.user_id,
                cast(h.properties as varchar)
            from sidetrack.hit h
            join sidetrack.origin o on o.id = h.origin
            join sidetrack.client c on c.id = h.client
            join sidetrack.term site on site.id = h.site
            join sidetrack.term path on path.id = h.path
            join sidetrack.term title on title.id = h.title
            left join sidetrack.term event on event.id = h.event
            left join sidetrack.term category on category.id = h.category
            left join sidetrack.term label on label.id = h.label
            join sidetrack.term channel on channel.id = o.channel
            join sidetrack.term referrer on referrer.id = o.referrer
            join sidetrack.term page on page.id = o.referrer_page
            join sidetrack.term source on source.id = o.source
            join sidetrack.term medium on medium.id = o.medium
            join sidetrack.term campaign on campaign.id = o.campaign
            join sidetrack.term keyword on keyword.id = o.keyword
            join sidetrack.term content on content.id = o.content
            join sidetrack.term language on language.id = c.language
            join sidetrack.term country on country.id = c.country
            join sidetrack.term browser on browser.id = c.browser
            join sidetrack.term system on system.id = c.system
            join sidetrack.term device on device.id = c.device
            where h.id > ? and h.id >= ? and h.id < ? order by h.id""";

    private HitColumns() {}
}
