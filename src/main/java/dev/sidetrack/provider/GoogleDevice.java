// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.provider;

import dev.sidetrack.Visitor;
import dev.sidetrack.json.JsonWriter;
import java.util.Locale;
import java.util.Map;

/**
 * Writes the visitor's device for Google Analytics 4. It replaces Google's own reading of the user agent, so it is only
 * written if client hints or the screen say more.
 *
 * @see <a
 *     href="https://developers.google.com/analytics/devguides/collection/protocol/ga4/reference#device_information">Device</a>
 */
final class GoogleDevice {

    /** Names that differ at Google. */
    private static final Map<String, String> NAMES = Map.of(
            "Microsoft Edge",
            "Edge",
            "Mac OS X",
            "Macintosh",
            "Mobile Safari",
            "Safari",
            "Chrome iOS",
            "Chrome",
            "Firefox iOS",
            "Firefox");

    private GoogleDevice() {}

    static void write(JsonWriter json, Visitor visitor) {
        var device = Device.of(visitor);
        if (visitor.hints() == null && visitor.screen() == null || device.system() == null) {
            return;
        }
        json.name("device").object();
        json.field("category", device.type().toLowerCase(Locale.ROOT)).field("language", visitor.language());
        json.field("screen_resolution", visitor.screen());
        json.field("operating_system", name(device.system())).field("operating_system_version", device.systemVersion());
        json.field("model", device.model())
                .field("browser", name(device.browser()))
                .field("browser_version", device.browserVersion());
        json.end();
    }

    private static String name(String name) {
        return name == null ? null : NAMES.getOrDefault(name, name);
    }
}
