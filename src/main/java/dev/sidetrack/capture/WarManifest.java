// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.capture;

import jakarta.servlet.ServletContext;
import java.io.IOException;
import java.util.jar.Attributes;
import java.util.jar.Manifest;

/** Reads the manifest of the war. */
final class WarManifest {

    private static final String PATH = "/META-INF/MANIFEST.MF";

    private WarManifest() {}

    /** {@code Implementation-Version}, or {@code null}. */
    static String version(ServletContext war) {
        try (var file = war.getResourceAsStream(PATH)) {
            return file == null
                    ? null
                    : new Manifest(file).getMainAttributes().getValue(Attributes.Name.IMPLEMENTATION_VERSION);
        } catch (IOException unreadable) {
            return null;
        }
    }
}
