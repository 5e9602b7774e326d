// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.demo.probe;

import dev.sidetrack.Tracked;
import jakarta.ejb.Stateless;

/** A session bean with a method without parameters, of which some servers make no array at all. */
@Stateless
public class SessionBeanProbe {

    @Tracked("session-bean-called")
    public void call() {
        // the call is all there is to see
    }
}
