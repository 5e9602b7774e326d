// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.testing;

import dev.sidetrack.Hit;
import dev.sidetrack.HitCounts;
import dev.sidetrack.buffer.HitBuffer;

/** Replaces the buffer and the queue, and passes hits to the test. */
final class RecordingBuffer extends HitBuffer {

    private final Hits hits;

    RecordingBuffer(Hits hits, HitCounts counts) {
        super(1, 1, 1, counts, System::nanoTime);
        this.hits = hits;
    }

    @Override
    public boolean offer(Hit hit) {
        hits.add(hit);
        return true;
    }
}
