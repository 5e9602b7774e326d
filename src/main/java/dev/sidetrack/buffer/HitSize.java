// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.buffer;

import dev.sidetrack.Campaign;
import dev.sidetrack.ClientHints;
import dev.sidetrack.Hit;
import dev.sidetrack.Page;
import dev.sidetrack.TrackedEvent;
import dev.sidetrack.Visitor;
import java.util.List;
import java.util.Map;

/** About how much memory a hit holds, for the bound in bytes: cheap to tell, and never far below the truth. */
final class HitSize {

    private static final int OBJECTS = 512;
    private static final int PROPERTY = 96;
    private static final int CAMPAIGN = 256;
    private static final int HINTS = 192;

    private HitSize() {}

    static int of(Hit hit) {
        return OBJECTS + of(hit.page()) + of(hit.visitor()) + of(hit.event()) + of(hit.campaign());
    }

    private static int of(Page page) {
        return length(page.host())
                + length(page.path())
                + length(page.title())
                + length(page.referrer())
                + length(page.query());
    }

    private static int of(Visitor visitor) {
        if (visitor == null) {
            return 0;
        }
        return length(visitor.clientId())
                + length(visitor.userAgent())
                + length(visitor.language())
                + length(visitor.userId())
                + visitor.aliases().size() * PROPERTY
                + length(visitor.screen())
                + length(visitor.country())
                + of(visitor.hints());
    }

    private static int of(ClientHints hints) {
        return hints == null
                ? 0
                : HINTS
                        + length(hints.brands())
                        + length(hints.platform())
                        + length(hints.platformVersion())
                        + length(hints.model())
                        + length(hints.fullVersions());
    }

    private static int of(TrackedEvent event) {
        if (event == null) {
            return 0;
        }
        return length(event.name()) + length(event.category()) + length(event.label()) + ofProperty(event.properties());
    }

    private static int ofProperty(Object value) {
        var size = 0;
        if (value instanceof String text) {
            size = length(text);
        } else if (value instanceof Map<?, ?> members) {
            for (var member : members.entrySet()) {
                size += PROPERTY + length((String) member.getKey()) + ofProperty(member.getValue());
            }
        } else if (value instanceof List<?> elements) {
            for (var element : elements) {
                size += PROPERTY + ofProperty(element);
            }
        }
        return size;
    }

    private static int of(Campaign campaign) {
        if (campaign == null) {
            return 0;
        }
        return CAMPAIGN
                + length(campaign.source())
                + length(campaign.medium())
                + length(campaign.name())
                + length(campaign.term())
                + length(campaign.content())
                + length(campaign.id())
                + length(campaign.sourcePlatform())
                + length(campaign.creativeFormat())
                + length(campaign.marketingTactic())
                + length(campaign.clickId());
    }

    /** As many bytes as a text beyond Latin-1 takes. */
    private static int length(String text) {
        return text == null ? 0 : text.length() * 2;
    }
}
