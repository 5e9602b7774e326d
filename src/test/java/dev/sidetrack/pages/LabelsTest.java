// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.pages;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LabelsTest {

    @Test
    void text_thatIsLong_isCutBetweenCharacters() {
        var family = "\uD83D\uDC68\u200D\uD83D\uDC69\u200D\uD83D\uDC67";
        assertThat(Labels.shown("x".repeat(299) + "\uD83D\uDE00" + "y")).isEqualTo("x".repeat(299) + "…");
        assertThat(Labels.shown("x".repeat(297) + family)).isEqualTo("x".repeat(297) + "…");
        assertThat(View.cut("x".repeat(49) + "\uD83D\uDE00")).isEqualTo("x".repeat(49) + "…");
    }

    @Test
    void text_thatWouldTurnTheRestAround_doesNot() {
        assertThat(Labels.shown("a\u202Eb\u2066c\u200Fd\ne")).isEqualTo("a\uFFFDb\uFFFDc\uFFFDd\uFFFDe");
    }
}
