// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.provider;

import java.io.IOException;
import java.util.Properties;

/** The version of this library, as Maven has written it into the jar. */
final class Version {

    /** Such as {@code 0.1.0}; {@code 0} where the classes are in no jar. */
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
