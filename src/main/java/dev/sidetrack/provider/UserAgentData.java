// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.provider;

import dev.sidetrack.ClientHints;
import dev.sidetrack.json.JsonWriter;

/** Writes client hints in the format of {@code navigator.userAgentData}, which Matomo and Segment accept. */
final class UserAgentData {

    private UserAgentData() {}

    static void write(JsonWriter json, ClientHints hints) {
        json.object();
        writeList(json, "brands", hints.brands());
        writeList(json, "fullVersionList", hints.fullVersions());
        if (hints.mobile() != null) {
            json.field("mobile", hints.mobile());
        }
        json.field("model", hints.model())
                .field("platform", hints.platform())
                .field("platformVersion", hints.platformVersion());
        json.end();
    }

    /** A list of brands as a member, or nothing if it is empty. */
    static void writeList(JsonWriter json, String name, String header) {
        var brands = Brand.list(header);
        if (!brands.isEmpty()) {
            json.name(name).array();
            brands.forEach(brand -> json.object()
                    .field("brand", brand.name())
                    .field("version", brand.version())
                    .end());
            json.endArray();
        }
    }
}
