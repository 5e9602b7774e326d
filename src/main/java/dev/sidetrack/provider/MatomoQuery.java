// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.provider;

import dev.sidetrack.Hit;
import dev.sidetrack.Visitor;
import dev.sidetrack.json.JsonWriter;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;

/**
 * Writes a hit as the query of Matomo's Tracking HTTP API.
 *
 * @param dimensions the custom dimension, such as {@code dimension1}, of each property that has one
 * @param searchParameter the query parameter of a page that makes its view a search, or {@code null}
 * @param omissions logs texts that are too long
 * @see <a href="https://developer.matomo.org/api-reference/tracking-api">Tracking HTTP API</a>
 */
record MatomoQuery(Map<String, String> dimensions, String searchParameter, Omissions omissions) {

    private static final int VIEW_ID = 6;

    String of(String site, Hit hit) {
        var page = hit.page();
        var query = new FormWriter()
                .field("idsite", site)
                .field("rec", 1)
                .field("apiv", 1)
                .field("url", CampaignQuery.appendedTo(page.url(), hit))
                .field("action_name", MatomoText.cut(page.title(), MatomoText.LONGEST_TITLE))
                .field("urlref", page.referrer())
                .field("cid", ClientIds.hexOf(hit))
                .field("cdt", hit.time().getEpochSecond())
                .field("pv_id", viewId(hit));
        if (hit.visitor() != null) {
            write(query, hit.visitor());
        }
        if (hit.isEvent()) {
            var event = new MatomoEvent(query, page, hit.event());
            event.write(dimensions);
            omissions.tell(hit.event().name(), event.omitted());
        } else {
            query.field(
                    "pf_srv", hit.serverTime() == null ? null : hit.serverTime().toMillis());
            query.field("search", MatomoText.cut(searched(page.query()), MatomoText.LONGEST_TITLE));
        }
        return query.toString();
    }

    /** Six of the random characters at the end of the id. */
    private static String viewId(Hit hit) {
        var id = hit.viewId() == null ? null : hit.viewId().toString();
        return id == null ? null : id.substring(id.length() - VIEW_ID);
    }

    private static void write(FormWriter query, Visitor visitor) {
        query.field("cip", visitor.address()).field("ua", visitor.userAgent()).field("lang", visitor.language());
        if (visitor.address() == null && visitor.country() != null) {
            // Otherwise Matomo would locate our own address.
            query.field("country", visitor.country().toLowerCase(Locale.ROOT));
        }
        query.field("uid", visitor.userId()).field("res", visitor.screen());
        if (visitor.hints() != null) {
            var json = new JsonWriter();
            UserAgentData.write(json, visitor.hints());
            query.field("uadata", json);
        }
    }

    /** The value of this parameter, decoded as form encoding. */
    private String searched(String query) {
        for (var pair : searchParameter == null || query == null ? new String[0] : query.split("&")) {
            if (pair.startsWith(searchParameter + "=")) {
                return decoded(pair.substring(searchParameter.length() + 1));
            }
        }
        return null;
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException malformed) {
            return text;
        }
    }
}
