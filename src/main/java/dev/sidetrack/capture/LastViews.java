// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.capture;

import dev.sidetrack.Hit;
import dev.sidetrack.Page;
import dev.sidetrack.config.Shared;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * The last page view of each recent visitor on this node, which provides the title for events on that page. The number
 * of slots is fixed; a new visitor replaces another.
 */
@Shared
class LastViews {

    private static final int PLACES = 4096;

    private final AtomicReferenceArray<View> views = new AtomicReferenceArray<>(PLACES);

    void add(Hit view) {
        var client = view.visitor().clientId();
        views.setRelease(
                place(client), new View(client, view.page().path(), view.page().title(), view.id()));
    }

    /** The page, completed with the title and id of its view, if it is the last one that the visitor viewed. */
    Page completed(Page page, String client) {
        var view = views.getAcquire(place(client));
        if (view == null || !view.client.equals(client) || !view.path.equals(page.path())) {
            return page;
        }
        return (page.title() == null ? page.withTitle(view.title) : page).withViewId(view.id);
    }

    private static int place(String client) {
        var hash = client.hashCode();
        return (hash ^ hash >>> 16) & PLACES - 1;
    }

    private record View(String client, String path, String title, UUID id) {}
}
