// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.queue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sidetrack.LogLines;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class DeadLetterLogTest {

    @Test
    void tell_reasonOfAProviderOfTheApplications_isOnePrintableLine() {
        try (var log = LogLines.of("dev.sidetrack")) {
            new DeadLetterLog()
                    .tell(DeadLetter.unreadable("bad \u202Ex\nFAKE\u2028LINE\u0085\u009B31m", Instant.EPOCH));
            assertThat(log.lines())
                    .containsExactly("WARNING Dead letter of the queue: bad ?x?FAKE?LINE??31m (1 hits).");
        }
    }
}
