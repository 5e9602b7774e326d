// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack;

import dev.sidetrack.testing.ContractHits;
import java.time.Instant;
import java.util.UUID;

/** Hits for tests: those of the test kit by short names, and one more. */
public final class SampleHits {

    public static final Instant TIME = ContractHits.TIME;
    public static final UUID ID = ContractHits.ID;
    public static final String CLIENT = ContractHits.CLIENT;
    public static final Page PAGE = ContractHits.PAGE;
    public static final Visitor VISITOR = ContractHits.VISITOR;
    public static final TrackedEvent EVENT = ContractHits.EVENT;

    private SampleHits() {}

    /** A page view with every part that a page view can have. */
    public static Hit pageView() {
        return ContractHits.pageView();
    }

    /** An event with every part that an event can have. */
    public static Hit event() {
        return ContractHits.event();
    }

    /** That event of the same visitor. */
    public static Hit event(TrackedEvent event) {
        return ContractHits.event(event);
    }

    /** A hit with nothing in it that can be missing. */
    public static Hit minimal() {
        return ContractHits.minimal();
    }

    /** A page view of that path, and nothing else of note. */
    public static Hit of(String path) {
        return new Hit(ID, TIME, null, new Page("https", "shop.example", path, null, null), null, null, null);
    }
}
