// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.provider;

import java.io.IOException;
import java.util.Properties;

/** The version of this library, from the jar's manifest. */
final class Version {

    /** The version, such as {@code 0.1.0}; {@code 0} if the classes are not in a jar. */
    static final String TEXT = read();

    private Version() {}

    private static String read() {
        try (var file = Version.class.getResourceAsStream("/META-INF/maven/dev.sidetrack/sidetrack/pom.properties")) {
            var properties = new Properties();
            if (file != null) {
                properties.load(file);
            }
            return properties.getProperty("version", "0");
        } catch (IOException unreadable) {
            return "0";
        }
    }
}
