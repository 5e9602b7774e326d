// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.store;

import dev.sidetrack.Consent;
import dev.sidetrack.Hit;
import dev.sidetrack.Page;
import dev.sidetrack.TrackedEvent;
import dev.sidetrack.Uuids;
import dev.sidetrack.Visitor;
import java.time.Instant;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The order to erase a visitor, in the form of a hit: so it waits on the queue, is retried and becomes a dead letter as
 * hits do, and outlives the application.
 */
final class ErasureOrder {

    /** No request has this scheme, so nobody can send an order from outside. */
    private static final String SCHEME = "sidetrack";

    private static final String NAME = "forget-visitor";

    private ErasureOrder() {}

    static Hit of(String clientId, Instant now) {
        return Hit.builder()
                .id(Uuids.at(now, ThreadLocalRandom.current().nextLong()))
                .time(now)
                .page(Page.builder().scheme(SCHEME).path(NAME).build())
                .visitor(Visitor.builder(clientId).consent(Consent.UNASKED).build())
                // A version that does not know orders rejects such a value instead of storing the hit.
                .event(TrackedEvent.named(NAME).value(Double.MAX_VALUE))
                .build();
    }

    static boolean is(Hit hit) {
        return SCHEME.equals(hit.page().scheme()) && NAME.equals(hit.page().path());
    }
}
