// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.json;

import dev.sidetrack.Campaign;
import dev.sidetrack.ClientHints;
import dev.sidetrack.Hit;
import dev.sidetrack.Page;
import dev.sidetrack.TrackedEvent;
import dev.sidetrack.Visitor;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;

/**
 * Adds up the sizes of a hit's texts without writing it.
 *
 * @param text the size of a text
 * @param member the size of a property, an alias or an element in addition to its texts
 */
public record HitTexts(ToIntFunction<String> text, int member) {

    /** The sum of the sizes of all its texts. */
    public int sum(Hit hit) {
        return ofPage(hit) + besidesPage(hit);
    }

    /** The sum of the sizes of the texts of its page. */
    public int ofPage(Hit hit) {
        return of(hit.page());
    }

    /** The sum of the sizes of all its other texts. */
    public int besidesPage(Hit hit) {
        return of(hit.site()) + of(hit.visitor()) + of(hit.event()) + of(hit.campaign());
    }

    private int of(Page page) {
        return of(page.host()) + of(page.path()) + of(page.title()) + of(page.referrer()) + of(page.query());
    }

    private int of(Visitor visitor) {
        if (visitor == null) {
            return 0;
        }
        return of(visitor.clientId())
                + of(visitor.address())
                + of(visitor.userAgent())
                + of(visitor.language())
                + of(visitor.userId())
                + ofValue(visitor.aliases())
                + of(visitor.screen())
                + of(visitor.country())
                + of(visitor.hints());
    }

    private int of(ClientHints hints) {
        return hints == null
                ? 0
                : of(hints.brands())
                        + of(hints.platform())
                        + of(hints.platformVersion())
                        + of(hints.model())
                        + of(hints.fullVersions());
    }

    private int of(TrackedEvent event) {
        return event == null
                ? 0
                : of(event.name()) + of(event.category()) + of(event.label()) + ofValue(event.properties());
    }

    private int of(Campaign campaign) {
        if (campaign == null) {
            return 0;
        }
        return of(campaign.source())
                + of(campaign.medium())
                + of(campaign.name())
                + of(campaign.term())
                + of(campaign.content())
                + of(campaign.id())
                + of(campaign.sourcePlatform())
                + of(campaign.creativeFormat())
                + of(campaign.marketingTactic())
                + of(campaign.clickIdName())
                + of(campaign.clickId());
    }

    private int ofValue(Object value) {
        if (value instanceof Map<?, ?> members) {
            var size = 0;
            for (var each : members.entrySet()) {
                size += member + of((String) each.getKey()) + ofValue(each.getValue());
            }
            return size;
        }
        if (value instanceof List<?> elements) {
            var size = 0;
            for (var element : elements) {
                size += member + ofValue(element);
            }
            return size;
        }
        return value instanceof Boolean || value instanceof Long || value instanceof Double
                ? 0
                : of(String.valueOf(value));
    }

    private int of(String value) {
        return value == null ? 0 : text.applyAsInt(value);
    }
}
