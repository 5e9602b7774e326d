// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.sidetrack.SampleHits;
import java.util.List;
import org.junit.jupiter.api.Test;

class LimitsTest {

    @Test
    void limits_changedOneByOne_keepTheOthers() {
        assertThat(Limits.NONE.hits(25).bytes(1000).scope(Limits.Scope.VISITOR)).isEqualTo(new Limits(25, 1000, Limits.Scope.VISITOR, Limits.NONE.lateness(), false));
        assertThat(Limits.NONE.hits()).isEqualTo(Integer.MAX_VALUE);
    }

    @Test
    void limits_thatNoHitCanMeet_areRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> Limits.NONE.hits(0));
        assertThatIllegalArgumentException().isThrownBy(() -> Limits.NONE.bytes(0));
    }

    @Test
    void forAll_severalHits_isOneOutcomeEach() {
        var hits = List.of(SampleHits.minimal(), SampleHits.event());
        assertThat(Outcome.forAll(hits, Outcome.ACCEPTED)).containsExactly(Outcome.ACCEPTED, Outcome.ACCEPTED);
    }
}
