// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.config;

/** The location of this jar. */
public final class JarPlace {

    private JarPlace() {}

    /** Whether it is in a war, not in the {@code lib} of an EAR or of the server. */
    public static boolean isInWar() {
        return isInWar(JarPlace.class);
    }

    /** The same for the jar that contains this class. */
    public static boolean isInWar(Class<?> type) {
        var source = type.getProtectionDomain().getCodeSource();
        return source != null && source.getLocation().getPath().contains("/WEB-INF/");
    }
}
