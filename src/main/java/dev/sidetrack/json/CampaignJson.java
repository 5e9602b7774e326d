// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.json;

import dev.sidetrack.Campaign;

/** A campaign as JSON, the same on the queue as in a webhook. */
public final class CampaignJson {

    private CampaignJson() {}

    /** Writes the object; the caller has written the member's name, if there is one. */
    public static void write(JsonWriter json, Campaign campaign) {
        json.object();
        json.field("source", campaign.source())
                .field("medium", campaign.medium())
                .field("name", campaign.name());
        json.field("term", campaign.term()).field("content", campaign.content()).field("id", campaign.id());
        json.field("sourcePlatform", campaign.sourcePlatform()).field("creativeFormat", campaign.creativeFormat());
        json.field("marketingTactic", campaign.marketingTactic());
        json.field("clickIdName", campaign.clickIdName()).field("clickId", campaign.clickId());
        json.end();
    }
}
