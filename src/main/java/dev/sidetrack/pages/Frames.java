// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.pages;

import dev.sidetrack.config.Shared;
import dev.sidetrack.visitor.Countries;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;

/** Creates the frame of a page. */
@Shared
class Frames {

    private final StaticFiles files;
    private final Signer signer;
    private final Countries countries;

    @Inject
    Frames(StaticFiles files, Signer signer, Countries countries) {
        this.files = files;
        this.signer = signer;
        this.countries = countries;
    }

    /** The frame of the page at this path below the base. */
    Frame of(HttpServletRequest request, String path, Viewer viewer) {
        var base = base(request, path);
        return new Frame(
                base,
                Words.of(request.getHeader("Accept-Language")),
                base + "/static/" + files.style(),
                base + "/static/" + files.script(),
                viewer,
                viewer != null && viewer.owner() ? signer.token(viewer) : null,
                countries.attribution());
    }

    String base(HttpServletRequest request, String path) {
        var uri = request.getRequestURI();
        return uri.substring(0, uri.length() - path.length());
    }
}
