// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.queue;

import dev.sidetrack.HitCounts;

/** Dead letters of no queue, for tests outside the package to make something of. */
public class UnreachableDeadLetters extends DeadLetters {

    /** Dead letters that nobody has asked for yet. */
    public UnreachableDeadLetters() {
        super(null, provider -> {}, new HitCounts());
    }
}
