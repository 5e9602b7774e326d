// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.visitor;

import dev.sidetrack.config.Settings;

/** Makes the beans of this package for the tests of others. */
public final class VisitorBeans {

    private VisitorBeans() {}

    public static VisitorCookie visitorCookie(Settings settings) {
        return new VisitorCookie(settings);
    }

    public static SessionCookie sessionCookie(Settings settings) {
        return new SessionCookie(settings);
    }

    public static ClientAddress clientAddress(Settings settings) {
        return new ClientAddress(settings);
    }

    public static CurrentVisitor currentVisitor(Settings settings) {
        var visitor = new CurrentVisitor();
        visitor.settings = settings;
        return visitor;
    }
}
