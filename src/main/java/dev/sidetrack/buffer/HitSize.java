// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.buffer;

import dev.sidetrack.Hit;
import dev.sidetrack.json.HitTexts;
import dev.sidetrack.json.JsonWriter;

/** Estimates the memory of a hit for the bound in bytes: cheap to compute, and never far too low. */
final class HitSize {

    private static final int OBJECTS = 512;
    private static final int PROPERTY = 96;
    private static final int CAMPAIGN = 256;
    private static final int HINTS = 192;
    /** As many bytes per character as a text beyond Latin-1 takes, in the hit or in its message. */
    private static final HitTexts TEXTS = new HitTexts(text -> JsonWriter.length(text) * 2, PROPERTY);

    private HitSize() {}

    static int of(Hit hit) {
        var visitor = hit.visitor();
        return OBJECTS
                + (hit.campaign() == null ? 0 : CAMPAIGN)
                + (visitor == null || visitor.hints() == null ? 0 : HINTS)
                + TEXTS.sum(hit);
    }
}
