// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.queue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sidetrack.HitCounts;
import dev.sidetrack.queue.jms.FakeJms;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class UnknownProvidersTest {

    private final List<String> woken = new ArrayList<>();
    private int elsewhere;

    @Test
    void ahead_batchesAtAnotherBroker_wakesAllProvidersAndLooksForMore() {
        elsewhere = 3;
        assertThat(step().ahead(false)).isEqualTo(Duration.ZERO);
        assertThat(woken).containsExactly("p", "q");
    }

    @Test
    void ahead_nothingElsewhere_goesOnWithTheQueue() {
        assertThat(step().ahead(false)).isNull();
        assertThat(woken).isEmpty();
    }

    private UnknownProviders step() {
        QueueAccess queue = FakeJms.part(QueueAccess.class, (proxy, method, arguments) -> elsewhere);
        return new UnknownProviders(
                queue,
                List.of("p", "q"),
                new HitCounts(),
                new Erasure(),
                new DeadLetterLog(),
                Clock.systemUTC(),
                woken::add);
    }
}
