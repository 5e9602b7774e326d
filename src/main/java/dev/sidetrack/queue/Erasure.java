// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.queue;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Takes the hits of visitors who want to be forgotten out of the dead letters. */
final class Erasure {

    private final Queue<String> visitors = new ConcurrentLinkedQueue<>();
    private String erased;

    /** The visitor with that id is to be forgotten. */
    void add(String visitor) {
        visitors.add(visitor);
    }

    /** Does some of it; whether there was anything to do. */
    boolean in(QueueSession session) {
        var visitor = visitors.peek();
        if (visitor == null) {
            return false;
        }
        if (session.forget(visitor, QueueSession.MOST_TAKEN) < QueueSession.MOST_TAKEN) {
            erased = visitor;
        }
        return true;
    }

    void committed() {
        if (erased != null) {
            visitors.remove(erased);
            erased = null;
        }
    }

    void rolledBack() {
        erased = null;
    }
}
