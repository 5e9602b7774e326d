// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.provider;

import java.net.URI;

/** Puts an API's path behind the base that the operator configured. */
final class Urls {

    private Urls() {}

    static URI append(URI base, String path) {
        var text = base.toString();
        return URI.create((text.endsWith("/") ? text.substring(0, text.length() - 1) : text) + path);
    }
}
