// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.visitor;

/**
 * The credit that pages must show with countries from the operator's file.
 *
 * @param text the sentence
 * @param link the address it links to
 * @see <a href="https://db-ip.com/db/lite.php">licence of DB-IP Lite</a>
 * @see <a href="https://www.maxmind.com/en/geolite2/eula">licence of GeoLite2</a>
 */
public record Attribution(String text, String link) {

    /** The credit for a file with this type in its metadata; {@code null} if no credit is known to be required. */
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
