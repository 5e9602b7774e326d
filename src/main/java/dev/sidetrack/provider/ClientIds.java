// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.provider;

import dev.sidetrack.Hit;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** The client id for providers that cannot do without one. */
final class ClientIds {

    private ClientIds() {}

    /** The visitor's, or, for a hit of nobody's, one that stands for the server of its site. */
    static String of(Hit hit) {
        if (hit.visitor() != null) {
            return hit.visitor().clientId();
        }
        var server = "sidetrack server of " + hit.page().host();
        return UUID.nameUUIDFromBytes(server.getBytes(StandardCharsets.UTF_8)).toString();
    }
}
