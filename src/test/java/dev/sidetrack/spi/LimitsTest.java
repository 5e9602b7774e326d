// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.sidetrack.SampleHits;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class LimitsTest {

    @Test
    void limits_changedOneByOne_keepTheOthers() {
        var day = Duration.ofDays(1);
        assertThat(Limits.NONE
                        .lateness(day)
                        .deduplicating()
                        .hits(25)
                        .bytes(1000)
                        .scope(Limits.Scope.VISITOR))
                .isEqualTo(new Limits(25, 1000, Limits.Scope.VISITOR, day, true, null));
        assertThat(Limits.NONE
                        .scope(Limits.Scope.SITE)
                        .bytes(1000)
                        .hits(25)
                        .deduplicating()
                        .lateness(day))
                .isEqualTo(new Limits(25, 1000, Limits.Scope.SITE, day, true, null));
    }

    @Test
    void limits_thatNoHitCanMeet_areRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> Limits.NONE.hits(0));
        assertThatIllegalArgumentException().isThrownBy(() -> Limits.NONE.bytes(0));
        assertThatIllegalArgumentException().isThrownBy(() -> Limits.NONE.lateness(Duration.ofNanos(-1)));
        assertThat(Limits.NONE.hits(1).bytes(1).lateness(Duration.ZERO).lateness())
                .isZero();
    }

    @Test
    void forAll_severalHits_isOneOutcomeEach() {
        var hits = List.of(SampleHits.minimal(), SampleHits.event());
        assertThat(Outcome.forAll(hits, Outcome.ACCEPTED)).containsExactly(Outcome.ACCEPTED, Outcome.ACCEPTED);
    }

    @Test
    void requests_inATime_areARateWithAPause() {
        var limits = Limits.NONE.requests(60, Duration.ofMinutes(2)).hits(500).deduplicating();
        assertThat(limits.rate()).isEqualTo(new Limits.Rate(60, Duration.ofMinutes(2)));
        assertThat(limits.rate().pause()).isEqualTo(Duration.ofSeconds(2));
        assertThat(Limits.NONE.rate()).isNull();
        assertThatIllegalArgumentException().isThrownBy(() -> Limits.NONE.requests(0, Duration.ofMinutes(2)));
        assertThatIllegalArgumentException().isThrownBy(() -> Limits.NONE.requests(1, Duration.ZERO));
    }
}
