// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.fault;

import java.util.Set;

/** Hits that a provider should have got, by their markers. */
interface Sent {

    /** The markers of all requests that were answered as they should. */
    Set<String> acknowledged();

    /** Whether a hit with that marker is one of these. */
    boolean isOfThis(String marker);
}
