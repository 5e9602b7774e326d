// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.capture;

import dev.sidetrack.Hit;
import dev.sidetrack.Page;
import dev.sidetrack.config.Shared;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * The page that each of the visitors seen last on this node has looked at, for the title of what happens there. As many
 * as there are places; who comes takes the place of another.
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

    /** The page with what is known of its view, if it is the one that the visitor looked at last. */
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
