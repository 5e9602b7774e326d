// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.visitor;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * The smallest file of countries: for IPv4 only, with one country for all addresses that begin with a zero bit, and
 * none for the others.
 *
 * @see <a href="https://maxmind.github.io/MaxMind-DB/">MaxMind DB file format</a>
 */
final class SmallCountryFile {

    private static final int TEXT = 2 << 5;
    private static final int UINT16 = 5 << 5;
    private static final int UINT32 = 6 << 5;
    private static final int MAP = 7 << 5;
    private static final int NODES = 1;
    private static final int SEPARATOR = 16;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    private SmallCountryFile() {}

    static byte[] of(String country) {
        var file = new SmallCountryFile();
        file.put(0, 0, NODES + SEPARATOR, 0, 0, NODES);
        file.put(new int[SEPARATOR]);
        file.map(1).text("country").map(1).text("iso_code").text(country);
        file.put(0xAB, 0xCD, 0xEF).put("MaxMind.com");
        file.map(9).text("node_count").number(UINT32, NODES);
        file.text("record_size").number(UINT16, 24).text("ip_version").number(UINT16, 4);
        file.text("database_type")
                .text("Country")
                .text("languages")
                .put(0, 4)
                .text("description")
                .map(0);
        file.text("binary_format_major_version").number(UINT16, 2);
        file.text("binary_format_minor_version").number(UINT16, 0);
        file.text("build_epoch").put(1, 2, 1);
        return file.bytes.toByteArray();
    }

    private SmallCountryFile map(int size) {
        return put(MAP | size);
    }

    private SmallCountryFile text(String text) {
        if (text.length() < 29) {
            return put(TEXT | text.length()).put(text);
        }
        return put(TEXT | 29, text.length() - 29).put(text);
    }

    /** Of one byte. */
    private SmallCountryFile number(int type, int number) {
        return put(type | 1, number);
    }

    private SmallCountryFile put(String ascii) {
        bytes.writeBytes(ascii.getBytes(StandardCharsets.US_ASCII));
        return this;
    }

    private SmallCountryFile put(int... some) {
        for (var each : some) {
            bytes.write(each);
        }
        return this;
    }
}
