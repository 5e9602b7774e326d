// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.provider;

import dev.sidetrack.Page;
import java.net.URI;

/** Completes addresses. */
final class Urls {

    private Urls() {}

    /** The whole address of a link that is only a path, for services that require whole addresses. */
    static String absolute(Page page, Object link) {
        var url = page.url();
        if (url == null || !link.toString().startsWith("/")) {
            return link.toString();
        }
        return url.substring(0, url.indexOf(page.path(), url.indexOf("//") + 2)) + link;
    }

    /** An API's path appended to the configured base. */
    static URI append(URI base, String path) {
        var text = base.toString();
        return URI.create((text.endsWith("/") ? text.substring(0, text.length() - 1) : text) + path);
    }
}
