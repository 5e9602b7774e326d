// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.visitor;

import dev.sidetrack.config.Settings;

/** What recognises a visitor, for benchmarks of other packages. */
public final class BenchVisitors {

    public final VisitorCookie visitorCookie;
    public final SessionCookie sessionCookie;
    public final ClientAddress clientAddress;

    public BenchVisitors(Settings settings) {
        visitorCookie = new VisitorCookie(settings);
        sessionCookie = new SessionCookie(settings);
        clientAddress = new ClientAddress(settings);
    }
}
