// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.visitor;

/**
 * Whom pages must credit if they show countries from the operator's file.
 *
 * @param text the sentence
 * @param link where it leads
 * @see <a href="https://db-ip.com/db/lite.php">licence of DB-IP Lite</a>
 * @see <a href="https://www.maxmind.com/en/geolite2/eula">licence of GeoLite2</a>
 */
public record Attribution(String text, String link) {

    /** For a file of this type, as it calls itself; {@code null} if nobody is known to ask for it. */
    static Attribution of(String type) {
        if (type.startsWith("DBIP")) {
            return new Attribution("IP Geolocation by DB-IP", "https://db-ip.com");
        }
        return type.startsWith("GeoLite2") || type.startsWith("GeoIP2")
                ? new Attribution(
                        "This product includes GeoLite Data created by MaxMind, available from https://www.maxmind.com",
                        "https://www.maxmind.com")
                : null;
    }
}
