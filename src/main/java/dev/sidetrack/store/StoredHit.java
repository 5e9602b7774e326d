// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.store;

import java.time.Instant;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * A hit as a row, with texts that are not replaced by numbers yet.
 *
 * @param id of version 7
 * @param visitor who did it, or {@code null} for nobody
 * @param kind the kind of the visitor's id, see {@link VisitorKey}
 * @param visit which of the visitor's visits, or 0
 * @param at when it happened
 * @param site the site's key
 * @param path the page's path
 * @param title the page's title
 * @param event the event's name, or {@code null} for a page view
 * @param category the event's category
 * @param label the event's label
 * @param amount the event's value
 * @param origin where the visit came from, as far as this hit says
 * @param client the visitor's browser, system, device, language and country
 * @param serverTime in microseconds, or {@code null}
 * @param consent the ordinal of the visitor's consent
 * @param userId the application's own id of the person, or {@code null}
 * @param properties the event's properties as JSON, or {@code null}
 */
record StoredHit(
        UUID id,
        UUID visitor,
        int kind,
        int visit,
        Instant at,
        Term site,
        Term path,
        Term title,
        Term event,
        Term category,
        Term label,
        Double amount,
        Combination origin,
        Combination client,
        Integer serverTime,
        int consent,
        String userId,
        String properties) {

    /** The key of the visit it belongs to: the visitor's or, for a hit without a visitor, its own. */
    UUID owner() {
        return visitor == null ? id : visitor;
    }

    /** All its texts except those of origin and client. */
    Stream<Term> terms() {
        return Stream.of(site, path, title, event, category, label).filter(term -> term != null);
    }
}
