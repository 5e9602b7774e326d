// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class QueryTest {

    @Test
    void before_ofTheFirstDays_isNotBeforeThem() {
        var first = Query.of(Query.FIRST_DAY, Query.FIRST_DAY.plusDays(1));
        assertThat(first.before()).isEqualTo(Query.of(Query.FIRST_DAY, Query.FIRST_DAY));
        assertThat(first.yearBefore()).isEqualTo(Query.of(Query.FIRST_DAY, Query.FIRST_DAY));
        assertThat(Query.of(Query.FIRST_DAY, Query.LAST_DAY).before().to()).isEqualTo(Query.FIRST_DAY);
    }

    @Test
    void before_of28Days_isThe28DaysBefore() {
        var query = Query.of(LocalDate.of(2026, 10, 25), LocalDate.of(2026, 11, 21));
        assertThat(query.before()).isEqualTo(Query.of(LocalDate.of(2026, 9, 27), LocalDate.of(2026, 10, 24)));
        assertThat(query.before().days()).isEqualTo(28);
    }

    @Test
    void days_outsideOfWhatCanBeAskedAbout_areRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Query.of(Query.FIRST_DAY.minusDays(1), Query.FIRST_DAY))
                .withMessage("days must be from 2000-01-01 to 2999-12-31");
        assertThatIllegalArgumentException().isThrownBy(() -> Query.of(Query.LAST_DAY, Query.LAST_DAY.plusDays(1)));
    }

    @Test
    void texts_thatNoDatabaseTakes_areRefused() {
        var day = Query.of(Query.FIRST_DAY, Query.FIRST_DAY);
        for (var wrong : List.of("a\u0000", "x".repeat(2_001))) {
            assertThatIllegalArgumentException().isThrownBy(() -> day.site(wrong));
            assertThatIllegalArgumentException().isThrownBy(() -> new Slice(wrong, 0, 10));
            assertThatIllegalArgumentException().isThrownBy(() -> new Step(Dimension.PAGE, wrong));
            assertThatIllegalArgumentException().isThrownBy(() -> Filter.is(Dimension.PAGE, wrong));
        }
    }

    @Test
    void names_thatAreLong_areNotRepeatedWhole() {
        var name = "x".repeat(40_000);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Dimension.of(name))
                .withMessageContaining("known are page")
                .satisfies(thrown -> assertThat(thrown.getMessage()).hasSizeLessThan(300));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Interval.of(name))
                .satisfies(thrown -> assertThat(thrown.getMessage()).hasSizeLessThan(300));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Filter.parse("page:" + name + ":x"))
                .satisfies(thrown -> assertThat(thrown.getMessage()).hasSizeLessThan(300));
    }
}
