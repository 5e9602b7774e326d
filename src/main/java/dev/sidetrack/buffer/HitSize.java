// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.buffer;

import dev.sidetrack.Campaign;
import dev.sidetrack.Hit;
import dev.sidetrack.Page;
import dev.sidetrack.TrackedEvent;
import dev.sidetrack.Visitor;

/** About how much memory a hit holds, for the bound in bytes: cheap to tell, and never far below the truth. */
final class HitSize {

    private static final int OBJECTS = 512;
    private static final int PROPERTY = 96;
    private static final int CAMPAIGN = 256;

    private HitSize() {}

    static int of(Hit hit) {
        return OBJECTS + of(hit.page()) + of(hit.visitor()) + of(hit.event()) + of(hit.campaign());
    }

    private static int of(Page page) {
        return length(page.host()) + length(page.path()) + length(page.title()) + length(page.referrer()) + length(page.query());
    }

    private static int of(Visitor visitor) {
        if (visitor == null) {
            return 0;
        }
        return length(visitor.clientId()) + length(visitor.userAgent()) + length(visitor.language()) + length(visitor.userId())
                + visitor.aliases().size() * PROPERTY;
    }

    private static int of(TrackedEvent event) {
        if (event == null) {
            return 0;
        }
        var size = length(event.name()) + length(event.category()) + length(event.label());
        for (var property : event.properties().entrySet()) {
            size += PROPERTY + length(property.getKey());
            size += property.getValue() instanceof String text ? length(text) : 0;
        }
        return size;
    }

    private static int of(Campaign campaign) {
        if (campaign == null) {
            return 0;
        }
        return CAMPAIGN
                + length(campaign.source()) + length(campaign.medium()) + length(campaign.name()) + length(campaign.term())
                + length(campaign.content()) + length(campaign.id()) + length(campaign.clickId());
    }

    /** As many bytes as a text beyond Latin-1 takes. */
    private static int length(String text) {
        return text == null ? 0 : text.length() * 2;
    }
}
