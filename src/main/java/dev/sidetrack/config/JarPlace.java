// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.config;

/** Where this jar lies. */
public final class JarPlace {

    private JarPlace() {}

    /** Whether it is a war's own, and not in the {@code lib} of an EAR or of the server. */
    public static boolean isInWar() {
        return isInWar(JarPlace.class);
    }

    /** The same of the jar that has this class. */
    public static boolean isInWar(Class<?> type) {
        var source = type.getProtectionDomain().getCodeSource();
        return source != null && source.getLocation().getPath().contains("/WEB-INF/");
    }
}
