// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.queue;

/** The names on the queue. */
final class HitQueue {

    /** Where the queue is found, on every server. */
    static final String NAME = "java:app/jms/SidetrackHits";

    /** Message property: the provider the batch is for. */
    static final String PROVIDER = "SidetrackProvider";

    private HitQueue() {}
}
